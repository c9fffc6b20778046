import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { boundariesOf } from "./boundary";
import { type Cell, cellsOf } from "./crash";
import { RULES, ruleFor } from "./rules";
import { runCell } from "./runCell";
import { SCENARIOS, type Scenario } from "./scenarios";
import { Site } from "./site";

const HELP = `npm run crashes -- [--only TEXT] [--jobs N] [--report FILE]

Cuts each command off at each of its calls, on the real engine; then up, refresh and destroy.

--only TEXT    only the cells whose name holds TEXT, with what was called and printed in each
--jobs N       so many cells side by side, 2 unless given
--report FILE  leaves a report in mocha's form there
`;

/** How many cells there must be at least: fewer would mean that boundaries are no longer found. */
const LEAST = 130;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    jobs: { type: "string", default: "2" },
    report: { type: "string" },
    help: { type: "boolean" },
  },
});

if (values.help) process.stdout.write(HELP);
else void main();

/** What went wrong in one cell, or beside all cells. */
interface Failure {
  name: string;
  faults: string[];
}

async function main(): Promise<void> {
  const startedMs = performance.now();
  const failures: Failure[] = [];
  let passes = 0;
  const sites: Site[] = [];
  const close = () => Promise.all(sites.map((site) => site.close()));
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void close().then(() => process.exit(130)));
  try {
    const opened = await Promise.allSettled(Array.from({ length: Number(values.jobs) }, () => Site.open()));
    sites.push(...opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
    const failed = opened.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
    const all = await allCells(sites);
    if (values.only === undefined) failures.push(...failuresOfWhole(all));
    const cells = all.filter(({ name }) => name.includes(values.only ?? ""));
    const runOn = async (site: Site): Promise<void> => {
      for (let cell = cells.shift(); cell; cell = cells.shift()) {
        const faults = await toldAloud(site, cell);
        if (faults.length > 0) failures.push({ name: cell.name, faults });
        else passes++;
      }
    };
    await Promise.all(sites.map(runOn));
  } catch (error) {
    failures.push({
      name: "the matrix",
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    });
  } finally {
    await close();
  }
  console.log(`\n${passes + failures.length} cells in ${seconds(startedMs)}`);
  conclude(passes, failures);
}

/** What is wrong with the matrix as a whole. */
function failuresOfWhole(cells: readonly Cell[]): Failure[] {
  const used = new Set(cells.map(ruleFor));
  const unused = RULES.filter((rule) => !used.has(rule)).map(
    ({ crashes, because }) => `${crashes.join(", ")}: ${because}`,
  );
  return [
    ...(cells.length < LEAST ? [{ name: "the matrix", faults: [`only ${cells.length} cells`] }] : []),
    ...unused.map((rule) => ({ name: "the table", faults: [`a rule that no cell needs: ${rule}`] })),
  ];
}

/** The cells of all scenarios, whose boundaries are those of one run each that nothing cuts off. */
async function allCells(sites: readonly Site[]): Promise<Cell[]> {
  if (sites.length === 0) throw new Error("--jobs must be a number from 1 on");
  const runs = new Map<Scenario, string[]>();
  const waiting = [...SCENARIOS];
  const runOn = async (site: Site): Promise<void> => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      runs.set(scenario, await site.healthyRun(scenario));
    }
  };
  await Promise.all(sites.map(runOn));
  return SCENARIOS.flatMap((scenario) => {
    const actions = runs.get(scenario) ?? [];
    const boundaries = boundariesOf(actions);
    console.log(`${scenario.name}: ${actions.length} calls, ${boundaries.length} boundaries`);
    return cellsOf(scenario, boundaries);
  });
}

async function toldAloud(site: Site, cell: Cell): Promise<string[]> {
  const startedMs = performance.now();
  const { faults, story } = await runCell(site, cell);
  const isTold = faults.length > 0 || values.only !== undefined;
  const lines = [
    `${faults.length > 0 ? "FAILED" : "ok    "} ${seconds(startedMs).padStart(7)}  ${cell.name}`,
    ...faults.map((fault) => `not as expected: ${fault}`),
    ...(faults.length > 0 ? [`the table: ${ruleFor(cell).because}`] : []),
    ...(isTold ? story.flatMap((text) => text.split("\n")) : []),
  ];
  console.log(lines.join("\n  "));
  return faults;
}

function conclude(passes: number, failures: readonly Failure[]): void {
  const stats = { passes, failures: failures.length, pending: 0 };
  for (const { name, faults } of failures) console.log(`FAILED  ${[name, ...faults].join("\n  ")}`);
  if (values.report !== undefined) {
    mkdirSync(dirname(values.report), { recursive: true });
    writeFileSync(values.report, JSON.stringify({ stats, failures }));
  }
  console.log(`${passes} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 && passes > 0 ? 0 : 1;
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
