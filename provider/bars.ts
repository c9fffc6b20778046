/** What is known beforehand to forbid a bind or an unbind, judged from a row of DescribeInstances. */
import type { Instance } from "./lighthouse.js";

/** States that an instance leaves by itself. */
const PASSING = new Set(["PENDING", "STARTING", "STOPPING", "REBOOTING", "EXIT_RESCUE_MODE"]);

/** States in which an instance is as good as gone: nobody logs in any more, and no unbind is accepted. */
const ENDED = new Set(["SHUTDOWN", "TERMINATING", "DELETING", "LAUNCH_FAILED"]);

const WHY_NOT: Record<string, string> = {
  SHUTDOWN: "is isolated and waits to be recycled (SHUTDOWN); renew it, or take it out of instanceIds",
  TERMINATING: "is being terminated; take it out of instanceIds",
  DELETING: "is being deleted; take it out of instanceIds",
  LAUNCH_FAILED: "failed to launch; replace it, or take it out of instanceIds",
  FREEZING: "is frozen (FREEZING); have it unfrozen, or take it out of instanceIds",
  ENTER_RESCUE_MODE: "is entering rescue mode; end rescue mode and run again",
  RESCUE_MODE: "is in rescue mode; end rescue mode and run again",
};

/** Whether the instance is on its way to another state, or an operation runs on it. */
export function isUnsettled(instance: Instance): boolean {
  if (ENDED.has(instance.state ?? "")) return false;
  return PASSING.has(instance.state ?? "") || instance.operationState === "OPERATING";
}

/** Why no key can be bound to the instance, as the rest of a sentence that begins with its id; undefined where it can. */
export function barToBind(instance: Instance | undefined, region: string): string | undefined {
  if (!instance) return `does not exist in region ${region}; check the id and the region`;
  if (instance.platformType === "WINDOWS") {
    return "runs Windows, which takes no key pairs; take it out of instanceIds";
  }
  return WHY_NOT[instance.state ?? ""];
}

/** Whether the bindings of the instance count as gone, because it is gone itself or is going. */
export function hasEnded(instance: Instance | undefined): boolean {
  return !instance || ENDED.has(instance.state ?? "");
}

/** Why no key can be unbound from the instance now; undefined where it can. */
export function barToUnbind(instance: Instance): string | undefined {
  const state = instance.state ?? "";
  return ENDED.has(state) ? undefined : WHY_NOT[state];
}

/** Whether a bind or unbind may be under way that an earlier run has begun. */
export function mayYetBind(row: Instance): boolean {
  return isUnsettled(row) && (row.operation === undefined || /InstancesKeyPairs$/.test(row.operation));
}
