import { type Filter, filters, matchesTags, PLAIN_FILTER_CODES } from "../protocol/filters";
import type { KeyPair } from "../world/keyPair";

/** @see CN-API DescribeKeyPairs, Filters: at most 5 values each */
const NAMES = ["key-id", "key-name", "tag-key", "tag-value"];
const MAX_VALUES = 5;

/** The Filters of DescribeKeyPairs. */
export const KEY_PAIR_FILTERS = filters(NAMES, MAX_VALUES, PLAIN_FILTER_CODES);

/** Whether a key pair passes all of the filters. Names match in part, ids as a whole. */
export function keyPairPasses(keyPair: KeyPair, wanted: readonly Filter[]): boolean {
  return wanted.every((filter) => {
    if (filter.Name === "key-id") return filter.Values.includes(keyPair.keyId);
    if (filter.Name === "key-name") return filter.Values.some((part) => keyPair.keyName.includes(part));
    return matchesTags(filter, keyPair.tags);
  });
}
