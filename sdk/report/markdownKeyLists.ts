import { BoundedText } from "./boundedText.js";
import { code } from "./markdownText.js";
import type { Report, ReportRow } from "./report.js";

/** Below so many instances and keys the table has said it all. */
const MAX_IN_TABLE = { rows: 20, keys: 5 };

/** Kept free for what ends the section. */
const END_ROOM = 200;

/**
 * Every change in full, folded: instances that gain and lose the same keys stand together. Empty where the table says
 * it all; cut, and said so, where it does not fit into `limit`.
 */
export function keyListsSection({ rows }: Report, limit: number): string {
  const isInTable = rows.length <= MAX_IN_TABLE.rows && rows.every((row) => keysOf(row) <= MAX_IN_TABLE.keys);
  if (isInTable || limit < 2 * END_ROOM) return "";
  const text = new BoundedText(limit);
  text.add("<details><summary>All changes by keys</summary>\n\n");
  let left = rows.length;
  for (const group of groupsOf(rows)) {
    const entry = entryOf(group, text.room - END_ROOM);
    if (entry === undefined || !text.add(entry)) break;
    left -= group.length;
  }
  if (left > 0) text.add(`Not listed here: ${left} instance${left === 1 ? "" : "s"}. The HTML report has more.\n\n`);
  text.add("</details>\n\n");
  return text.toString();
}

type Group = [ReportRow, ...ReportRow[]];

function groupsOf(rows: readonly ReportRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const name = JSON.stringify([row.gains, row.loses, row.mayLose]);
    const present = groups.get(name);
    if (present) present.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()];
}

/** Undefined where not even a shortened entry fits. */
function entryOf(group: Group, room: number): string | undefined {
  const [{ gains, loses, mayLose }] = group;
  const count = `${group.length} instance${group.length === 1 ? "" : "s"}`;
  const share = Math.max(0, Math.floor(room / 4) - 40);
  const parts = [
    `**${count}:** ${listed(
      group.map(({ instanceId }) => instanceId),
      share,
    )}`,
    ...(gains.length > 0 ? [`keys added: ${listed(gains, share)}`] : []),
    ...(loses.length > 0 ? [`keys removed: ${listed(loses, share)}`] : []),
    ...(mayLose.length > 0 ? [`keys perhaps removed: ${listed(mayLose, share)}`] : []),
  ];
  const entry = `- ${parts.join("; ")}\n`;
  return entry.length <= room ? entry : undefined;
}

/** As many ids as fit into `room`, and the count of the others. */
function listed(ids: readonly string[], room: number): string {
  const text = new BoundedText(Math.max(0, room - 20));
  const stop = ids.findIndex((id, index) => !text.add(`${index === 0 ? "" : ", "}${code(id, 40)}`));
  const shown = stop === -1 ? ids.length : stop;
  if (shown === ids.length) return text.toString();
  return shown === 0 ? `${ids.length}` : `${text} and ${ids.length - shown} more`;
}

function keysOf({ gains, loses, mayLose }: ReportRow): number {
  return Math.max(gains.length, loses.length + mayLose.length);
}
