/** The report for a person at a terminal. Plain, and a table whatever its width, where it does not go to a terminal. */
import { styleText } from "node:util";
import { displayWidth, padded } from "./displayWidth.js";
import { counts, headline } from "./headline.js";
import { oneLine } from "./plainText.js";
import type { Report } from "./report.js";
import { COLUMNS, type KeyCell, type TableRow, tableRows } from "./tableRow.js";

/** Where the report goes. */
export interface Screen {
  hasColour: boolean;
  /** Columns; undefined where it is no terminal, so that a row is one line however long. */
  columns?: number;
}

type Style = "bold" | "green" | "red" | "yellow" | "dim";
type Paint = (style: Style, text: string) => string;

interface Cell {
  text: string;
  style?: Style;
}

/** More rows than these are counted. */
const MAX_ROWS = 500;
const MAX_KEYS = 3;
const MAX_NAME = 30;
const MAX_MESSAGE = 1_000;

/** Writes the report, with a line end. */
export function terminal(report: Report, screen: Screen): string {
  const paint: Paint = (style, text) =>
    screen.hasColour && text !== "" ? styleText(style, text, { validateStream: false }) : text;
  const { totals } = report;
  const isDrastic = totals.shutdown + totals.mayShutdown + totals.lockout + totals.mayLockout > 0;
  const where = [report.project, report.stack].flatMap((name) => (name === undefined ? [] : oneLine(name, 60)));
  const rows = tableRows(report);
  const lines = [
    paint(isDrastic ? "red" : "bold", `Lighthouse: ${headline(report)}`),
    ...[where.join("/"), ...counts(report)].filter((part) => part !== "").map((part) => `  ${part}`),
    ...errorLines(report, paint),
    ...(rows.length > 0 ? ["", ...tableLines(rows.slice(0, MAX_ROWS), screen, paint)] : []),
    ...(rows.length > MAX_ROWS ? [`and ${rows.length - MAX_ROWS} more, which the matrix of --html has`] : []),
    ...(report.notes.length > 0
      ? ["", ...report.notes.map((note) => paint("dim", `* ${oneLine(note, MAX_MESSAGE)}`))]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function errorLines({ errors }: Report, paint: Paint): string[] {
  if (errors.length === 0) return [];
  const lines = errors.map(({ resource, message }) => {
    const about = resource === undefined ? "" : `${oneLine(resource, 60)}: `;
    return `  ${about}${oneLine(message, MAX_MESSAGE)}`;
  });
  return ["", paint("red", "The preview ended with errors; what follows may not be all:"), ...lines];
}

function tableLines(rows: readonly TableRow[], { columns }: Screen, paint: Paint): string[] {
  const cells = rows.map(cellsOf);
  const widths = COLUMNS.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => displayWidth(row[column]?.text ?? ""))),
  );
  const width = widths.reduce((sum, each) => sum + each + 2, -2);
  if (columns !== undefined && width > columns) return cells.flatMap((row) => stacked(row, paint));
  const line = (row: readonly Cell[]): string =>
    row
      .map(({ text, style }, column) => painted(padded(text, widths[column] ?? 0), style, paint))
      .join("  ")
      .trimEnd();
  return [line(COLUMNS.map((title) => ({ text: title, style: "bold" }))), ...cells.map(line)];
}

/** One line a cell, for terminals that are too narrow for the table. */
function stacked(row: readonly Cell[], paint: Paint): string[] {
  const [first, ...others] = row;
  const lines = others.flatMap(({ text, style }, index) =>
    text === "" ? [] : [`  ${padded(`${COLUMNS[index + 1]}:`, 18)}${painted(text, style, paint)}`],
  );
  return [paint("bold", first?.text ?? ""), ...lines];
}

function painted(text: string, style: Style | undefined, paint: Paint): string {
  return style === undefined ? text : paint(style, text);
}

function cellsOf(row: TableRow): Cell[] {
  const users = row.users.length > 0 ? ` (as ${row.users.map((user) => oneLine(user, MAX_NAME)).join(", ")})` : "";
  return [
    {
      text: [row.instanceId ?? [], row.remark ?? []]
        .flat()
        .map((part) => oneLine(part, 60))
        .join(" "),
    },
    { text: oneLine(row.name ?? "", MAX_NAME) },
    { text: oneLine(row.state, MAX_NAME) },
    { text: keysIn(row.added, "+"), style: "green" },
    { text: keysIn(row.removed, "-"), style: "red" },
    { text: oneLine(row.effect, MAX_MESSAGE), ...(row.shutdown !== "no" && { style: "yellow" }) },
    { text: oneLine(row.login, MAX_MESSAGE) + users, ...(row.lockout !== "no" && { style: "red" }) },
  ];
}

function keysIn({ ids, perhaps, words }: KeyCell, sign: string): string {
  const all = [...ids.map((id) => `${sign}${oneLine(id, 40)}`), ...perhaps.map((id) => `${sign}${oneLine(id, 40)}?`)];
  const more = all.length > MAX_KEYS ? [`${sign}${all.length - MAX_KEYS} more`] : [];
  return [...all.slice(0, MAX_KEYS), ...more, ...(words === undefined ? [] : [`${sign}${words}`])].join(" ");
}
