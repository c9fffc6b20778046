import { BoundedText } from "./boundedText.js";
import { code, prose } from "./markdownText.js";
import type { Report } from "./report.js";
import { COLUMNS, type KeyCell, type TableRow, tableRows } from "./tableRow.js";

/** How many rows are shown without being asked for. */
const OPEN_ROWS = 20;

/** How many keys a cell names before it counts the rest. */
const MAX_KEYS = 5;

/** Names are shown up to so many characters. */
const MAX_NAME = 40;

const HEAD = `| ${COLUMNS.join(" | ")} |\n|${" --- |".repeat(COLUMNS.length)}\n`;

/** Kept free for what ends a part. */
const END_ROOM = 300;

/** The table of changes: the first rows open, more of them folded, the rest counted. Empty where nothing changes. */
export function tableSection(report: Report, limit: number): string {
  const rows = tableRows(report);
  if (rows.length === 0) return "";
  const text = new BoundedText(limit);
  text.add(HEAD);
  const shown = addRows(text, rows.slice(0, OPEN_ROWS), END_ROOM);
  text.add("\n");
  const rest = rows.slice(shown);
  if (rest.length === 0) return text.toString();
  const folded = new BoundedText(Math.max(0, text.room - END_ROOM));
  const shownFolded = shown < OPEN_ROWS ? 0 : addRows(folded, rest, 0);
  if (shownFolded > 0) {
    text.add(
      `<details><summary>${counted(shownFolded, "more instance")}</summary>\n\n${HEAD}${folded}\n</details>\n\n`,
    );
  }
  const left = rest.slice(shownFolded);
  if (left.length > 0) text.add(`${inSum(left)}\n\n`);
  return text.toString();
}

function addRows(text: BoundedText, rows: readonly TableRow[], keep: number): number {
  const stop = rows.findIndex((row) => {
    const line = lineOf(row);
    return line.length > text.room - keep || !text.add(line);
  });
  return stop === -1 ? rows.length : stop;
}

function lineOf(row: TableRow): string {
  const remark = row.remark === undefined ? "" : prose(row.remark, MAX_NAME);
  const users = row.users.length > 0 ? ` (as ${row.users.map((user) => code(user, MAX_NAME)).join(", ")})` : "";
  const cells = [
    row.instanceId === undefined ? remark : `${code(row.instanceId, MAX_NAME)}${remark && ` ${remark}`}`,
    row.name === undefined ? "" : code(row.name, MAX_NAME),
    prose(row.state, MAX_NAME),
    keysIn(row.added),
    keysIn(row.removed),
    strong(prose(row.effect), row.shutdown !== "no"),
    strong(prose(row.login), row.lockout !== "no") + users,
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function keysIn({ ids, perhaps, words }: KeyCell): string {
  const all = [...ids.map((id) => code(id, MAX_NAME)), ...perhaps.map((id) => `perhaps ${code(id, MAX_NAME)}`)];
  const named = all.slice(0, MAX_KEYS);
  if (all.length > MAX_KEYS) named.push(`and ${all.length - MAX_KEYS} more`);
  if (words !== undefined) named.push(words);
  return named.join(", ");
}

function strong(text: string, isStrong: boolean): string {
  return isStrong && text !== "" ? `**${text}**` : text;
}

function inSum(rows: readonly TableRow[]): string {
  const downs = rows.filter(({ shutdown }) => shutdown !== "no").length;
  const lockouts = rows.filter(({ lockout }) => lockout !== "no").length;
  const parts = [
    ...(downs > 0 ? [`${downs} shut down or perhaps so`] : []),
    ...(lockouts > 0 ? [`${lockouts} left without a key or perhaps so`] : []),
  ];
  return `And ${counted(rows.length, "more instance")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
