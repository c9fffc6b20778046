import { NOTHING_LATE } from "./awaited.js";
import type { Failure, Goal, Outcome } from "./goal.js";
import type { Observation } from "./observation.js";
import { type Pair, Pairs } from "./pairs.js";
import { RivalsVoided } from "./rivalsVoided.js";

/** What an outcome takes from the change of one instance. */
interface Changed {
  instanceId: string;
  loses: readonly string[];
  requestId: string | undefined;
  isLeftDown: boolean;
  hasWritten: boolean;
  hasEnded: boolean;
  isMissing: boolean;
}

/** What was brought about, as the bindings show it. */
export function outcomeOf(seen: Observation, changes: readonly Changed[], failures: Failure[] = []): Outcome {
  const usernames = new Map<string, string>();
  for (const pair of seen.live) {
    const username = seen.usernameOf(pair);
    if (username !== undefined) usernames.set(pair.instanceId, username);
  }
  return {
    live: seen.live,
    late: NOTHING_LATE,
    usernames,
    requestIds: new Map(changes.flatMap(({ instanceId, requestId }) => (requestId ? [[instanceId, requestId]] : []))),
    restore: changes.filter(({ isLeftDown }) => isLeftDown).map(({ instanceId }) => instanceId),
    voided: Pairs.of(failures.flatMap(({ error }) => (error instanceof RivalsVoided ? error.pairs : []))),
    failures,
    hasWritten: changes.some(({ hasWritten }) => hasWritten),
  };
}

/** By instance, the user that the keys are bound for after the changes, where the service does not tell. */
export function usernamesAfter(goal: Goal, changes: readonly Changed[]): Map<string, string> {
  const usernames = new Map(goal.recordedUsernames);
  const { username } = goal.how;
  for (const { instanceId, requestId } of changes) {
    if (requestId === undefined) continue;
    if (username === undefined) usernames.delete(instanceId);
    else usernames.set(instanceId, username);
  }
  return usernames;
}

/** Declared pairs that are not bound in the end, on instances where nothing was seen to fail. */
export function lostOf(
  seen: Observation,
  before: Observation,
  changes: readonly Changed[],
  failures: readonly Failure[],
): Failure[] {
  const told = new Set(failures.map(({ instanceId }) => instanceId));
  const untold = seen.missing.filter(({ instanceId }) => !told.has(instanceId));
  const gone = new Set(
    changes.filter(({ hasEnded, isMissing }) => hasEnded || isMissing).map(({ instanceId }) => instanceId),
  );
  const lost = untold
    .instanceIds()
    .map((instanceId) => (gone.has(instanceId) ? goneWith(instanceId) : lostOn(instanceId, untold, before)));
  const inDoubt = changes.filter(({ instanceId, isMissing }) => isMissing && !told.has(instanceId));
  return [...lost, ...inDoubt.flatMap(({ instanceId, isLeftDown }) => unseen(instanceId, seen, isLeftDown))];
}

/** Instances that are to be brought back and are said not to exist, though what is declared on them is bound. */
export function unseenOf(
  { power, restore, declared }: Goal,
  seen: Observation,
  isRead: (id: string) => boolean,
): string[] {
  const toStart = power === "leave" ? [] : power === "running" ? [...restore, ...declared.instanceIds()] : restore;
  return [...new Set(toStart)].filter((id) => !isRead(id) && unseen(id, seen).length > 0);
}

/** An outcome that fails for instances that were not seen, and has them brought back by the next change. */
export function withUnseen(outcome: Outcome, seen: Observation, instanceIds: readonly string[]): Outcome {
  if (instanceIds.length === 0) return outcome;
  const failures = instanceIds.flatMap((instanceId) => unseen(instanceId, seen));
  const restore = [...new Set([...outcome.restore, ...instanceIds])];
  return { ...outcome, restore, failures: [...outcome.failures, ...failures] };
}

/** An instance that is said not to exist, though all that is declared on it is said to be bound. */
function unseen(instanceId: string, seen: Observation, isLeftDown = true): Failure[] {
  const keyIds = seen.live.minus(seen.removable).keysOf(instanceId);
  if (keyIds.length === 0 || seen.missing.keysOf(instanceId).length > 0) return [];
  const reason = `${instanceId} went away, as reads of instances tell, though ${keyIds.join(", ")} is bound to it, as reads of key pairs do. Look at it in the console, then run the same command again.`;
  return [{ instanceId, error: new Error(reason), isLeftDown }];
}

function goneWith(instanceId: string): Failure {
  return {
    instanceId,
    error: new Error(`${instanceId} went away meanwhile; where it is gone for good, take it out of instanceIds.`),
  };
}

function lostOn(instanceId: string, missing: Pairs, before: Observation): Failure {
  const keyIds = missing.keysOf(instanceId);
  const wasBound = keyIds.filter((keyId) => before.live.has({ instanceId, keyId }));
  const reason =
    wasBound.length > 0
      ? `${wasBound.join(", ")} was bound and is no longer. Either somebody unbound it meanwhile, or this service drops the earlier keys of an instance when another is bound. Look at the instance in the console, then run the same command again.`
      : `${keyIds.join(", ")} is not bound. Run the same command again.`;
  return { instanceId, error: new Error(reason) };
}

/** Pairs that were to be unbound and are still bound, though nothing failed. */
export function stillThereOf(removable: Pairs, changes: readonly Changed[]): Failure[] {
  return changes.flatMap(({ instanceId, loses, hasEnded }) => {
    if (hasEnded) return [];
    const keyIds = removable.keysOf(instanceId).filter((keyId) => loses.includes(keyId));
    return keyIds.length === 0
      ? []
      : [{ instanceId, error: new Error(`${keyIds.join(", ")} is still bound. Run the same command again.`) }];
  });
}

/** The pairs of one instance. */
export function pairsOn(instanceId: string, keyIds: readonly string[]): Pair[] {
  return keyIds.map((keyId) => ({ instanceId, keyId }));
}
