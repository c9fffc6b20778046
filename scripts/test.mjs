/**
 * `npm test`: runs the mocha suites one after another, and ends with the sum over their reports alone on a line.
 * `npm run test:long` does so with those that take long.
 *
 * `npm test -- tests/unit` runs one suite, `npm test -- tests/unit/plan.spec.ts --grep empty` less of it; what is no
 * path goes to mocha. A run without arguments leaves its reports in `.work/reports` and its coverage in `coverage/`,
 * from where `npm run verify` takes them. The exit code is 0 only where something ran and nothing failed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./build.mjs";
import { closingLine, inCi, readStats, reportPaths, reportsFolder, sum } from "./reports.mjs";
import { root } from "./root.mjs";
import { presentTree, recordRun } from "./test/lastRun.mjs";
import { runSuite } from "./test/runSuite.mjs";
import { select, specsOfNoSuite } from "./test/selection.mjs";
import { workFolder } from "./workFolder.mjs";

const work = workFolder("test");
const coverageFolder = join(work, "v8");

let isInterrupted = false;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => (isInterrupted = true));

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function main() {
  const { parts, mochaArguments, isWhole, isLong } = select(process.argv.slice(2));
  const stray = isWhole ? specsOfNoSuite() : [];
  for (const spec of stray) console.error(`${spec} belongs to no suite of scripts/test/suites.mjs, so nothing runs it`);
  if (stray.length > 0 || !buildIfStale()) return false;

  const tree = isWhole ? presentTree() : "";
  const lines = [];
  for (const { suite, specs } of parts) {
    const report = join(work, `${isLong ? "long-" : "test-"}${suite.name}.json`);
    lines.push(await timed(suite.name, { suite, specs, mochaArguments, report, coverageFolder }));
    if (isInterrupted) return false;
  }
  if (isWhole) reportCoverage();
  console.log(`\n${lines.join("\n")}\n`);
  const total = sum(reportPaths(work).map(readStats), inCi);
  if (isWhole || isLong) publish(isLong ? "long-" : "test-");
  if (isWhole) speakFor(tree === presentTree() ? tree : undefined);
  console.log(closingLine(total));
  return total.failed === 0 && total.passed > 0;
}

/**
 * @param {string} name
 * @param {import("./test/runSuite.mjs").Run} run
 */
async function timed(name, run) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const fault = await runSuite(run);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const outcome = closingLine(sum([readStats(run.report)], inCi));
  return `${name.padEnd(12)}${seconds.padStart(7)} s  ${outcome}${fault === undefined ? "" : `: ${fault}`}`;
}

/** Turns what V8 recorded into `coverage/`. Where that fails, none is there, and verify says so. */
function reportCoverage() {
  rmSync(join(root, "coverage"), { recursive: true, force: true });
  const c8 = fileURLToPath(new URL("bin/c8.js", import.meta.resolve("c8/package.json")));
  spawnSync(process.execPath, [c8, "report", "--temp-directory", coverageFolder], { cwd: root, stdio: "inherit" });
}

/**
 * Puts this run's reports in the place of the former run's.
 *
 * @param {string} prefix What the names of such reports begin with.
 */
function publish(prefix) {
  mkdirSync(reportsFolder, { recursive: true });
  for (const path of reportPaths()) if (basename(path).startsWith(prefix)) rmSync(path);
  for (const path of reportPaths(work)) renameSync(path, join(reportsFolder, basename(path)));
}

/**
 * Notes which tree the result is about.
 *
 * @param {string | undefined} tree Undefined where it changed meanwhile.
 */
function speakFor(tree) {
  recordRun(tree);
  if (tree === undefined) console.error("The tree changed while it was tested: npm run verify will test it again.");
}
