import { stripVTControlCharacters } from "node:util";

/** What is shown in the place of characters that would change how the text around them reads. */
const REPLACEMENT = "\uFFFD";

/**
 * Controls, half characters, and marks that turn the direction of the text or cannot be seen. Joiners and variation
 * selectors stay: emoji and some scripts are made with them.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Text from elsewhere (a name, a message) as one line that is safe to show: without escape sequences, line ends, and
 * characters that hide or reorder others. Still to be escaped for the form that it goes into.
 *
 * @param maxLength In characters as a reader counts them; what is longer ends with an ellipsis.
 */
export function oneLine(text: string, maxLength: number): string {
  // A reader's character may consist of many: what is far too long is cut before it is looked at more closely.
  const start = text.slice(0, maxLength * 8);
  const safe = stripVTControlCharacters(start).replace(/\s+/g, " ").trim().replace(UNSAFE, REPLACEMENT);
  const characters = [...graphemes.segment(safe)].map(({ segment }) => segment);
  if (characters.length <= maxLength && start.length === text.length) return safe;
  return `${characters.slice(0, maxLength - 1).join("")}…`;
}
