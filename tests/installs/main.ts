import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { temporaryFolder } from "../engine/temporaryFolder";
import type { Cell, Lane } from "./cell";
import { lanes } from "./lanes";

const HELP = `npm run installs -- [--only TEXT]... [--report FILE] [--jobs N]

Installs the packed package as users do, and runs programs with it on the real Pulumi against a local Lighthouse.

--only TEXT    only the cells whose name holds TEXT, or one of the texts
--report FILE  leaves a report in mocha's form there
--jobs N       how many installations are worked on at a time; 2 unless given
--list         prints the names of the cells
`;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [""] },
    report: { type: "string" },
    jobs: { type: "string", default: "2" },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});

/** What has become of a cell. */
interface Outcome {
  name: string;
  seconds: number;
  /** What was seen, or what is wrong. */
  told?: string;
  hasPassed: boolean;
}

/** Runs the matrix and tells of each cell as it ends. */
async function main(): Promise<void> {
  const started = performance.now();
  const work = await temporaryFolder("installs");
  const outcomes: Outcome[] = [];
  try {
    const chosen = chosenOf(await lanes(work.path));
    if (values.list) return console.log(chosen.flatMap(({ cells }) => cells.map(({ name }) => name)).join("\n"));
    const workers = Array.from({ length: jobs() }, () => takeLanes(chosen, outcomes));
    await Promise.all(workers);
  } finally {
    await work.remove();
  }
  conclude(outcomes, (performance.now() - started) / 1000);
}

/** The lanes with the cells that are asked for. A text that is in no name is an error, or a cell might go for ever unrun. */
function chosenOf(all: readonly Lane[]): Lane[] {
  const names = all.flatMap(({ cells }) => cells.map(({ name }) => name));
  const unknown = values.only.filter((text) => !names.some((name) => name.includes(text)));
  if (unknown.length > 0) throw new Error(`no cell's name holds "${unknown.join('", "')}"; --list prints the names`);
  const isChosen = ({ name }: Cell) => values.only.some((text) => name.includes(text));
  return all.map(({ cells, close }) => ({ cells: cells.filter(isChosen), close }));
}

function jobs(): number {
  const number = Number(values.jobs);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--jobs is a number from 1 on, not ${values.jobs}`);
  return number;
}

async function takeLanes(waiting: Lane[], outcomes: Outcome[]): Promise<void> {
  for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
    for (const cell of lane.cells) outcomes.push(shown(await outcomeOf(cell)));
    await lane.close();
  }
}

async function outcomeOf({ name, run }: Cell): Promise<Outcome> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const told = await run();
    return { name, seconds: seconds(), hasPassed: true, ...(told !== undefined && { told }) };
  } catch (error) {
    return { name, seconds: seconds(), hasPassed: false, told: error instanceof Error ? error.message : String(error) };
  }
}

function shown(outcome: Outcome): Outcome {
  const { name, seconds, told, hasPassed } = outcome;
  const line = `${hasPassed ? "passed" : "FAILED"} ${seconds.toFixed(1).padStart(6)} s  ${name}`;
  const detail = hasPassed ? (told ?? "") : `\n${told ?? ""}`.replaceAll("\n", "\n    ");
  console.log(hasPassed && detail ? `${line}: ${detail}` : `${line}${detail}`);
  return outcome;
}

function conclude(outcomes: readonly Outcome[], seconds: number): void {
  const passes = outcomes.filter(({ hasPassed }) => hasPassed).length;
  const stats = { passes, failures: outcomes.length - passes, pending: 0 };
  if (values.report !== undefined) {
    mkdirSync(dirname(values.report), { recursive: true });
    writeFileSync(values.report, JSON.stringify({ stats, outcomes }));
  }
  console.log(`\n${outcomes.length} cells in ${seconds.toFixed(0)} s`);
  console.log(`${stats.passes} passed, ${stats.failures} failed`);
  process.exitCode = stats.failures === 0 && stats.passes > 0 ? 0 : 1;
}

if (values.help) process.stdout.write(HELP);
else void main().catch(failed);

function failed(error: unknown): void {
  const told = error instanceof Error ? error.message : String(error);
  conclude([shown({ name: "the matrix could be run", seconds: 0, hasPassed: false, told })], 0);
}
