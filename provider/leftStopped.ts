import type { Goal } from "./goal.js";
import type { Instance } from "./lighthouse.js";

/** What of a goal decides how machines are left. */
type Power = Pick<Goal, "power" | "restore" | "how">;

/** What is told here of the change of one instance. */
interface Changed {
  /** The instance as the change found it. */
  found: Instance;
  gains: readonly string[];
  loses: readonly string[];
}

/**
 * Warnings of instances that were found STOPPED as an interrupted run may have left them. Who was interrupted between the
 * shutdown and the start cannot be known; so it is said, not guessed.
 */
export function warningsOfStopped(goal: Power, untouched: Iterable<Instance>, changes: readonly Changed[]): string[] {
  if (goal.power === "running") return [];
  const isLeft = ({ instanceId, state }: Instance): boolean =>
    state === "STOPPED" && !goal.restore.includes(instanceId);
  const byKeys = [...untouched, ...changes.map(({ found }) => found)].filter(
    (found) => isLeft(found) && /InstancesKeyPairs$/.test(found.operation ?? ""),
  );
  // What this change would have shut down itself, had it been running, an earlier try of it may have shut down.
  const byCall = changes.filter(
    ({ found, gains, loses }) =>
      isLeft(found) && found.operation === "StopInstances" && isShutDownFor(goal, gains, loses),
  );
  const byStart = [...untouched, ...changes.map(({ found }) => found)].filter(
    (found) => isLeft(found) && found.operation === "StartInstances" && found.operationState === "FAILED",
  );
  return [
    ...warning("since a start of them failed", byStart),
    ...warning("since a key pair was bound or unbound", byKeys),
    ...warning(
      "since a call shut them down, as is done for an exchange of key pairs",
      byCall.map(({ found }) => found),
    ),
  ];
}

function isShutDownFor({ how, power }: Power, gains: readonly string[], loses: readonly string[]): boolean {
  return how.associateType !== "ONLINE" && power !== "leave" && gains.length > 0 && loses.length > 0;
}

function warning(why: string, left: readonly Instance[]): string[] {
  if (left.length === 0) return [];
  const names = left.map(({ instanceId }) => instanceId).join(", ");
  return [`STOPPED ${why}: ${names}. If that was an interrupted or failed run, start them, or set power to "running".`];
}
