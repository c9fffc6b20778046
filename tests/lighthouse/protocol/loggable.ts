import { isJsonObject, type Json, type JsonObject } from "./json";
import { RawRows, type ReplyFields } from "./reply";

/** Fields whose values are secrets, in requests and in replies. */
const SECRET_FIELDS = new Set([
  "Password",
  "PrivateKey",
  "Token",
  "TmpSecretId",
  "TmpSecretKey",
  "WebIdentityToken",
  "TokenCode",
  "Signature",
]);
const HIDDEN = "***";

/** How much of a call is kept: a refused request may be as large and deep as the size limit allows. */
const MAX_DEPTH = 4;
const MAX_ITEMS = 100;
const MAX_TEXT = 1000;

/** The parameters of a call as the log keeps them: without secrets, and bounded in size. */
export function loggableParameters(parameters: JsonObject): JsonObject {
  return loggableObject(parameters, MAX_DEPTH);
}

/** A reply as the log keeps it: without secrets, long lists as the ids of their rows. */
export function loggableReply(fields: ReplyFields): JsonObject {
  const entries = Object.entries(fields).map(([name, value]): [string, Json] => {
    if (value instanceof RawRows) return [name, [...value.ids]];
    return [name, SECRET_FIELDS.has(name) ? HIDDEN : loggable(value, MAX_DEPTH)];
  });
  return Object.fromEntries(entries);
}

function loggable(value: Json, depth: number): Json {
  if (typeof value === "string") return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (Array.isArray(value))
    return depth === 0 ? "[…]" : value.slice(0, MAX_ITEMS).map((item) => loggable(item, depth - 1));
  if (isJsonObject(value)) return depth === 0 ? "{…}" : loggableObject(value, depth - 1);
  return value;
}

function loggableObject(value: JsonObject, depth: number): JsonObject {
  const entries = Object.entries(value).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    entries.map(([name, item]) => [
      name.slice(0, MAX_TEXT),
      SECRET_FIELDS.has(name) ? HIDDEN : loggable(item ?? null, depth),
    ]),
  );
}
