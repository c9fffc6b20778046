/** What a program of the benchmark declares, by its size. */
export interface Shape {
  /** How many associations. */
  associations: number;
  /** How many instances each of them has, none in common. */
  instances: number;
  /** How many keys each of them has, all the same. */
  keys: number;
  /** `--parallel` of each command. @default the engine's own */
  parallel?: number;
}

/** Ids of what there is to bind, enough for a shape and one instance more. */
export interface Fleet {
  keyIds: readonly string[];
  instanceIds: readonly string[];
}

/** What one resource is declared with. */
export interface Declared {
  region: string;
  keyIds: readonly string[];
  instanceIds: readonly string[];
}

/** How many pairs a shape stands for. */
export function pairsIn({ associations, instances, keys }: Shape): number {
  return associations * instances * keys;
}

/** A shape in words, such as `1 x (1000 instances x 2 keys)`. */
export function nameOf({ associations, instances, keys, parallel }: Shape): string {
  const each = `${counted(instances, "instance")} x ${counted(keys, "key")}`;
  if (associations === 1) return each;
  return `${associations} times ${each}, ${parallel === undefined ? "engine's own parallelism" : `--parallel ${parallel}`}`;
}

/**
 * The resources of a shape, by name.
 *
 * @param isChanged Whether the first of them has one instance more: the last of the fleet.
 */
export function declared(shape: Shape, region: string, fleet: Fleet, isChanged: boolean): Record<string, Declared> {
  const keyIds = fleet.keyIds.slice(0, shape.keys);
  const resources: Record<string, Declared> = {};
  for (let index = 0; index < shape.associations; index++) {
    const from = index * shape.instances;
    const instanceIds = fleet.instanceIds.slice(from, from + shape.instances);
    const added = isChanged && index === 0 ? fleet.instanceIds.slice(-1) : [];
    resources[`access-${index}`] = { region, keyIds, instanceIds: [...instanceIds, ...added] };
  }
  return resources;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
