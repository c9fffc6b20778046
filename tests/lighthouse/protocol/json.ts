/** Any value that JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A JSON object. Objects parsed from requests are only ever read by own key. */
export type JsonObject = { [name: string]: Json };

/** Whether a value is a JSON object: neither null, nor a list, nor a scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
