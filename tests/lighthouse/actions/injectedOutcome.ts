import type { InstanceState } from "../world/instance";

/** How a fault makes an operation end. */
export interface InjectedOutcome {
  readonly state: "FAILED";
  /** Whether it has had its effect all the same. */
  readonly isApplied: boolean;
  /** The power state it leaves behind; otherwise the one it would have ended in. */
  readonly leaves?: InstanceState;
}
