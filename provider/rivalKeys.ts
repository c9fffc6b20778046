import { type Claims, nameIn, type Rival } from "./claims.js";
import type { Failure, Goal } from "./goal.js";
import type { Pairs } from "./pairs.js";
import type { Region } from "./region.js";
import { DECLARE_TOGETHER, inWords, type RivalKey } from "./rivalsVoided.js";

/** The keys of others that are bound to the instance just before another is bound. No call where nobody else has any. */
export async function rivalKeys(region: Region, claims: Claims, goal: Goal, instanceId: string): Promise<RivalKey[]> {
  const rivals = claims.rivals(region.name, instanceId, goal.declared.keysOf(instanceId), goal.urn);
  return onlyWhere(true, region, keysOf(rivals), instanceId);
}

/** Those of them that are bound no longer just after. */
export function voidedKeys(region: Region, rivals: RivalKey[], instanceId: string): Promise<RivalKey[]> {
  return onlyWhere(false, region, rivals, instanceId);
}

/** What is wrong with pairs that a bind of ours has cost others: those that are still declared, and still not bound. */
export async function stillVoided(region: Region, claims: Claims, goal: Goal, voided: Pairs): Promise<Failure[]> {
  const failures = voided
    .minus(goal.declared)
    .instanceIds()
    .map(async (instanceId) => {
      const keyIds = voided.keysOf(instanceId);
      // One that is yet to be checked has not had its turn to bind it.
      const others = claims.checkedRivals(region.name, instanceId, goal.declared.keysOf(instanceId), goal.urn);
      const rivals = keysOf(others).filter(({ keyId }) => keyIds.includes(keyId));
      const unbound = await voidedKeys(region, rivals, instanceId);
      if (unbound.length === 0) return [];
      const named = unbound.map(inWords).join(", ");
      return [
        {
          instanceId,
          error: new Error(`${named} is not bound since a bind of this association dropped it. ${DECLARE_TOGETHER}`),
        },
      ];
    });
  return (await Promise.all(failures)).flat();
}

function keysOf(rivals: readonly Rival[]): RivalKey[] {
  return rivals.flatMap(({ owner, keyIds }) => keyIds.map((keyId) => ({ keyId, owner: nameIn(owner) })));
}

async function onlyWhere(isBound: boolean, region: Region, rivals: RivalKey[], id: string): Promise<RivalKey[]> {
  if (rivals.length === 0) return [];
  const keyPairs = await region.keyPairs(rivals.map(({ keyId }) => keyId));
  return rivals.filter(({ keyId }) => (keyPairs.get(keyId)?.instanceIds.has(id) ?? false) === isBound);
}
