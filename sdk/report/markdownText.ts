import { oneLine } from "./plainText.js";

/** The longest name or message that is shown, in characters as a reader counts them. */
const MAX_LENGTH = 120;

/**
 * Text from elsewhere for a comment: in code, where no host draws links, mentions, images or HTML from it, and safe in
 * a cell of a table. What would end a code span or a cell goes in as an HTML `code` with numbered characters.
 */
export function code(text: string, maxLength = MAX_LENGTH): string {
  const line = oneLine(text, maxLength);
  if (line === "") return "";
  return /[`|\\]/.test(line) ? `<code>${numbered(line)}</code>` : `\`${line}\``;
}

/** Sentences of ours that may hold text from elsewhere: nothing in it is read as Markdown or HTML, or calls anybody. */
export function prose(text: string, maxLength = 600): string {
  return oneLine(text, maxLength)
    .replace(/[^\p{L}\p{N}\p{M} .,;:()'"/+%=#@-]/gu, (character) => `&#${character.codePointAt(0)};`)
    .replace(/[@#](?=\w)/g, (sign) => `${sign}\u200B`);
}

function numbered(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
