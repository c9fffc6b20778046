/** The access matrix: instances by keys, as a page shows it. Pure. */
import type { InstanceAccess, PairStatus, Place } from "./access.js";
import type { Report } from "./report.js";

/** A row: one instance, or several of which each key says the same. */
export interface MatrixRow {
  instances: [InstanceAccess, ...InstanceAccess[]];
  /** In the order of the columns. */
  cells: (PairStatus | undefined)[];
  isChanged: boolean;
}

/** The matrix of one place. */
export interface AccessMatrix {
  place: Place;
  keyIds: string[];
  rows: MatrixRow[];
  /** Rows for which there was no room. */
  left: number;
}

/** A browser is slow with more cells than these: 100 keys by 500 instances. */
const MAX_CELLS = 50_000;

/** More instances than these are not drawn one by one, whatever the cells. */
const MAX_SINGLE_ROWS = 1_000;

/**
 * One matrix for each region and provider, the changed rows first. Where there are more than `MAX_CELLS` cells,
 * instances of which each key says the same share a row, and what then is too much is counted.
 */
export function accessMatrices({ instances }: Report): AccessMatrix[] {
  const places = new Map<Place, InstanceAccess[]>();
  for (const instance of instances) {
    if (instance.pairs.size === 0) continue;
    const present = places.get(instance.place);
    if (present) present.push(instance);
    else places.set(instance.place, [instance]);
  }
  return [...places].map(([place, here]) => matrixOf(place, here));
}

function matrixOf(place: Place, instances: readonly InstanceAccess[]): AccessMatrix {
  const keyIds = [...new Set(instances.flatMap(({ pairs }) => [...pairs.keys()]))].sort();
  const cellsOf = ({ pairs }: InstanceAccess): MatrixRow["cells"] => keyIds.map((keyId) => pairs.get(keyId));
  const isLarge = instances.length * keyIds.length > MAX_CELLS || instances.length > MAX_SINGLE_ROWS;
  const rows = (isLarge ? alike(instances, cellsOf) : instances.map((one): MatrixRow["instances"] => [one]))
    .map((group): MatrixRow => {
      const cells = cellsOf(group[0]);
      const isChanged = cells.some((status) => status !== undefined && status !== "kept");
      return { instances: group, cells, isChanged };
    })
    .sort((one, other) => Number(other.isChanged) - Number(one.isChanged));
  const room = Math.max(1, Math.floor(MAX_CELLS / keyIds.length));
  return { place, keyIds, rows: rows.slice(0, room), left: Math.max(0, rows.length - room) };
}

function alike(
  instances: readonly InstanceAccess[],
  cellsOf: (instance: InstanceAccess) => MatrixRow["cells"],
): MatrixRow["instances"][] {
  const groups = new Map<string, MatrixRow["instances"]>();
  for (const instance of instances) {
    const likeness = cellsOf(instance).join();
    const present = groups.get(likeness);
    if (present) present.push(instance);
    else groups.set(likeness, [instance]);
  }
  return [...groups.values()];
}
