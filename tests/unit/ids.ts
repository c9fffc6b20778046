/** Ids of the documented form, for tests. */
import fc from "fast-check";
import type { Pair } from "../../provider/pairs.js";

/** Where everything is, unless a test is about regions. */
export const REGION = "ap-guangzhou";

/** A key pair. */
export const KEY_A = "lhkp-aaaaaaaa";
/** Another one. */
export const KEY_B = "lhkp-bbbbbbbb";
/** A third one. */
export const KEY_C = "lhkp-cccccccc";

/** An instance. */
export const ONE = "lhins-11111111";
/** Another one. */
export const TWO = "lhins-22222222";
/** A third one. */
export const THREE = "lhins-33333333";

/** So many different instance ids. */
export function instanceIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lhins-${String(index).padStart(8, "0")}`);
}

/** So many different key pair ids. */
export function keyIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lhkp-${String(index).padStart(8, "0")}`);
}

/** Some of a few keys, so that lists drawn apart have keys in common. */
export const someKeyIds = fc.shuffledSubarray(keyIds(4), { minLength: 1 });

/** Some of a few instances. */
export const someInstanceIds = fc.shuffledSubarray(instanceIds(4), { minLength: 1 });

/** Any pairs of a few keys and instances, some of them twice. */
export const somePairs: fc.Arbitrary<Pair[]> = fc.array(
  fc.record({ instanceId: fc.constantFrom(...instanceIds(4)), keyId: fc.constantFrom(...keyIds(4)) }),
  { maxLength: 20 },
);
