import type { FoundInstance, FoundKeyPair } from "./found.js";
import type { Filter, InstanceQuery, KeyPairQuery, Query } from "./query.js";

/** One thing that a query wants. */
export interface Condition<Row> {
  /** As a part of a sentence, such as `tag role is web`. */
  says: string;
  /** The filter of the API that wants the same, or lets at least those pass for which it holds. */
  filter?: Filter;
  /** Always decided here too: what a filter lets pass may be more. */
  holds: (row: Row) => boolean;
}

/** What a query of instances wants. Whoever lists by id decides on the ids. */
export function instanceConditions({ states, platformType, ...query }: InstanceQuery): Condition<FoundInstance>[] {
  const conditions = conditionsFor<FoundInstance>(query);
  if (states) {
    conditions.push({
      says: `state is ${anyOf(states)}`,
      filter: { name: "instance-state", values: states },
      holds: ({ state }) => state !== undefined && states.includes(state),
    });
  }
  if (platformType !== undefined) {
    conditions.push({ says: `platformType is ${platformType}`, holds: (row) => row.platformType === platformType });
  }
  return conditions;
}

/** What a query of key pairs wants. Whoever lists by id decides on the ids. */
export function keyPairConditions({ keyNames, ...query }: KeyPairQuery): Condition<FoundKeyPair>[] {
  const conditions = conditionsFor<FoundKeyPair>(query);
  if (keyNames) {
    conditions.push({
      says: `keyName is ${anyOf(keyNames)}`,
      // The filter also lets names pass that are only alike.
      filter: { name: "key-name", values: keyNames },
      holds: ({ keyName }) => keyName !== undefined && keyNames.includes(keyName),
    });
  }
  return conditions;
}

function conditionsFor<Row extends { tags: Record<string, string> }>({ filters = [], tags = {} }: Query) {
  const conditions: Condition<Row>[] = filters.map((filter) => ({
    says: `${filter.name} is ${anyOf(filter.values)}`,
    filter,
    holds: () => true,
  }));
  for (const [key, wanted] of Object.entries(tags)) {
    const values = [wanted].flat();
    conditions.push({
      says: `tag ${key} is ${anyOf(values)}`,
      filter: { name: `tag:${key}`, values },
      holds: ({ tags }) => Object.hasOwn(tags, key) && values.includes(tags[key] ?? ""),
    });
  }
  return conditions;
}

/** Most filters that one request may have (Lighthouse API, DescribeInstances and DescribeKeyPairs). */
export const MAX_FILTERS = 10;

/**
 * The filters that one request can carry, those first that only the service can decide. What does not fit is decided
 * here alone, over a longer list.
 *
 * @param maxValues most values that one filter may have
 */
export function filtersThatFit<Row>(conditions: readonly Condition<Row>[], maxValues: number): Filter[] {
  return conditions
    .flatMap(({ filter }) => filter ?? [])
    .filter(({ values }) => values.length > 0 && values.length <= maxValues && values.every((value) => value !== ""))
    .slice(0, MAX_FILTERS);
}

function anyOf(values: readonly string[]): string {
  if (values.length === 0) return "one of an empty list";
  return values.map((value) => (value === "" ? '""' : value)).join(" or ");
}
