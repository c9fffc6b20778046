import type { Failure } from "./goal.js";
import { named } from "./named.js";

/** How many instances or requests a reason names before it counts the rest: all of one request. */
const MAX_NAMED = 100;

/** How many different reasons a message gives. */
const MAX_REASONS = 20;

/**
 * A change that was made in part. The engine takes `id` and `properties` into state, so that refresh, update and
 * destroy all start from what is true, and has the next update do the rest.
 */
export class PartialSuccess extends Error {
  override readonly name = "PartialSuccess";
  readonly reasons: string[];

  constructor(
    what: string,
    readonly id: string,
    readonly properties: object,
    failures: readonly Failure[],
  ) {
    const reasons = reasonsOf(failures);
    super(`${what}: ${reasons.join(" ")} What was done is recorded; pulumi up does the rest.`);
    this.reasons = reasons;
  }
}

/** A change that failed before it changed anything: the state stays as it was. */
export function nothingChanged(failures: readonly Failure[]): Error {
  return new Error(`nothing was changed: ${reasonsOf(failures).join(" ")}`);
}

const LEFT_DOWN = " It may be left STOPPED: the instance was running, or is to run.";

/** Where a reason names the request that it is about. */
const REQUEST_ID = /\(RequestId ([^)]*)\)/;

/** One sentence for each different reason, with the instances that it concerns. */
export function reasonsOf(failures: readonly Failure[]): string[] {
  const byReason = new Map<string, { reason: string; ids: string[]; requestIds: Set<string> }>();
  for (const { instanceId, error, isLeftDown = false } of failures) {
    // What differs only in the id of the instance or of the request is one reason.
    const reason = error.message.replaceAll(instanceId, "the instance") + (isLeftDown ? LEFT_DOWN : "");
    const alike = reason.replace(REQUEST_ID, "");
    const entry = byReason.get(alike) ?? { reason, ids: [], requestIds: new Set() };
    entry.ids.push(instanceId);
    const requestId = REQUEST_ID.exec(reason)?.[1];
    if (requestId !== undefined) entry.requestIds.add(requestId);
    byReason.set(alike, entry);
  }
  const reasons = [...byReason.values()].map(({ reason, ids, requestIds }) => {
    const shown = reason.replace(REQUEST_ID, `(RequestId ${named([...requestIds], MAX_NAMED)})`);
    return `${named(ids, MAX_NAMED)}: ${shown}`;
  });
  return reasons.length <= MAX_REASONS
    ? reasons
    : [...reasons.slice(0, MAX_REASONS), `And ${reasons.length - MAX_REASONS} more reasons.`];
}
