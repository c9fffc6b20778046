import type { Instance } from "./lighthouse.js";
import type { Pairs } from "./pairs.js";
import type { Region } from "./region.js";

/** What of an instance's keys is to stay, and what is to go. */
export interface KeysAfter {
  /** Pairs that will be bound afterwards, as far as the association itself knows. */
  staying: Pairs;
  /** Pairs that are to be unbound. */
  going: Pairs;
}

/**
 * The instances that would be left without any key. Keys that nobody of us declares count as well: which there are tells
 * the instance, and whether they are bound still tell the key pairs.
 */
export async function leftWithoutKey(
  region: Region,
  instances: ReadonlyMap<string, Instance>,
  { staying, going }: KeysAfter,
): Promise<string[]> {
  const doubtful = going.instanceIds().filter((instanceId) => staying.keysOf(instanceId).length === 0);
  const others = doubtful.map((instanceId) => {
    const gone = new Set(going.keysOf(instanceId));
    const keyIds = (instances.get(instanceId)?.loginKeyIds ?? []).filter((keyId) => !gone.has(keyId));
    return { instanceId, keyIds };
  });
  const keyPairs = await region.keyPairs(others.flatMap(({ keyIds }) => keyIds));
  return others
    .filter(({ instanceId, keyIds }) => !keyIds.some((keyId) => keyPairs.get(keyId)?.instanceIds.has(instanceId)))
    .map(({ instanceId }) => instanceId);
}

/** Why such an instance bars a change, as the rest of a sentence that begins with its id. */
export const WOULD_BE_LOCKED =
  "would be left without any key, which protectLastKey refuses; bind another key first, or set protectLastKey to false and run pulumi up";
