/**
 * The reports that runners leave in `.work/reports`, and the sum over them.
 *
 * A report is JSON in the form of mocha's own: at least `{ "stats": { "passes", "failures", "pending" } }`.
 *
 * @typedef {{ passes: number, failures: number, pending: number }} Stats
 * @typedef {{ passed: number, failed: number, skipped: number }} Sum
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** Where each runner leaves its report: one file each, written anew by each run. */
export const reportsFolder = join(root, ".work", "reports");

/**
 * The counts of one report. One that is missing, or not whole, counts as one failure: its runner crashed.
 *
 * @param {string} path
 * @returns {Stats}
 */
export function readStats(path) {
  return statsOf(path) ?? { passes: 0, failures: 1, pending: 0 };
}

/**
 * The counts of one report; undefined where it is missing or not whole.
 *
 * @param {string} path
 * @returns {Stats | undefined}
 */
export function statsOf(path) {
  try {
    const { stats } = JSON.parse(readFileSync(path, "utf8"));
    const counts = [stats.passes, stats.failures, stats.pending];
    return counts.every((count) => Number.isInteger(count) && count >= 0) ? stats : undefined;
  } catch {
    // Whatever keeps it from being read, it tells nothing.
    return undefined;
  }
}

/**
 * The paths of all reports in a folder; none where there is no such folder.
 *
 * @param {string} [folder]
 */
export function reportPaths(folder = reportsFolder) {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Adds counts up. In CI a skipped test counts as a failure: nothing there may be missing.
 *
 * @param {Iterable<Stats>} all
 * @param {boolean} inCi
 * @returns {Sum}
 */
export function sum(all, inCi) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passes, failures, pending } of all) {
    total.passed += passes;
    total.failed += failures + (inCi ? pending : 0);
    total.skipped += inCi ? 0 : pending;
  }
  return total;
}

/**
 * `123 passed, 0 failed`, with `, 4 skipped` after it where there are any.
 *
 * @param {Sum} total
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Whether this run is a continuous integration's, as such services tell by `CI`. */
export const inCi = process.env.CI !== undefined && process.env.CI !== "" && process.env.CI !== "false";
