import type { DeniedAction, Instance, KeyPair } from "./lighthouse.js";
import type { Pairs } from "./pairs.js";

/** Where to look: at a region as it is now, or at what was seen of it. Each answers for what exists. */
export interface Looks {
  keyPairs(ids: Iterable<string>): Promise<ReadonlyMap<string, KeyPair>>;
  instances(ids: Iterable<string>): Promise<ReadonlyMap<string, Instance>>;
  deniedActions(ids: readonly string[]): Promise<readonly DeniedAction[]>;
}

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
export interface Asked {
  toBind: Pairs;
  toUnbind: Pairs;
  /** Instances that are to run in the end. */
  toRun: readonly string[];
}

/**
 * Looks at what a change would touch, in as few calls as that takes: the key pairs, and, only where something would
 * change, the instances and what Lighthouse would refuse on them.
 */
export async function inspect(looks: Looks, { toBind, toUnbind, toRun }: Asked): Promise<Inspection> {
  const keyPairs = await looks.keyPairs(toBind.plus(toUnbind).keyIds());
  const isBound = (pair: { keyId: string; instanceId: string }): boolean =>
    keyPairs.get(pair.keyId)?.instanceIds.has(pair.instanceId) ?? false;
  const gains = toBind.filter((pair) => !isBound(pair));
  const loses = toUnbind.filter(isBound);
  const touched = [...new Set([...gains.plus(loses).instanceIds(), ...toRun])];
  if (touched.length === 0) return { gains, loses, keyPairs, instances: new Map(), denied: [] };
  const instances = await looks.instances(touched);
  const denied = await looks.deniedActions([...instances.keys()]);
  return { gains, loses, keyPairs, instances, denied };
}
