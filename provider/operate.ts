import { ACTION_OF } from "./actions.js";
import { ApiError } from "./apiError.js";
import { barToBind, barToUnbind, hasEnded } from "./bars.js";
import { type Deadline, DeadlinePassed } from "./deadline.js";
import type { BindOptions, Instance } from "./lighthouse.js";
import type { Sent } from "./operation.js";
import type { Region } from "./region.js";
import { keysNotYet, OperationFailed, takesEffect, VISIBLE_WITHIN_MS } from "./takesEffect.js";
import { patiently, settle, sightOf } from "./waiting.js";
import type { Flight } from "./writeSender.js";

/** Keys to bind to, or to unbind from, one instance. */
export interface Work extends BindOptions {
  action: "bind" | "unbind";
  /** The instance as it was just before. */
  instance: Instance;
  keyIds: readonly string[];
  deadline: Deadline;
  /** Whether a key is still to be unbound: somebody else may have declared it meanwhile. */
  isStillWanted: (keyId: string) => boolean;
  /** Told when a request has gone out that may have changed something: answered, or lost on its way. */
  onSent: (requestId: string | undefined) => void;
}

/** How one try ended: well, or with a reason to look and plan again. */
type Try = { isDone: true } | { isDone: false; reason: Error; isPassing: boolean };

/** Somebody has declared a key meanwhile that was to be unbound. */
const DROPPED: Try = { isDone: false, reason: new Error("it is declared elsewhere meanwhile"), isPassing: true };

/** How often a request is made anew that the service refuses as out of date, or that is lost on its way. */
const MAX_PLANS = 4;

/** The pause before another try; it doubles up to the second figure. */
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;

/**
 * Binds or unbinds keys on one instance, and ends when that is known to be so: sends, waits for the operation, looks at
 * the bindings, and where something came in between observes and plans again. An instance that is busy is waited for
 * within the deadline. Answers `gone` where an unbind is needless since the instance is gone, or is going.
 *
 * Throws `ApiError` for a refusal, `OperationFailed` for FAILED, `DeadlinePassed`.
 */
export async function operate(region: Region, work: Work): Promise<"done" | "gone"> {
  let { instance, keyIds } = work;
  for (let attempt = 1, plans = 1; ; attempt++) {
    const result = await tryOnce(region, { ...work, instance, keyIds }, attempt > 1);
    if (result.isDone) return "done";
    if (!result.isPassing && plans++ >= MAX_PLANS) throw result.reason;
    await pause(region, work, attempt, result.reason);
    const now = await lookAgain(region, work);
    // What reads do not show is gone only where the write says so too, of a request for this instance alone.
    if (work.action === "unbind" && hasEnded(now)) {
      if (now || (attempt > 1 && isGone(result.reason))) return "gone";
    }
    instance = now ?? instance;
    keyIds = (await leftToDo(region, work, keyIds, result.reason)).filter(work.isStillWanted);
    if (keyIds.length === 0) return "done";
  }
}

async function tryOnce(region: Region, work: Work, isRepeated: boolean): Promise<Try> {
  const { action, instance, keyIds, associateType, username } = work;
  const options = { ...(associateType && { associateType }), ...(username && { username }) };
  const sent: Sent = {
    action: ACTION_OF[action],
    sentMs: region.clock.now(),
    ...(instance.operationRequestId && { beforeRequestId: instance.operationRequestId }),
  };
  const flight: Flight = { mayBeExecuted: false };
  const { instanceId } = instance;
  const isStillWanted = (): boolean => keyIds.every(work.isStillWanted);
  // All instances of a change have its deadline in common.
  const write = { action, instanceId, owner: work.deadline, keyIds, isRepeated, isStillWanted, flight, ...options };
  const whatFor = `for the answer to ${sent.action}`;
  let lost: ApiError | undefined;
  try {
    sent.requestId = await work.deadline.race((signal) => region.writes.send({ ...write, signal }), whatFor);
    if (flight.isDropped) return DROPPED;
  } catch (error) {
    if (flight.isDropped) return DROPPED;
    if (error instanceof DeadlinePassed) {
      if (flight.mayBeExecuted) work.onSent(undefined);
      throw new DeadlinePassed(work.deadline.timeoutMs, whatFor, flight.refusal?.message);
    }
    if (!(error instanceof ApiError)) throw error;
    if (error.kind !== "unknown") return refused(work, error);
    lost = error;
  }
  work.onSent(sent.requestId);
  if (await takesEffect(region, work, sent)) return { isDone: true };
  const overtaken = `${sent.action} on ${instance.instanceId} was overtaken by another operation and has no effect.`;
  return { isDone: false, reason: lost ?? new OperationFailed(overtaken, false), isPassing: false };
}

function refused(work: Work, error: ApiError): Try {
  // What is gone is as an unbind wants it, but the request may have named others as well: look which.
  const isNoMore = isGone(error) || error.kind === "keyGone";
  const looksAgain = error.kind === "replan" || error.kind === "wrongState" || (isNoMore && work.action === "unbind");
  const isPassing = error.kind === "busy" || error.kind === "throttled" || error.kind === "unreachable";
  if (!isPassing && !looksAgain) throw error;
  return { isDone: false, reason: error, isPassing };
}

function isGone(error: Error): boolean {
  return error instanceof ApiError && error.kind === "instanceGone";
}

/** The instance, once nothing is under way on it; undefined where it does not show, which only an unbind can do with. */
async function lookAgain(region: Region, work: Work): Promise<Instance | undefined> {
  const { instanceId } = work.instance;
  const instances = await patiently(region, work.deadline, `to see ${instanceId}`, () =>
    region.instances([instanceId]),
  );
  const now = await settle(region, instances.get(instanceId), work.deadline);
  if (work.action === "unbind" && hasEnded(now)) return now;
  const bar = work.action === "bind" ? barToBind(now, region.name) : now && barToUnbind(now);
  if (bar || !now) throw new OperationFailed(`${instanceId} ${bar}.`);
  return now;
}

/**
 * The keys for which it is still to be done. Where the service has just said that it is done for one of them, that may
 * take a while to show.
 */
async function leftToDo(region: Region, work: Work, keyIds: readonly string[], reason: Error): Promise<string[]> {
  const mustShow = reason instanceof ApiError && reason.kind === "replan";
  const untilMs = region.clock.now() + (mustShow ? VISIBLE_WITHIN_MS : 0);
  for (;;) {
    const left = await patiently(region, work.deadline, "to read the key pairs", () =>
      keysNotYet(region, work.action, work.instance.instanceId, keyIds),
    );
    if (left.length < keyIds.length || region.clock.now() >= untilMs) return left;
    await work.deadline.race(region.clock.sleep(FIRST_DELAY_MS), "for a binding to show");
  }
}

async function pause(region: Region, work: Work, attempt: number, reason: Error): Promise<void> {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
  await work.deadline.during((signal) => region.clock.sleep(delayMs, signal));
  if (!work.deadline.hasPassed) return;
  const whatFor = `to ${work.action} ${work.keyIds.join(", ")} on ${work.instance.instanceId} (${reason.message})`;
  throw new DeadlinePassed(work.deadline.timeoutMs, whatFor, sightOf(work.instance));
}
