import type { AssociateType } from "./association.js";
import type { LatestOperation } from "./operation.js";

/** An instance as far as bindings are concerned. Every field but the id may be missing from a reply. */
export interface Instance extends LatestOperation {
  instanceId: string;
  name?: string;
  /** InstanceState: RUNNING, STOPPED, STARTING, and so on. */
  state?: string;
  /** LINUX_UNIX or WINDOWS. */
  platformType?: string;
  /** LoginSettings.KeyIds: all keys bound to the instance, whoever bound them. May lag behind the key pairs. */
  loginKeyIds?: readonly string[];
}

/** A key pair and where it is bound. */
export interface KeyPair {
  keyId: string;
  name?: string;
  /** Where the key is bound: what decides whether a pair exists. */
  instanceIds: ReadonlySet<string>;
  /** By instance, the user the key was bound for; the mainland service alone tells it. */
  usernames: ReadonlyMap<string, string>;
}

/** An action that Lighthouse says it would refuse now on an instance, and the error it would refuse it with. */
export interface DeniedAction {
  instanceId: string;
  action: string;
  code: string;
  message: string;
}

/** How a bind or unbind is to be done. */
export interface BindOptions {
  associateType?: AssociateType;
  username?: string;
}

/** The actions that only read, one call each. */
export interface Reads {
  describeInstances(instanceIds: readonly string[]): Promise<Instance[]>;
  describeKeyPairs(keyIds: readonly string[]): Promise<KeyPair[]>;
  describeDeniedActions(instanceIds: readonly string[]): Promise<DeniedAction[]>;
}

/** The actions that change something, one call each. Each answers with its RequestId. */
export interface Writes {
  associate(keyIds: readonly string[], instanceIds: readonly string[], options: BindOptions): Promise<string>;
  disassociate(keyIds: readonly string[], instanceIds: readonly string[], options: BindOptions): Promise<string>;
  startInstances(instanceIds: readonly string[]): Promise<string>;
  stopInstances(instanceIds: readonly string[]): Promise<string>;
}

/** All that this provider calls. */
export type Lighthouse = Reads & Writes;

/** Most ids that one request may name (Lighthouse API, AssociateInstancesKeyPairs and DescribeInstances). */
export const MAX_IDS_PER_REQUEST = 100;

/** What of some settings a bind or unbind is sent with. What is not set is not sent: the service has its own default. */
export function bindOptionsOf({ associateType, username }: BindOptions): BindOptions {
  return { ...(associateType !== undefined && { associateType }), ...(username !== undefined && { username }) };
}
