/** The report as a comment on a pull request, in the Markdown of GitHub and GitLab. */
import { BoundedText } from "./boundedText.js";
import { counts, headline } from "./headline.js";
import { keyListsSection } from "./markdownKeyLists.js";
import { tableSection } from "./markdownTable.js";
import { code, prose } from "./markdownText.js";
import { mermaidPicture } from "./mermaid.js";
import type { Report } from "./report.js";

/** What a comment may hold: GitHub takes 65,536 characters. What remains is for a workflow's own words. */
const MAX_MARKDOWN_LENGTH = 60_000;

/** The first line of each comment: by it a workflow finds the comment that it is to update. Not shown. */
const COMMENT_MARK = "<!-- lighthouse-report -->";

/** The most that each part may hold. The lists take what the others leave. */
const ROOM = { head: 2_000, errors: 6_000, table: 22_000, picture: 20_000, notes: 4_000 };

/** How many errors are shown. */
const MAX_ERRORS = 10;

/** A picture with more edges is folded. */
const FOLDED_BEYOND_EDGES = 30;

/** Writes the comment: never longer than `MAX_MARKDOWN_LENGTH`, whatever the size of the program. */
export function markdown(report: Report): string {
  const before = [headSection(report), errorSection(report), tableSection(report, ROOM.table), pictureSection(report)];
  const notes = noteSection(report);
  const used = [...before, notes].reduce((sum, { length }) => sum + length, 0);
  return [...before, keyListsSection(report, MAX_MARKDOWN_LENGTH - used), notes].join("");
}

function headSection(report: Report): string {
  const text = new BoundedText(ROOM.head);
  const isDrastic = Object.entries(report.totals).some(([name, count]) => /shutdown|lockout/i.test(name) && count > 0);
  const sign = isDrastic ? ":warning: " : "";
  text.add(`${COMMENT_MARK}\n### ${sign}Lighthouse: ${headline(report)}\n\n`);
  const where = [report.project, report.stack].flatMap((name) => (name === undefined ? [] : code(name, 60)));
  const sums = [where.join(" / "), ...counts(report).map((count) => prose(count))].filter((part) => part !== "");
  text.add(`${sums.join(" · ")}\n\n`);
  return text.toString();
}

function errorSection({ errors }: Report): string {
  if (errors.length === 0) return "";
  const text = new BoundedText(ROOM.errors);
  const count = `${errors.length} error${errors.length === 1 ? "" : "s"}`;
  text.add(`**The preview ended with ${count}; what follows may not be all.**\n\n`);
  for (const { resource, message } of errors.slice(0, MAX_ERRORS)) {
    text.add(`- ${resource === undefined ? "" : `${code(resource, 60)}: `}${code(message, 400)}\n`);
  }
  if (errors.length > MAX_ERRORS) text.add(`- and ${errors.length - MAX_ERRORS} more\n`);
  text.add("\n");
  return text.toString();
}

function pictureSection(report: Report): string {
  const picture = mermaidPicture(report, ROOM.picture - 500);
  if (picture === undefined) return "";
  const drawing = `\`\`\`mermaid\n${picture.text}\`\`\`\n\n`;
  const left = picture.undrawn > 0 ? `${picture.undrawn} more pairs are not drawn.\n\n` : "";
  if (picture.edges <= FOLDED_BEYOND_EDGES) return drawing + left;
  return `<details><summary>Keys and instances as a picture</summary>\n\n${drawing}${left}</details>\n\n`;
}

function noteSection({ notes }: Report): string {
  const text = new BoundedText(ROOM.notes);
  for (const note of notes) text.add(`- ${prose(note)}\n`);
  return text.toString();
}
