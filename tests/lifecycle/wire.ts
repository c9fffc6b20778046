import assert from "node:assert/strict";

/** Properties as they travel between the engine and a provider. */
export type Properties = Record<string, unknown>;

/**
 * A value as the other side gets it. Fails where it holds undefined or anything else that a protobuf struct cannot
 * carry, since the engine would fail there too.
 */
export function crossing<T>(value: T, what: string): T {
  assert.deepEqual(uncarriable(value, what), [], "the engine cannot take this");
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The places of a value at which something stands that has no form on the wire. */
function uncarriable(value: unknown, place: string): string[] {
  switch (typeof value) {
    case "string":
    case "boolean":
      return [];
    case "number":
      return Number.isFinite(value) ? [] : [`${place} is ${value}`];
    case "object":
      if (value === null) return [];
      if (Array.isArray(value)) return value.flatMap((item, index) => uncarriable(item, `${place}[${index}]`));
      if (Object.getPrototypeOf(value) !== Object.prototype) return [`${place} is a ${value.constructor.name}`];
      return Object.entries(value).flatMap(([name, item]) => uncarriable(item, `${place}.${name}`));
    default:
      return [`${place} is ${typeof value}`];
  }
}
