import { ACTION_OF } from "./actions.js";
import { ApiError, isPassing } from "./apiError.js";
import { hasEnded, isUnsettled } from "./bars.js";
import type { Deadline } from "./deadline.js";
import type { Instance } from "./lighthouse.js";
import type { Region } from "./region.js";
import { OperationFailed } from "./takesEffect.js";
import { type Look, type Wait, waitFor } from "./waiting.js";
import type { Flight } from "./writeSender.js";

/** How long an instance may take to run again where the time of the method is nearly over. */
export const RESTORE_AT_LEAST_MS = 60_000;

/** How long an instance has to be seen STOPPED before it counts as left so: the service may be about to start it. */
const LEFT_STOPPED_MS = 3_000;

/** How long a start or stop that was sent may show nothing before it is sent again, and how often it is sent at most. */
const SHOWS_WITHIN_MS = 10_000;
const MAX_SENDS = 4;

/** Shuts a running instance down, and ends when it is STOPPED and nothing is under way on it. */
export async function ensureStopped(
  region: Region,
  instanceId: string,
  deadline: Deadline,
  onSent: () => void,
): Promise<Instance> {
  const stopped = await bringTo(
    region,
    instanceId,
    { action: "stop", from: "RUNNING", to: "STOPPED", afterMs: 0, onSent },
    deadline,
  );
  if (!stopped || hasEnded(stopped))
    throw new OperationFailed(
      `${instanceId} went away while it was shut down. Look at it in the console, then run the same command again.`,
    );
  return stopped;
}

/**
 * Ends when an instance is RUNNING. One that the service starts by itself is only waited for; one that stays STOPPED is
 * started, at once where it was stopped by us. An instance that has gone needs no start; undefined where it is said not
 * to exist.
 */
export async function ensureRunning(
  region: Region,
  instanceId: string,
  wasStoppedByUs: boolean,
  deadline: Deadline,
): Promise<Instance | undefined> {
  const turn: Turn = { action: "start", from: "STOPPED", to: "RUNNING", afterMs: wasStoppedByUs ? 0 : LEFT_STOPPED_MS };
  return bringTo(region, instanceId, turn, deadline);
}

interface Turn {
  action: "start" | "stop";
  from: string;
  to: string;
  /** How long `from` has to be seen before the action is sent. */
  afterMs: number;
  /** Told when it was sent, unless it was surely not executed. */
  onSent?: () => void;
}

async function bringTo(
  region: Region,
  instanceId: string,
  turn: Turn,
  deadline: Deadline,
): Promise<Instance | undefined> {
  const sends: (string | undefined)[] = [];
  let seenSinceMs: number | undefined;
  const whatFor = `for ${instanceId} to become ${turn.to}`;
  const flight: Flight = { mayBeExecuted: false };
  const wait: Wait = {
    instanceId,
    doing: turn.action === "start" ? "starting" : "stopping",
    deadline,
    get whatFor() {
      return flight.refusal ? `${whatFor} (${flight.refusal.message})` : whatFor;
    },
  };
  return waitFor(region, wait, async (now): Promise<Look<Instance | undefined>> => {
    if (!now || hasEnded(now)) return { kind: "done", value: now };
    if (isUnsettled(now)) {
      seenSinceMs = undefined;
      return { kind: "pending" };
    }
    if (now.state === turn.to) return { kind: "done", value: now };
    if (now.state !== turn.from)
      throw new OperationFailed(`${instanceId} is ${now.state} and cannot become ${turn.to}.`);
    const isOurs = now.operationRequestId !== undefined && sends.includes(now.operationRequestId);
    if (isOurs && now.operationState === "FAILED") throw endedFailed(turn, now);
    seenSinceMs ??= region.clock.now();
    const patienceMs = sends.length === 0 ? turn.afterMs : SHOWS_WITHIN_MS;
    if (region.clock.now() - seenSinceMs < patienceMs || sends.length >= MAX_SENDS) return { kind: "pending" };
    sends.push(await send(region, turn, { instanceId, deadline, flight }));
    seenSinceMs = undefined;
    return { kind: "pending" };
  });
}

/** Undefined where the service refuses since the instance is on its way already, or where the reply is lost. */
async function send(
  region: Region,
  { action, onSent }: Turn,
  { instanceId, deadline, flight }: { instanceId: string; deadline: Deadline; flight: Flight },
): Promise<string | undefined> {
  flight.mayBeExecuted = false;
  try {
    const write = {
      action,
      instanceId,
      owner: deadline,
      keyIds: [],
      isRepeated: true,
      isStillWanted: () => true,
      flight,
    };
    const requestId = await deadline.race(
      (signal) => region.writes.send({ ...write, signal }),
      `for the answer to ${ACTION_OF[action]}`,
    );
    delete flight.refusal;
    return requestId;
  } catch (error) {
    const isOutOfDate = error instanceof ApiError && (error.kind === "wrongState" || isPassing(error));
    if (!isOutOfDate) throw error;
    flight.refusal = error;
    return undefined;
  } finally {
    if (flight.mayBeExecuted) onSent?.();
  }
}

function endedFailed(turn: Turn, { instanceId, operationRequestId }: Instance): OperationFailed {
  return new OperationFailed(
    `${ACTION_OF[turn.action]} on ${instanceId} (RequestId ${operationRequestId}) ended FAILED; Lighthouse gives no reason. Look at the instance in the console, then run the same command again.`,
  );
}
