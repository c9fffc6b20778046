import type { AssociationInputs } from "./association.js";
import type { Pairs } from "./pairs.js";

/**
 * The lists that a program would have declared for the live pairs: of the recorded lists, what is left when the keys or
 * the instances that lack a pair are taken out, whichever takes out less. Bindings with holes cannot be said by two
 * lists, so this is for display; the bindings themselves are the truth.
 */
export function explain(
  declared: Pick<AssociationInputs, "keyIds" | "instanceIds">,
  live: Pairs,
  existingKeys: ReadonlyMap<string, unknown>,
): Pick<AssociationInputs, "keyIds" | "instanceIds"> {
  const keyIds = declared.keyIds.filter((keyId) => existingKeys.has(keyId));
  const instanceIds = declared.instanceIds.filter((instanceId) => live.keysOf(instanceId).length > 0);
  const isWhole = (keyId: string, instanceId: string): boolean => live.has({ keyId, instanceId });
  const wholeKeys = keyIds.filter((keyId) => instanceIds.every((instanceId) => isWhole(keyId, instanceId)));
  const wholeInstances = instanceIds.filter((instanceId) => keyIds.every((keyId) => isWhole(keyId, instanceId)));
  const withoutKeys = { keyIds: wholeKeys, instanceIds };
  const withoutInstances = { keyIds, instanceIds: wholeInstances };
  const pairsIn = ({ keyIds, instanceIds }: typeof withoutKeys): number => keyIds.length * instanceIds.length;
  return pairsIn(withoutKeys) > pairsIn(withoutInstances) ? withoutKeys : withoutInstances;
}
