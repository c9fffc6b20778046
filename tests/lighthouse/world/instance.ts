import type { JsonObject } from "../protocol/json";
import type { RunningOperation } from "./operation";

/**
 * Every state an instance can be in.
 *
 * @see CN-API data types, Instance.InstanceState
 */
export const INSTANCE_STATES = [
  "PENDING",
  "LAUNCH_FAILED",
  "RUNNING",
  "STOPPED",
  "STARTING",
  "STOPPING",
  "REBOOTING",
  "SHUTDOWN",
  "TERMINATING",
  "DELETING",
  "FREEZING",
  "ENTER_RESCUE_MODE",
  "RESCUE_MODE",
  "EXIT_RESCUE_MODE",
] as const;
/** A state an instance can be in. */
export type InstanceState = (typeof INSTANCE_STATES)[number];

/** What kind of system an instance runs; key pairs are for LINUX_UNIX only. */
export type PlatformType = "LINUX_UNIX" | "WINDOWS";

/** The four LatestOperation* fields of an instance together. */
export interface LatestOperation {
  readonly action: string;
  readonly state: "OPERATING" | "SUCCESS" | "FAILED";
  readonly requestId: string;
  readonly startedMs: number;
}

/** Who changes an instance: an action with the RequestId of its call, or "control" when it is done by hand. */
export interface Cause {
  readonly by: string;
  readonly requestId?: string;
}

/** The cause of everything that is done through the control interface. */
export const BY_CONTROL: Cause = { by: "control" };

/** One change of an instance's state, for tests that ask what a machine went through. */
export interface PowerChange extends Cause {
  readonly timeMs: number;
  readonly from: InstanceState;
  readonly to: InstanceState;
}

/** How many changes of state are kept per instance; the oldest go first. Shutdowns are counted apart and exactly. */
export const POWER_HISTORY_LENGTH = 100;

/** What an instance still shows for a number of reads although it is no longer so. */
export interface StaleView<T> {
  readsLeft: number;
  readonly shown: T;
}

/** A Lighthouse instance as the world knows it; what a client sees of it is made in `instanceView.ts`. */
export interface Instance {
  readonly instanceId: string;
  readonly accountId: string;
  readonly region: string;
  /** The plain fields of the API's Instance, without those that the world computes. */
  fields: JsonObject;
  createdMs: number;
  state: InstanceState;
  platformType: PlatformType;
  /** Whether it has ever been ready: until then PENDING means that it is being created. */
  isCreated: boolean;
  /** Whether anybody knows a password for it. Without one and without a key nobody can log in. */
  isPasswordKnown: boolean;
  /** Whether the agent inside answers, which ONLINE binding needs. */
  isAgentOnline: boolean;
  /** Whether it is one of the special display-area instances that refuse key pairs. */
  isDisplayArea: boolean;
  latest: LatestOperation | undefined;
  operation: RunningOperation | undefined;
  /** Work on it by somebody else that the LatestOperation fields do not show, until this time of the world. */
  hiddenWorkUntilMs: number | undefined;
  staleLatest: StaleView<LatestOperation | undefined> | undefined;
  nullStateReadsLeft: number;
  staleKeyIds: StaleView<readonly string[]> | undefined;
  shutdowns: number;
  powerHistory: PowerChange[];
  /** The serialised row of the last DescribeInstances, until something changes. */
  row: Buffer | undefined;
}
