import { isPassing } from "./apiError.js";
import { isUnsettled } from "./bars.js";
import { type Deadline, DeadlinePassed } from "./deadline.js";
import type { Instance } from "./lighthouse.js";
import type { Doing } from "./progress.js";
import type { Region } from "./region.js";

/** The pause before a read is made again that has failed in passing, its own retries included. */
const PATIENCE_MS = 2_000;

/** What one look at an instance means for somebody who waits. */
export type Look<T> = { kind: "done"; value: T } | { kind: "pending" };

/** What somebody waits for. */
export interface Wait {
  instanceId: string;
  doing: Doing;
  /** Completes "while waiting"; asked for when the time is over. */
  readonly whatFor: string;
  deadline: Deadline;
}

/**
 * Looks at each poll of the region until the look is done or the time is over. A poll that fails in passing is no
 * answer and ends nothing; `undefined` stands for an instance that does not exist.
 */
export async function waitFor<T>(
  region: Region,
  wait: Wait,
  look: (instance: Instance | undefined) => Look<T> | Promise<Look<T>>,
): Promise<T> {
  let lastSeen = "nothing yet";
  for (;;) {
    try {
      const seen = await wait.deadline.race(lookOnce(), wait.whatFor);
      if (seen.kind === "done") return seen.value;
    } catch (error) {
      if (error instanceof DeadlinePassed) throw timedOut();
      if (!isPassing(error)) throw error;
      lastSeen = noAnswer(error);
    }
    if (wait.deadline.hasPassed) throw timedOut();
  }

  async function lookOnce(): Promise<Look<T>> {
    const instance = await region.nextPoll(wait.instanceId);
    // An answer that comes too late is nobody's; the instance may be another change's by now.
    if (wait.deadline.hasPassed) return { kind: "pending" };
    lastSeen = sightOf(instance);
    region.watchers.get(wait.instanceId)?.saw(wait.instanceId, wait.doing, instance);
    return look(instance);
  }

  function timedOut(): DeadlinePassed {
    const { trouble } = region;
    const isTold = trouble === undefined || lastSeen.startsWith(NO_ANSWER);
    const seen = isTold ? lastSeen : `${lastSeen}, then ${noAnswer(trouble)}`;
    return new DeadlinePassed(wait.deadline.timeoutMs, wait.whatFor, seen);
  }
}

/** Waits until nothing is under way on an instance; undefined where it has gone. */
export async function settle(
  region: Region,
  instance: Instance | undefined,
  deadline: Deadline,
): Promise<Instance | undefined> {
  if (!instance || !isUnsettled(instance)) return instance;
  const whatFor = `for ${instance.instanceId} to settle (${sightOf(instance)})`;
  return waitFor(region, { instanceId: instance.instanceId, doing: "waiting for", whatFor, deadline }, (now) =>
    now && isUnsettled(now) ? { kind: "pending" } : { kind: "done", value: now },
  );
}

/** What a read answers in time; where it does not, the error tells what reads fail with. */
export async function within<T>(
  region: Pick<Region, "trouble">,
  deadline: Deadline,
  whatFor: string,
  read: Promise<T>,
): Promise<T> {
  try {
    return await deadline.race(read, whatFor);
  } catch (error) {
    const { trouble } = region;
    if (!(error instanceof DeadlinePassed) || trouble === undefined) throw error;
    throw new DeadlinePassed(deadline.timeoutMs, whatFor, noAnswer(trouble));
  }
}

/** Reads, and reads again while what fails is passing, until the time is over. */
export async function patiently<T>(
  region: Region,
  deadline: Deadline,
  whatFor: string,
  read: () => Promise<T>,
): Promise<T> {
  let failure: unknown;
  for (;;) {
    try {
      return await within(region, deadline, whatFor, read());
    } catch (error) {
      if (!isPassing(error)) throw error;
      failure = error;
      await deadline.during((signal) => region.clock.sleep(PATIENCE_MS, signal));
    }
    if (deadline.hasPassed) throw new DeadlinePassed(deadline.timeoutMs, whatFor, noAnswer(failure));
  }
}

const NO_ANSWER = "no answer";

function noAnswer(error: unknown): string {
  return `${NO_ANSWER} (${error instanceof Error ? error.message : String(error)})`;
}

/** What a row shows, in a few words. */
export function sightOf(instance: Instance | undefined): string {
  if (!instance) return "no such instance";
  const { state, operation, operationState, operationRequestId } = instance;
  const latest = operation ? `${operation} ${operationState ?? "without a state"}` : "no operation";
  return `state ${state ?? "unknown"}, ${latest}${operationRequestId ? ` (RequestId ${operationRequestId})` : ""}`;
}
