/**
 * How a `KeyPairAssociation` is named between the engine and this provider: its inputs as `check` returns them, and its
 * outputs as they are kept in state.
 */

/** How Lighthouse carries out a bind or unbind. ONLINE leaves a running instance up; OFFLINE shuts it down. */
export type AssociateType = "ONLINE" | "OFFLINE";

/** What becomes of an instance that a change shuts down. */
export type Power = "asFound" | "running" | "leave";

/** How long each method may take, in seconds. */
export interface Timeouts {
  create?: number;
  update?: number;
  delete?: number;
}

/** What a program declares, complete and checked. */
export interface AssociationInputs {
  keyIds: string[];
  instanceIds: string[];
  region: string;
  associateType?: AssociateType;
  username?: string;
  power?: Power;
  protectLastKey?: boolean;
  timeouts?: Timeouts;
}

/** What is bound on one instance through this association. */
export interface Binding {
  instanceId: string;
  keyIds: string[];
  /** The user on the instance that the keys were bound for, where one was named. */
  username?: string;
  /** RequestId of the call that last bound one of the keys; absent where they were bound already. */
  requestId?: string;
}

/** Keys that were to be bound to or unbound from one instance, without effect in the end: it may come later. */
export interface Awaited {
  instanceId: string;
  keyIds: string[];
  action: "bind" | "unbind";
  /** Until when the effect is waited for before it counts as none, as ISO 8601 in UTC. */
  until: string;
}

/** What is kept in state. */
export interface AssociationState extends AssociationInputs {
  stateVersion: number;
  /** The account that the bindings belong to, where it could be told. */
  accountId?: string;
  bindings: Binding[];
  /** Instances that were found RUNNING and that a failed change left otherwise; the next change starts them. */
  restore?: string[];
  /** What a failed change asked for and did not see; the next change looks for it, and unbinds what is not declared. */
  awaited?: Awaited[];
  /** Keys of other associations that stopped being bound by a bind of this one: not well until they are bound again. */
  voided?: Pick<Binding, "instanceId" | "keyIds">[];
}

/** The version of the shape above. */
export const STATE_VERSION = 1;

/** What becomes of an instance that a change shuts down, when the program does not say. */
export const DEFAULT_POWER: Power = "asFound";

/** What a method works with when the program names no timeout, in seconds. */
export const DEFAULT_TIMEOUT_S = 20 * 60;

/** The settings of an association: what may change without any binding changing. */
export const SETTINGS = ["associateType", "username", "power", "protectLastKey", "timeouts"] as const;
