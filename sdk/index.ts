export type { FoundInstance, FoundKeyPair } from "../provider/lookups/found.js";
export type { Filter } from "../provider/lookups/query.js";
export {
  type GetInstancesArgs,
  type GetInstancesOutputArgs,
  type GetInstancesResult,
  getInstances,
  getInstancesOutput,
  type InstanceState,
} from "./getInstances.js";
export {
  type GetKeyPairsArgs,
  type GetKeyPairsOutputArgs,
  type GetKeyPairsResult,
  getKeyPairs,
  getKeyPairsOutput,
} from "./getKeyPairs.js";
export { KeyPair, type KeyPairArgs, type KeyPairLookup, type KeyPairOrigin } from "./keyPair.js";
export {
  type AssociateType,
  type Binding,
  KeyPairAssociation,
  type KeyPairAssociationArgs,
  type KeyPairAssociationLookup,
  type Power,
} from "./keyPairAssociation.js";
export type { LookupOutputOptions } from "./lookups/lookUp.js";
export { type AssumeRole, type AssumeRoleWithWebIdentity, Provider, type ProviderArgs } from "./provider.js";
