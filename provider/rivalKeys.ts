import type { Claims } from "./claims.js";
import type { Goal } from "./goal.js";
import type { Region } from "./region.js";

/** A key that another association of the program declares on an instance. */
export interface RivalKey {
  keyId: string;
  /** The name of that association. */
  owner: string;
}

/** The keys of others that are bound to the instance just before another is bound. No call where nobody else has any. */
export async function rivalKeys(region: Region, claims: Claims, goal: Goal, instanceId: string): Promise<RivalKey[]> {
  const ours = goal.declared.keysOf(instanceId);
  const theirs = claims
    .rivals(region.name, instanceId, ours, goal.urn)
    .flatMap(({ owner, keyIds }) =>
      keyIds.map((keyId) => ({ keyId, owner: owner.slice(owner.lastIndexOf("::") + 2) })),
    );
  return onlyWhere(true, region, theirs, instanceId);
}

/** Those of them that are bound no longer just after. */
export function voidedKeys(region: Region, rivals: RivalKey[], instanceId: string): Promise<RivalKey[]> {
  return onlyWhere(false, region, rivals, instanceId);
}

async function onlyWhere(isBound: boolean, region: Region, rivals: RivalKey[], id: string): Promise<RivalKey[]> {
  if (rivals.length === 0) return [];
  const keyPairs = await region.keyPairs(rivals.map(({ keyId }) => keyId));
  return rivals.filter(({ keyId }) => (keyPairs.get(keyId)?.instanceIds.has(id) ?? false) === isBound);
}
