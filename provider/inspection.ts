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
export async function inspect(looks: Looks, asked: Asked): Promise<Inspection> {
  const keyPairs = await looks.keyPairs(keyIdsIn(asked));
  const { gains, loses, touched } = changesIn(asked, keyPairs);
  if (touched.length === 0) return { gains, loses, keyPairs, instances: new Map(), denied: [] };
  const instances = await looks.instances(touched);
  const denied = await looks.deniedActions([...instances.keys()]);
  return { gains, loses, keyPairs, instances, denied };
}

/** The key pairs that are looked at. */
export function keyIdsIn({ toBind, toUnbind }: Asked): string[] {
  return toBind.plus(toUnbind).keyIds();
}

/** What of a change is left to do, and the instances that are looked at for it. */
export function changesIn(
  { toBind, toUnbind, toRun }: Asked,
  keyPairs: ReadonlyMap<string, KeyPair>,
): Pick<Inspection, "gains" | "loses"> & { touched: string[] } {
  const isBound = (pair: { keyId: string; instanceId: string }): boolean =>
    keyPairs.get(pair.keyId)?.instanceIds.has(pair.instanceId) ?? false;
  const gains = toBind.filter((pair) => !isBound(pair));
  const loses = toUnbind.filter(isBound);
  return { gains, loses, touched: [...new Set([...gains.plus(loses).instanceIds(), ...toRun])] };
}
