import type { Cause, InstanceState } from "./instance";
import type { Pace } from "./settingsBook";

/** A state that an instance takes on once so much of its operation (0 to 1) has passed. */
export interface PathStep {
  readonly at: number;
  readonly state: InstanceState;
}

/** How an operation ends: FAILED may have had its effect all the same. */
export interface Outcome {
  readonly state: "SUCCESS" | "FAILED";
  readonly isApplied: boolean;
}

/** The ordinary end. */
export const SUCCEEDED: Outcome = { state: "SUCCESS", isApplied: true };

/** What an operation will do. */
export interface OperationPlan {
  /** What LatestOperation shows. */
  readonly name: string;
  readonly requestId: string;
  /** Who is behind it: noted in the power history, and shutdowns are counted only when it is a call. */
  readonly cause: Cause;
  readonly path: readonly PathStep[];
  /** When the effect is written, from 0 to 1. */
  readonly effectAt: number;
  readonly effect: () => void;
  readonly outcome: Outcome;
  /** Called when it has ended. */
  readonly ended?: () => void;
}

/** An operation that is under way on one instance. */
export interface RunningOperation {
  readonly plan: OperationPlan;
  readonly pace: Pace;
  readonly startedMs: number;
  outcome: Outcome;
  stepsDone: number;
  isEffectDone: boolean;
  readsDone: number;
}

/** The share of an OFFLINE operation after which a running instance is down, and after which its keys are written. */
const DOWN_AT = 0.3;
const WRITTEN_AT = 0.6;

/**
 * The states that an instance passes through when it is worked on with the power off.
 *
 * @see CONSOLE key pair guides (shut down, written, started again); composed with the Stop and Start pages
 */
export function offlinePath(from: InstanceState, comesBack: boolean): PathStep[] {
  if (from !== "RUNNING") return [];
  const down: PathStep[] = [
    { at: 0, state: "STOPPING" },
    { at: DOWN_AT, state: "STOPPED" },
  ];
  return comesBack ? [...down, { at: WRITTEN_AT, state: "STARTING" }, { at: 1, state: "RUNNING" }] : down;
}

/** When keys are written: at the end, or already while the operation is under way. */
export function writtenAt(when: "atSuccess" | "whileOperating"): number {
  return when === "atSuccess" ? 1 : WRITTEN_AT;
}
