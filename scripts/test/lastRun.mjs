/**
 * What `npm test` found when it last ran every suite, kept so that `npm run verify` need not run them again.
 *
 * @typedef {object} LastRun
 * @property {string} tree Fingerprint of the tree that was tested.
 * @property {string} coverage Fingerprint of the coverage report that the run made; empty where it made none.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { fingerprint, treeFiles } from "../tree.mjs";

const path = join(root, ".work", "last-test-run.json");

/** Where each run leaves the lines that its suites reached, as Istanbul's JSON; relative to the root. */
export const COVERAGE_REPORT = "coverage/coverage-final.json";

/** The tree as it is now. Equal before and after a run, and at the time of use, or the run says nothing. */
export function presentTree() {
  return fingerprint(treeFiles());
}

/** @param {string | undefined} tree Fingerprint of the tree that was tested; undefined where it changed meanwhile. */
export function recordRun(tree) {
  if (tree === undefined) rmSync(path, { force: true });
  else writeFileSync(path, JSON.stringify({ tree, coverage: coverage() }));
}

/**
 * Why the last run does not speak for the present tree, or nothing where it does.
 *
 * @returns {string | undefined}
 */
export function whyStale() {
  if (!existsSync(path)) return "`npm test` has not run whole here";
  /** @type {LastRun} */
  const run = JSON.parse(readFileSync(path, "utf8"));
  if (run.tree !== presentTree()) return "the tree has changed since `npm test` last ran whole";
  if (run.coverage === "" || run.coverage !== coverage()) return `${COVERAGE_REPORT} is not that of the last run`;
  return undefined;
}

function coverage() {
  return existsSync(join(root, COVERAGE_REPORT)) ? fingerprint([COVERAGE_REPORT]) : "";
}
