/** Which keys and instances a picture shows, and what is between them. Pure. */
import type { PairStatus } from "./access.js";
import type { Report } from "./report.js";

/** Instances that have the same keys, or keys that have the same instances. */
export interface Node {
  ids: string[];
  /** The name, of a single instance that has one. */
  name?: string;
}

/** What becomes of all pairs between two nodes. */
export interface Edge {
  /** Index of the node of keys. */
  key: number;
  /** Index of the node of instances. */
  instance: number;
  status: PairStatus;
}

/** A picture of keys and instances. */
export interface AccessGraph {
  keys: Node[];
  instances: Node[];
  /** What changes comes before what is kept. */
  edges: Edge[];
}

/** More edges than these are drawn nowhere: it is what Mermaid takes, and what code hosts leave it at. */
export const MAX_EDGES = 500;

/** An instance or a key, with what is between it and the other side. */
interface Item {
  id: string;
  name?: string;
  /** By index on the other side. */
  ends: Map<number, PairStatus>;
}

/**
 * The pairs of all instances on which a pair changes. Where they are more than `MAX_EDGES`, instances with the same keys
 * and then keys with the same instances are drawn as one.
 */
export function accessGraph({ rows }: Report): AccessGraph {
  const keyIds = [...new Set(rows.flatMap(({ access }) => [...access.pairs.keys()]))];
  const indexOf = new Map(keyIds.map((id, index) => [id, index]));
  const items: Item[] = rows
    .filter(({ access }) => [...access.pairs.values()].some((status) => status !== "kept"))
    .map(({ instanceId, name, access }) => ({
      id: instanceId,
      ...(name !== undefined && { name }),
      ends: new Map([...access.pairs].map(([keyId, status]) => [indexOf.get(keyId) ?? 0, status])),
    }));
  const edges = items.reduce((sum, { ends }) => sum + ends.size, 0);
  const instances = edges > MAX_EDGES ? grouped(items) : items.map((item) => [item]);
  const sides = keyIds
    .map((id, index) => ({ id, ends: endsFrom(instances, index) }))
    .filter(({ ends }) => ends.size > 0);
  const keys: Group[] = edges > MAX_EDGES ? grouped(sides) : sides.map((side) => [side]);
  return {
    keys: keys.map(nodeOf),
    instances: instances.map(nodeOf),
    edges: keys
      .flatMap(([first], key) => [...first.ends].map(([instance, status]) => ({ key, instance, status })))
      .sort((one, other) => Number(one.status === "kept") - Number(other.status === "kept")),
  };
}

type Group = [Item, ...Item[]];

function grouped(items: readonly Item[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const likeness = JSON.stringify([...item.ends].sort(([one], [other]) => one - other));
    const present = groups.get(likeness);
    if (present) present.push(item);
    else groups.set(likeness, [item]);
  }
  return [...groups.values()];
}

function endsFrom(instances: readonly (readonly Item[])[], key: number): Map<number, PairStatus> {
  return new Map(
    instances.flatMap(([first], index) => {
      const status = first?.ends.get(key);
      return status === undefined ? [] : [[index, status] as const];
    }),
  );
}

function nodeOf(items: readonly Item[]): Node {
  const [first] = items;
  const name = items.length === 1 ? first?.name : undefined;
  return { ids: items.map(({ id }) => id), ...(name !== undefined && { name }) };
}
