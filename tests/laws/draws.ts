import fc from "fast-check";
import { ALICE, API, BOB, CAROL, JOBS, WEB } from "../lifecycle/ids";
import type { Trouble } from "./modelCloud";
import type { Temper } from "./modelOperation";

/** The keys and instances of a small world. */
export const KEYS: readonly string[] = [ALICE, BOB, CAROL];
/** See `KEYS`. */
export const INSTANCES: readonly string[] = [WEB, API, JOBS];

/** One association as a program declares it. */
export interface Declared {
  keyIds: string[];
  instanceIds: string[];
}

/** An association of some keys and some instances. */
export const declared: fc.Arbitrary<Declared> = fc.record({
  keyIds: fc.shuffledSubarray([...KEYS], { minLength: 1 }),
  instanceIds: fc.shuffledSubarray([...INSTANCES], { minLength: 1 }),
});

/** One pair of the small world. */
export const pair = fc.record({ keyId: fc.constantFrom(...KEYS), instanceId: fc.constantFrom(...INSTANCES) });

/** What operations may be like, good and bad. */
export const temper: fc.Arbitrary<Temper> = fc.record({
  durationMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 5_000, max: 90_000 })),
  staleMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })),
  nullMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })),
  lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000 })),
  isEarly: fc.boolean(),
  ending: fc.oneof(
    { weight: 4, arbitrary: fc.constant("SUCCESS" as const) },
    { weight: 1, arbitrary: fc.constant("FAILED" as const) },
    { weight: 1, arbitrary: fc.constant("FAILED, yet applied" as const) },
  ),
  isOwnRequestId: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  followedByMs: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000 }) },
  ),
});

const CODES = [
  "RequestLimitExceeded",
  "InternalError",
  "UnsupportedOperation.LatestOperationUnfinished",
  "UnsupportedOperation.InvalidInstanceState",
  "UnauthorizedOperation.NoPermission",
];

/** What may become of a call. */
export const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: "none" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("refused" as const), code: fc.constantFrom(...CODES) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("lost" as const), isCarriedOut: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("slow" as const), ms: fc.integer({ min: 1, max: 5_000 }) }) },
);

/** The pairs of two lists, each as `key instance`. */
export function pairsOfLists({ keyIds, instanceIds }: Declared): string[] {
  return keyIds.flatMap((keyId) => instanceIds.map((instanceId) => `${keyId} ${instanceId}`));
}

/** What stands in the first list and not in the second. */
export function without(list: readonly string[], other: readonly string[]): string[] {
  const those = new Set(other);
  return list.filter((item) => !those.has(item));
}
