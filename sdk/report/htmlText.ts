import { oneLine } from "./plainText.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text, from elsewhere or not, as it stands in a page: between tags, or in an attribute in quotes. */
export function escaped(text: string, maxLength = 1_000): string {
  return oneLine(text, maxLength).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** A name from elsewhere: whichever way it is written, it leaves the text around it in order. */
export function name(text: string): string {
  return `<bdi>${escaped(text, 120)}</bdi>`;
}

/** An id from elsewhere. A real one has fourteen characters; what is much longer is none, and is cut. */
export function id(text: string): string {
  return `<span class="id">${escaped(text, 40)}</span>`;
}
