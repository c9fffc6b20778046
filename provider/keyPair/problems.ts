import type { Properties } from "../state.js";
import { UNKNOWN } from "../unknowns.js";
import { type Problem, quoted } from "../validate.js";
import { MAX_NAME_LENGTH, MAX_PREFIX_LENGTH } from "./keyName.js";
import { readPublicKey } from "./publicKey.js";

/** Most tags that a key pair can be made with (API page of CreateKeyPair, 2025). */
const MAX_TAGS = 10;

/** Everything that is wrong with the inputs of a key pair. Unknown values pass. */
export function problemsWithKeyPair(inputs: Properties): Problem[] {
  const { keyName, keyNamePrefix, publicKey, tags } = inputs;
  return [
    ...problemsWithName("keyName", keyName, MAX_NAME_LENGTH),
    ...problemsWithName("keyNamePrefix", keyNamePrefix, MAX_PREFIX_LENGTH),
    ...(keyName !== undefined && keyNamePrefix !== undefined
      ? [{ property: "keyNamePrefix", reason: "does not go with keyName; leave one of them out." }]
      : []),
    ...problemsWithPublicKey(publicKey),
    ...(tags === undefined || tags === UNKNOWN ? [] : problemsWithTags(tags)),
  ];
}

function problemsWithName(property: string, name: unknown, maxLength: number): Problem[] {
  if (name === undefined || name === UNKNOWN) return [];
  if (typeof name === "string" && /^\w+$/.test(name) && name.length <= maxLength) return [];
  const length = typeof name === "string" && name.length > maxLength ? ` (it has ${name.length})` : "";
  const reason = `is ${quoted(name)}; it must be 1 to ${maxLength} letters, digits and underscores${length}.`;
  return [{ property, reason }];
}

function problemsWithPublicKey(publicKey: unknown): Problem[] {
  if (publicKey === undefined || publicKey === UNKNOWN) return [];
  const property = "publicKey";
  if (typeof publicKey !== "string") return [{ property, reason: "must be a text: one line of OpenSSH." }];
  const read = readPublicKey(publicKey);
  return "problem" in read ? [{ property, reason: read.problem }] : [];
}

function problemsWithTags(tags: unknown): Problem[] {
  const property = "tags";
  if (typeof tags !== "object" || tags === null || Array.isArray(tags)) {
    return [
      { property, reason: `is ${quoted(tags)}; it must be an object of keys and values, such as { role: "web" }.` },
    ];
  }
  const entries: [string, unknown][] = Object.entries(tags);
  if (entries.length > MAX_TAGS) {
    return [{ property, reason: `has ${entries.length} tags; Lighthouse takes at most ${MAX_TAGS}.` }];
  }
  return entries.flatMap(([key, value]) => {
    if (key === "") return [{ property, reason: "has a tag without a key; name it." }];
    if (typeof value === "string") return [];
    return [{ property: `tags[${quoted(key)}]`, reason: `is ${quoted(value)}; it must be a text.` }];
  });
}
