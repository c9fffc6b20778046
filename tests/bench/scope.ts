import type { Shape } from "./shape";

/** How long operations take in the local Lighthouse, in seconds. */
export type OperationSeconds = 0 | 5 | 30;

/** What one run of the benchmark measures: each shape with operations of each of these lengths. */
export interface Scope {
  shape: Shape;
  operations: readonly OperationSeconds[];
}

/** The association of many instances and keys, in which the target for one association is set. */
export const LARGE: Shape = { associations: 1, instances: 1000, keys: 2 };
/** The associations of one instance each, for which the other target is set. */
const MANY: Shape = { associations: 1000, instances: 1, keys: 1, parallel: 1000 };
/** As many are declared by few programs; what the engine does by itself, without a word about parallelism. */
const WAVES: Shape = { associations: 100, instances: 1, keys: 1 };

const SIZES = [1, 10, 100, 1000];

/** All of it: within an hour on two cores. */
export const FULL: readonly Scope[] = [
  ...SIZES.flatMap((instances) => [1, 2].map((keys) => ({ associations: 1, instances, keys }))).map((shape) => ({
    shape,
    operations: [0, 5, 30] as const,
  })),
  { shape: WAVES, operations: [5] },
  { shape: MANY, operations: [0, 5, 30] },
];

/** The least and the most of it, with fewer associations: within eight minutes on two cores. */
export const QUICK: readonly Scope[] = [
  { shape: { associations: 1, instances: 1, keys: 1 }, operations: [0, 5] },
  { shape: LARGE, operations: [5] },
  { shape: { ...MANY, associations: 100, parallel: 100 }, operations: [5] },
];
