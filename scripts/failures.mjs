/**
 * What reports tell of failures, for the end of a long run: what was printed when it happened is far up by then, or cut
 * off by the service that keeps the log.
 *
 * Runners differ in how they name things; each failure is an entry of one of a report's lists, in mocha's own form
 * (`fullTitle`, `err`) or with a name and what was found.
 *
 * @typedef {{ fullTitle?: string, name?: string, err?: { message?: string, stack?: string }, faults?: string[],
 *   fault?: string, told?: string, hasPassed?: boolean }} Entry
 */
import { readFileSync } from "node:fs";

/** So much of each failure is shown. */
const MAX_LINES = 30;

/**
 * The failures of one report, each with its name in the first line and what was found indented below; none where the
 * report is missing or not whole.
 *
 * @param {string} path
 * @returns {string[]}
 */
export function failuresIn(path) {
  const report = readReport(path);
  const entries = [...listOf(report.failures), ...listOf(report.verdicts), ...listOf(report.outcomes)];
  const told = entries.filter(hasFailed).map((entry) => shown(entry.fullTitle ?? entry.name, found(entry)));
  const named = [...listOf(report.problems), ...listOf(report.bad), report.fault].filter(
    (text) => typeof text === "string",
  );
  return [...told, ...named.map((text) => shown(text, ""))];
}

/** @param {Entry} entry */
function hasFailed({ err, faults, fault, hasPassed }) {
  return err !== undefined || fault !== undefined || (faults ?? []).length > 0 || hasPassed === false;
}

/** @param {Entry} entry */
function found({ err, faults, fault, told }) {
  return err?.stack ?? err?.message ?? fault ?? (faults ?? [told ?? ""]).join("\n");
}

/**
 * @param {string | undefined} name
 * @param {string} text
 */
function shown(name, text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const rest = lines.length > MAX_LINES ? [`and ${lines.length - MAX_LINES} lines more`] : [];
  return [name ?? "a test without a name", ...lines.slice(0, MAX_LINES), ...rest].join("\n    ");
}

/**
 * @param {string} path
 * @returns {Record<string, any>}
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")) ?? {};
  } catch {
    // It counts as a failure where reports are summed up.
    return {};
  }
}

/**
 * @param {unknown} list
 * @returns {any[]}
 */
function listOf(list) {
  return Array.isArray(list) ? list : [];
}
