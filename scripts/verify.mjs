/**
 * `npm run verify`: whether the tree is good. One line for each part, with its time; a part that finds something prints
 * it. All parts run even when one fails, and the exit code is 0 only where all are good.
 *
 * `npm run verify -- types lint` runs only the parts named. A run of all parts leaves its report with the runners'
 * reports, each part counted as one test, save the part "tests", whose tests are counted where they ran.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportsFolder } from "./reports.mjs";
import { checkArrows } from "./verify/arrows.mjs";
import { checkDependencies } from "./verify/dependencies.mjs";
import { checkFormat } from "./verify/format.mjs";
import { checkLeaks } from "./verify/leaks.mjs";
import { checkLint } from "./verify/lint.mjs";
import { checkReference } from "./verify/reference.mjs";
import { checkTests } from "./verify/tests.mjs";
import { checkTypes } from "./verify/types.mjs";
import { checkUnused } from "./verify/unused.mjs";

/** @type {Readonly<Record<string, () => Promise<import("./verify/tool.mjs").Finding>>>} */
const PARTS = {
  format: checkFormat,
  lint: checkLint,
  types: checkTypes,
  arrows: checkArrows,
  unused: checkUnused,
  dependencies: checkDependencies,
  leaks: checkLeaks,
  reference: checkReference,
  tests: checkTests,
  // Loaded when it runs, for it loads the compiler.
  coverage: async () => (await import("./verify/coverage.mjs")).checkCoverage(),
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}.`);
  process.exitCode = 2;
} else {
  await verify(Object.entries(PARTS).filter(([name]) => named.length === 0 || named.includes(name)));
}

/** @param {[string, () => Promise<import("./verify/tool.mjs").Finding>][]} parts */
async function verify(parts) {
  /** @type {string[]} */
  const bad = [];
  for (const [name, check] of parts) {
    const started = performance.now();
    const { isGood, output, note = "" } = await check().catch(crashed);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${isGood ? "good" : "BAD "}  ${name.padEnd(13)}${seconds.padStart(6)} s  ${note}`.trimEnd());
    if (isGood) continue;
    bad.push(name);
    console.log(`\n${output.trimEnd()}\n`);
  }
  if (parts.length === Object.keys(PARTS).length) leaveReport(parts.length, bad);
  if (bad.length > 0) console.log(`Not good: ${bad.join(", ")}`);
  process.exitCode = bad.length === 0 ? 0 : 1;
}

/**
 * @param {unknown} error
 * @returns {import("./verify/tool.mjs").Finding}
 */
function crashed(error) {
  return { isGood: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/**
 * @param {number} parts
 * @param {string[]} bad
 */
function leaveReport(parts, bad) {
  const counted = bad.filter((name) => name !== "tests").length;
  mkdirSync(reportsFolder, { recursive: true });
  const stats = { passes: parts - 1 - counted, failures: counted, pending: 0 };
  writeFileSync(join(reportsFolder, "verify.json"), JSON.stringify({ stats, bad }));
}
