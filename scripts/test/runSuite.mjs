import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { statsOf } from "../reports.mjs";
import { root } from "../root.mjs";

const mocha = fileURLToPath(new URL("bin/mocha.js", import.meta.resolve("mocha/package.json")));
const reporter = fileURLToPath(new URL("reporter.mjs", import.meta.url));

/**
 * How one suite is to be run.
 *
 * @typedef {object} Run
 * @property {import("./suites.mjs").Suite} suite
 * @property {string[]} specs Its files.
 * @property {string[]} mochaArguments Further arguments.
 * @property {string} report The file its report goes to. It is there afterwards in any case.
 * @property {string} coverageFolder Where V8's own coverage goes, if the suite counts towards it.
 */

/**
 * Runs one suite in a process of its own, and returns what went wrong beside failed tests, if anything did: that the
 * runner crashed, ran nothing, or did not end. Such a thing stands as one failure in the report.
 *
 * @param {Run} run
 * @returns {Promise<string | undefined>}
 */
export async function runSuite(run) {
  rmSync(run.report, { force: true });
  if (run.specs.length === 0) return addFailure(run.report, `${run.suite.folder} holds no *.spec.ts file`);
  const end = await runMocha(run);
  return fault(run, end);
}

/**
 * @param {Run} run
 * @param {End} end
 */
function fault({ suite, report }, end) {
  if (end.timedOut) return addFailure(report, `the suite had not ended after ${suite.maxMinutes} minutes`);
  const stats = statsOf(report);
  if (stats === undefined) return addFailure(report, `the runner left no report; ${end.how}`);
  const { passes, failures, pending } = stats;
  if (passes + failures + pending === 0) return addFailure(report, "the suite ran no test");
  if (end.how !== "exit code 0" && failures === 0) {
    return addFailure(report, `no test failed, yet the runner ended with ${end.how}`);
  }
  return undefined;
}

/**
 * @typedef {{ how: string, timedOut: boolean }} End
 * @param {Run} run
 * @returns {Promise<End>}
 */
function runMocha({ suite, specs, mochaArguments, report, coverageFolder }) {
  const jobs = suite.jobs ? ["--parallel", "--jobs", String(suite.jobs)] : [];
  const output = ["--reporter", reporter, "--reporter-option", `output=${report}`];
  const child = spawn(process.execPath, [mocha, ...jobs, ...output, ...mochaArguments, "--spec", ...specs], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: suite.covers ? { ...process.env, NODE_V8_COVERAGE: coverageFolder } : process.env,
    // A process group of its own, so that what the suite started ends with it.
    detached: true,
  });
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const endGroup = () => signalGroup(child.pid, "SIGKILL");
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup();
    }, suite.maxMinutes * 60_000);
    const interrupt = () => signalGroup(child.pid, "SIGINT");
    process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
      endGroup();
      resolve({ how: signal === null ? `exit code ${code}` : `signal ${signal}`, timedOut });
    });
  });
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // The group has ended.
  }
}

/**
 * @param {string} report
 * @param {string} reason
 */
function addFailure(report, reason) {
  const { passes, failures, pending } = statsOf(report) ?? { passes: 0, failures: 0, pending: 0 };
  writeFileSync(report, JSON.stringify({ fault: reason, stats: { passes, failures: failures + 1, pending } }));
  return reason;
}
