import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WORK_FOLDER } from "../engine/checkout";
import { temporaryFolder } from "../engine/temporaryFolder";
import { apiDescriptions } from "./apiDescription";
import { coverageVerdicts } from "./coverageVerdicts";
import { descriptionVerdicts } from "./descriptionVerdicts";
import { plantedFaultVerdicts } from "./plantedFaults";
import { type PythonEnvironment, pythonEnvironment, pythonVersion } from "./pythonEnvironment";
import { type ModuleRun, runModule } from "./pythonReferee";
import { recordedExchanges } from "./recordedExchanges";
import type { Verdict } from "./verdict";

/** So many modules of Python tests run at a time. */
const JOBS = 2;
const RECORDED = join(WORK_FOLDER, "exchanges");
const REPORTS = join(WORK_FOLDER, "reports");
const inCi = !["", "false", undefined].includes(process.env["CI"]);

/**
 * `npm run referees`: lets clients that this project did not write judge the local Lighthouse. Tencent's command line
 * and Python SDK drive every action; then the description of the API that comes with the command line is held against
 * everything that they, and the tests that ran with `LIGHTHOUSE_RECORD=.work/exchanges`, asked and were answered.
 */
async function main(): Promise<void> {
  rmSync(join(REPORTS, "referees.json"), { force: true });
  const version = await pythonVersion();
  if (version !== undefined) return conclude(await judge(await pythonEnvironment(version, progress)));
  const missing = "there is no python3 with venv and ensurepip here, so Tencent's own clients have judged nothing";
  if (inCi) return conclude([{ name: "python3 is there", faults: [missing] }]);
  console.log(`SKIPPED: ${missing}`);
  writeReport({ passes: 0, failures: 0, pending: 1 }, []);
  console.log("0 passed, 0 failed, 1 skipped");
}

async function judge(environment: PythonEnvironment): Promise<Verdict[]> {
  const runs = await runModules(environment.python);
  const descriptions = apiDescriptions(environment.packages);
  const recorded = recordedExchanges(RECORDED);
  if (recorded.length === 0) progress("nothing was recorded by tests: LIGHTHOUSE_RECORD=.work/exchanges npm test");
  const exchangesOf = (client: string) =>
    runs.filter(({ module }) => module.startsWith(client)).flatMap(({ exchanges }) => exchanges);
  const all = runs.flatMap(({ exchanges }) => exchanges);
  return [
    ...runs.flatMap(({ verdicts }) => verdicts),
    ...coverageVerdicts("tccli", exchangesOf("test_cli")),
    ...coverageVerdicts("the Python SDK", exchangesOf("test_sdk")),
    ...descriptionVerdicts("clients", all, descriptions),
    ...descriptionVerdicts("tests", recorded, descriptions),
    ...(inCi ? [{ name: "tests were recorded", faults: recorded.length > 0 ? [] : [`${RECORDED} is empty`] }] : []),
    ...plantedFaultVerdicts(all, descriptions),
  ];
}

/** Every module of tests in this folder, a few at a time. The slow ones, of the command line, come first. */
async function runModules(python: string): Promise<ModuleRun[]> {
  const modules = readdirSync(__dirname)
    .flatMap((name) => /^(test_\w+)\.py$/.exec(name)?.[1] ?? [])
    .sort();
  const folder = await temporaryFolder("referees");
  const runs: ModuleRun[] = [];
  const work = async () => {
    for (let module = modules.shift(); module !== undefined; module = modules.shift()) {
      runs.push(await runModule(module, python, folder.path));
    }
  };
  try {
    await Promise.all(Array.from({ length: JOBS }, work));
  } finally {
    await folder.remove();
  }
  return runs;
}

function conclude(verdicts: readonly Verdict[]): void {
  const failed = verdicts.filter(({ faults }) => faults.length > 0);
  console.log("");
  for (const { name, faults } of failed)
    console.log(`FAILED  ${name}\n${faults.map((fault) => `  ${fault}\n`).join("")}`);
  const counts = { passes: verdicts.length - failed.length, failures: failed.length, pending: 0 };
  writeReport(counts, verdicts);
  console.log(`${counts.passes} passed, ${counts.failures} failed`);
  process.exitCode = counts.failures === 0 && counts.passes > 0 ? 0 : 1;
}

function writeReport(stats: { passes: number; failures: number; pending: number }, verdicts: readonly Verdict[]): void {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(join(REPORTS, "referees.json"), JSON.stringify({ stats, verdicts }));
}

function progress(line: string): void {
  process.stderr.write(`referees  ${line}\n`);
}

main().catch((error: unknown) => {
  conclude([{ name: "the referees could be run", faults: [error instanceof Error ? error.message : String(error)] }]);
});
