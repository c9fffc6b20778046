import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { boundariesOf } from "./boundary";
import { type Cell, cellsOf } from "./crash";
import { runCell } from "./runCell";
import { SCENARIOS } from "./scenarios";
import { Site } from "./site";

const HELP = `npm run crashes -- [--only TEXT] [--jobs N] [--report FILE]

Cuts each command off at each of its calls, on the real engine; then up, refresh and destroy.

--only TEXT    only the cells whose name holds TEXT, with what was called and printed in each
--jobs N       so many cells side by side, 2 unless given
--report FILE  leaves a report in mocha's form there
`;

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
  try {
    for (let job = 0; job < Number(values.jobs); job++) sites.push(await Site.open());
    const cells = (await allCells(sites)).filter(({ name }) => values.only === undefined || name.includes(values.only));
    await Promise.all(
      sites.map(async (site) => {
        for (let cell = cells.shift(); cell; cell = cells.shift()) {
          const faults = await toldAloud(site, cell);
          if (faults.length > 0) failures.push({ name: cell.name, faults });
          else passes++;
        }
      }),
    );
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(fault);
    failures.push({ name: "the matrix", faults: [fault] });
  } finally {
    await Promise.all(sites.map((site) => site.close()));
  }
  console.log(`\n${passes + failures.length} cells in ${seconds(startedMs)}`);
  conclude(passes, failures);
}

/** The cells of all scenarios, whose boundaries are those of one run each that nothing cuts off. */
async function allCells(sites: readonly Site[]): Promise<Cell[]> {
  const cells: Cell[] = [];
  const [site] = sites;
  if (!site) throw new Error("--jobs must be a number from 1 on");
  for (const scenario of SCENARIOS) {
    const actions = await site.healthyRun(scenario);
    const boundaries = boundariesOf(actions);
    console.log(`${scenario.name}: ${actions.length} calls, ${boundaries.length} boundaries`);
    cells.push(...cellsOf(scenario, boundaries));
  }
  return cells;
}

async function toldAloud(site: Site, cell: Cell): Promise<string[]> {
  const startedMs = performance.now();
  const { faults, story } = await runCell(site, cell);
  const isTold = faults.length > 0 || values.only !== undefined;
  const lines = [
    `${faults.length > 0 ? "FAILED" : "ok    "} ${seconds(startedMs).padStart(7)}  ${cell.name}`,
    ...faults.map((fault) => `not as expected: ${fault}`),
    ...(isTold ? story.flatMap((text) => text.split("\n")) : []),
  ];
  console.log(lines.join("\n  "));
  return faults;
}

function conclude(passes: number, failures: readonly Failure[]): void {
  const stats = { passes, failures: failures.length, pending: 0 };
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ stats, failures }));
  console.log(`${passes} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 && passes > 0 ? 0 : 1;
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}
