import { ACTION_OF } from "./actions.js";
import { ApiError } from "./apiError.js";
import { barToBind, barToUnbind, hasEnded } from "./bars.js";
import { type Deadline, DeadlinePassed } from "./deadline.js";
import type { BindOptions, Instance } from "./lighthouse.js";
import type { Sent } from "./operation.js";
import type { Region } from "./region.js";
import { keysNotYet, OperationFailed, takesEffect } from "./takesEffect.js";
import { settle, sightOf } from "./waiting.js";

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
  onSent: () => void;
}

/** How one try ended: well, or with a reason to look and plan again. */
type Try = { isDone: true; requestId?: string } | { isDone: false; requestId?: string; reason: Error; isBusy: boolean };

/** How often a request is made anew that the service refuses as out of date, or that is lost on its way. */
const MAX_PLANS = 4;

/** The pause before another try; it doubles up to the second figure. */
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;

/**
 * Binds or unbinds keys on one instance, and ends when that is known to be so: sends, waits for the operation, looks at
 * the bindings, and where something came in between observes and plans again. An instance that is busy is waited for
 * within the deadline. Answers with the RequestId that did it; undefined where nothing had to be sent after all.
 *
 * Throws `ApiError` for a refusal, `OperationFailed` for FAILED, `DeadlinePassed`.
 */
export async function operate(region: Region, work: Work): Promise<string | undefined> {
  let { instance, keyIds } = work;
  let requestId: string | undefined;
  for (let attempt = 1, plans = 1; ; attempt++) {
    const result = await tryOnce(region, { ...work, instance, keyIds }, attempt > 1);
    requestId = result.requestId ?? requestId;
    if (result.isDone) return requestId;
    if (!result.isBusy && plans++ >= MAX_PLANS) throw result.reason;
    await pause(region, work, attempt, result.reason);
    const now = await lookAgain(region, work);
    if (!now) return requestId;
    instance = now;
    const left = await work.deadline.race(
      keysNotYet(region, work.action, instance.instanceId, keyIds),
      "to read the key pairs",
    );
    keyIds = left.filter(work.isStillWanted);
    if (keyIds.length === 0) return requestId;
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
  let lost: ApiError | undefined;
  try {
    const write = { action, instanceId: instance.instanceId, keyIds, isRepeated, ...options };
    const whatFor = `for the answer to ${sent.action}`;
    sent.requestId = await work.deadline.race((signal) => region.writes.send({ ...write, signal }), whatFor);
  } catch (error) {
    // It may be on its way.
    if (error instanceof DeadlinePassed) work.onSent();
    if (!(error instanceof ApiError)) throw error;
    if (error.kind !== "unknown") return refused(work, error);
    lost = error;
  }
  work.onSent();
  const requestId = sent.requestId;
  if (await takesEffect(region, work, sent)) return { isDone: true, ...(requestId && { requestId }) };
  const reason =
    lost ?? new OperationFailed(`${sent.action} on ${instance.instanceId} was overtaken by another operation`);
  return { isDone: false, reason, isBusy: false, ...(requestId && { requestId }) };
}

function refused(work: Work, error: ApiError): Try {
  // What is gone is as an unbind wants it, but the request may have named others as well: look which.
  const isGone = error.kind === "instanceGone" || error.kind === "keyGone";
  const looksAgain = error.kind === "replan" || error.kind === "wrongState" || (isGone && work.action === "unbind");
  if (error.kind !== "busy" && !looksAgain) throw error;
  return { isDone: false, reason: error, isBusy: error.kind === "busy" };
}

/** The instance, once nothing is under way on it; undefined where its bindings are gone with it, as an unbind wants. */
async function lookAgain(region: Region, work: Work): Promise<Instance | undefined> {
  const { instanceId } = work.instance;
  const instances = await work.deadline.race(region.instances([instanceId]), `to see ${instanceId}`);
  const now = await settle(region, instances.get(instanceId), work.deadline);
  if (work.action === "unbind" && hasEnded(now)) return undefined;
  const bar = work.action === "bind" ? barToBind(now, region.name) : now && barToUnbind(now);
  if (bar || !now) throw new OperationFailed(`${instanceId} ${bar}`);
  return now;
}

async function pause(region: Region, work: Work, attempt: number, reason: Error): Promise<void> {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
  await work.deadline.during((signal) => region.clock.sleep(delayMs, signal));
  if (!work.deadline.hasPassed) return;
  const whatFor = `to ${work.action} ${work.keyIds.join(", ")} on ${work.instance.instanceId} (${reason.message})`;
  throw new DeadlinePassed(work.deadline.timeoutMs, whatFor, sightOf(work.instance));
}
