import { escaped, id, name } from "./htmlText.js";
import type { Report } from "./report.js";
import { COLUMNS, type KeyCell, type TableRow, tableRows } from "./tableRow.js";

/** More rows than these are counted; the matrix has them all. */
const MAX_ROWS = 1_000;

/** A cell with more keys is folded. */
const OPEN_KEYS = 6;

/** A table that would name more keys than these only counts them. */
const MAX_KEYS = 20_000;

/** The table of changes. Empty where nothing changes. */
export function changesSection(report: Report): string {
  const all = tableRows(report);
  if (all.length === 0) return "";
  const rows = all.slice(0, MAX_ROWS);
  const named = rows.reduce((sum, { added, removed }) => sum + lengthOf(added) + lengthOf(removed), 0);
  const left = all.length - rows.length;
  return `<section aria-labelledby="changes">
<h2 id="changes">Changes</h2>
<div class="scroll" role="region" aria-labelledby="changes-caption" tabindex="0">
<table class="changes">
<caption id="changes-caption">Instances on which something changes, most drastic first</caption>
<thead><tr>${COLUMNS.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => tableRow(row, named <= MAX_KEYS)).join("\n")}
</tbody>
</table>
</div>
${left > 0 ? `<p>${left} more instances are not listed here; the matrix has them.</p>` : ""}
</section>`;
}

function tableRow(row: TableRow, isNamed: boolean): string {
  const remark = row.remark === undefined ? "" : ` ${escaped(row.remark)}`;
  const instance = row.instanceId === undefined ? "" : id(row.instanceId);
  const users = row.users.length > 0 ? ` (as ${row.users.map(name).join(", ")})` : "";
  const cells = [
    `<td>${row.name === undefined ? "" : name(row.name)}</td>`,
    `<td>${escaped(row.state)}</td>`,
    keyCell(row.added, "added", isNamed),
    keyCell(row.removed, "removed", isNamed),
    `<td${row.shutdown === "no" ? "" : ' class="down"'}>${escaped(row.effect)}</td>`,
    `<td${row.lockout === "no" ? "" : ' class="lockout"'}>${escaped(row.login)}${users}</td>`,
  ];
  return `<tr><th scope="row">${instance}${remark}</th>${cells.join("")}</tr>`;
}

function keyCell(keys: KeyCell, status: "added" | "removed", isNamed: boolean): string {
  const words = keys.words === undefined ? "" : `<div>${escaped(keys.words)}</div>`;
  const count = lengthOf(keys);
  if (count === 0) return `<td>${words}</td>`;
  const heading = `${count} key${count === 1 ? "" : "s"}`;
  if (!isNamed) return `<td class="${status} plain">${heading}${words}</td>`;
  const items = [
    ...keys.ids.map((keyId) => `<li>${id(keyId)}</li>`),
    ...keys.perhaps.map((keyId) => `<li>perhaps ${id(keyId)}</li>`),
  ];
  const list = `<ul>${items.join("")}</ul>`;
  const folded = count > OPEN_KEYS ? `<details><summary>${heading}</summary>${list}</details>` : list;
  return `<td class="${status} plain">${folded}${words}</td>`;
}

function lengthOf({ ids, perhaps }: KeyCell): number {
  return ids.length + perhaps.length;
}
