/** Names of key pairs: 1 to 25 letters, digits and underscores, each once in a region (API page of CreateKeyPair, 2025). */
import type { Clock } from "../clock.js";

/** The longest name that Lighthouse takes. */
export const MAX_NAME_LENGTH = 25;

const DRAWN_LENGTH = 7;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** The longest beginning that leaves room for what is drawn. */
export const MAX_PREFIX_LENGTH = MAX_NAME_LENGTH - DRAWN_LENGTH;

/** What the drawn name of a resource begins with, when the program does not say: the resource's own name. */
export function prefixFor(resourceName: string): string {
  const allowed = resourceName.replace(/[^A-Za-z0-9]+/g, "_").slice(0, MAX_PREFIX_LENGTH - 1);
  return `${allowed.replace(/_$/, "") || "key"}_`;
}

/** A name that nobody has drawn before, so that a new pair can stand beside the one that it replaces. */
export function drawnName(prefix: string, clock: Pick<Clock, "random">): string {
  const drawn = Array.from({ length: DRAWN_LENGTH }, () => ALPHABET[Math.floor(clock.random() * ALPHABET.length)]);
  return prefix + drawn.join("");
}

/** Whether a name may have been drawn with such a beginning. */
export function mayBeDrawn(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && /^[a-z0-9]{7}$/.test(name.slice(prefix.length));
}
