import type { Power } from "./association.js";
import type { Late } from "./awaited.js";
import type { BindOptions, Instance } from "./lighthouse.js";
import type { Pairs } from "./pairs.js";

/** What a change is to bring about. */
export interface Goal {
  /** Pairs that are to be bound afterwards. */
  declared: Pairs;
  /** Pairs that are to be unbound afterwards, unless another association declares them. */
  dropped: Pairs;
  /** What an earlier change asked for and never saw. */
  late: Late;
  how: BindOptions;
  power: Power;
  /** Whether to refuse to leave an instance without any key. */
  protectLastKey: boolean;
  /** By instance, the user that the recorded bindings were made for. */
  recordedUsernames: ReadonlyMap<string, string>;
  /** Instances that an earlier change found RUNNING and did not bring back. */
  restore: readonly string[];
  /** The URN of the association, where it is known, for what is said meanwhile. */
  urn: string | undefined;
  /** Instances to look at even where nothing is to be done: an earlier run may have left something there. */
  lookAt: readonly string[];
}

/** Whether an instance, as it was found, is to run when a change has ended. */
export function mustRunInTheEnd(goal: Goal, { instanceId, state }: Pick<Instance, "instanceId" | "state">): boolean {
  const { power, restore, declared } = goal;
  if (power === "leave") return false;
  if (state === "RUNNING" || restore.includes(instanceId)) return true;
  return power === "running" && declared.keysOf(instanceId).length > 0;
}

/** What went wrong on one instance. */
export interface Failure {
  instanceId: string;
  /** Other instances may share it: what went wrong with a request went wrong for all that it named. */
  error: Error;
  /** Whether the instance was running, or is to run, and may be left STOPPED. */
  isLeftDown?: boolean;
}

/** What a change has brought about, failed in part or not. */
export interface Outcome {
  /** Those of the declared and the dropped pairs that are bound now. */
  live: Pairs;
  /** What this change or an earlier one asked for, and does not show. */
  late: Late;
  /** By instance, the RequestId of the last bind. */
  requestIds: ReadonlyMap<string, string>;
  /** By instance, the user that the keys are bound for, as the service tells or else as they were bound. */
  usernames: ReadonlyMap<string, string>;
  /** Instances found RUNNING that are not RUNNING again. */
  restore: string[];
  /** Pairs of other associations that stopped being bound by binds of this one. */
  voided: Pairs;
  failures: Failure[];
  /** Whether anything was sent that may have changed something. */
  hasWritten: boolean;
}
