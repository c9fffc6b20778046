import type { Clock } from "./clock.js";

const PREFIX = "lhkpa-";
const LENGTH = 16;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const FORM = new RegExp(`^${PREFIX}[a-z0-9]{${LENGTH}}$`);

/** The documented form of an association's id, for messages. */
export const ID_FORM = `${PREFIX} and ${LENGTH} of a-z and 0-9`;

/** A new id. It names nothing but the association: lists change, the id stays. */
export function newAssociationId(clock: Pick<Clock, "random">): string {
  const drawn = Array.from({ length: LENGTH }, () => ALPHABET[Math.floor(clock.random() * ALPHABET.length)]);
  return PREFIX + drawn.join("");
}

/** Whether a text is of the documented form. */
export function isAssociationId(id: string): boolean {
  return FORM.test(id);
}
