import type { DeniedAction, Instance, KeyPair } from "./lighthouse.js";
import type { Pairs } from "./pairs.js";
import type { Region } from "./region.js";

/** What exists of the pairs that a change would bind or unbind. Read only. */
export interface Inspection {
  /** Pairs that would be bound: those of the asked for that are not bound yet. */
  gains: Pairs;
  /** Pairs that would be unbound: those of the asked for that are bound. */
  loses: Pairs;
  keyPairs: ReadonlyMap<string, KeyPair>;
  /** Only the instances on which something would change, and those that are to run. */
  instances: ReadonlyMap<string, Instance>;
  denied: readonly DeniedAction[];
}

/** What a change asks for. */
interface Asked {
  toBind: Pairs;
  toUnbind: Pairs;
  /** Instances that are to run in the end. */
  toRun: readonly string[];
}

/**
 * Looks at what a change would touch, in as few calls as that takes: the key pairs, and, only where something would
 * change, the instances and what Lighthouse would refuse on them.
 */
export async function inspect(region: Region, { toBind, toUnbind, toRun }: Asked): Promise<Inspection> {
  const keyPairs = await region.keyPairs(toBind.plus(toUnbind).keyIds());
  const isBound = (pair: { keyId: string; instanceId: string }): boolean =>
    keyPairs.get(pair.keyId)?.instanceIds.has(pair.instanceId) ?? false;
  const gains = toBind.filter((pair) => !isBound(pair));
  const loses = toUnbind.filter(isBound);
  const touched = [...new Set([...gains.plus(loses).instanceIds(), ...toRun])];
  if (touched.length === 0) return { gains, loses, keyPairs, instances: new Map(), denied: [] };
  const instances = await region.instances(touched);
  const denied = await region.deniedActions([...instances.keys()]);
  return { gains, loses, keyPairs, instances, denied };
}
