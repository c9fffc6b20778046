import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkedPage } from "./checkedPage";
import { codesWithoutCell } from "./codesWithoutCell";
import { KEY_PAIR_RULES } from "./keyPairs/rules";
import { runPart, type ToldCell } from "./part";
import { RULES } from "./rules";
import { counts } from "./words";

const HELP = `npm run faults -- [--only TEXT] [--every] [--report FILE]

Runs each call of each command against each fault, and writes docs/faults.md.

--only TEXT    only the cells whose name holds TEXT, with the calls of each; writes nothing
--every        every fault at each call: each code, each way to lose an answer, each event; writes nothing
--report FILE  leaves a report in mocha's form there
`;

/** At most so many processes: each is busy with one core. */
const MAX_PARTS = 4;

/** How many cells there must be at least, of all and of those that matter most. */
const LEAST = { all: 400, each: 40, endings: ["retried", "waited", "adopted", "partial"] };

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    every: { type: "boolean", default: false },
    report: { type: "string" },
    part: { type: "string" },
    help: { type: "boolean" },
  },
});

if (values.help) process.stdout.write(HELP);
else void (values.part === undefined ? whole() : part(values.part));

async function part(share: string): Promise<void> {
  const [first = 0, step = 1] = share.split("/").map(Number);
  await runPart({ only: values.only ?? "", isEvery: values.every, first, step }, RULES, (cell) => process.send?.(cell));
  process.disconnect();
}

async function whole(): Promise<void> {
  const parts = Math.min(MAX_PARTS, availableParallelism());
  const cells: ToldCell[] = [];
  const ends = Array.from({ length: parts }, (_, index) => {
    const child = fork(__filename, [...process.argv.slice(2), "--part", `${index}/${parts}`]);
    child.on("message", (cell) => cells.push(toldAloud(cell as ToldCell)));
    return ended(child);
  });
  const crashes = (await Promise.all(ends)).flatMap((problem) => problem ?? []);
  const problems = [...crashes, ...(values.only === undefined ? wholeProblems(cells) : [])];
  for (const problem of problems) console.log(problem);
  report(cells, problems);
}

function wholeProblems(cells: readonly ToldCell[]): string[] {
  const good = cells.filter(({ faults }) => faults.length === 0);
  const few = LEAST.endings.filter((ending) => good.filter((cell) => cell.ending === ending).length < LEAST.each);
  const unused = [...RULES, ...KEY_PAIR_RULES].filter((_, index) => !cells.some(({ rule }) => rule === index));
  return [
    ...(cells.length < LEAST.all ? [`only ${cells.length} cells`] : []),
    ...codesWithoutCell(cells).map((code) => `no cell has ${code}`),
    ...few.map((ending) => `too few cells: ${ending}`),
    ...unused.map(({ kinds, places }) => `a rule that no cell needs: ${kinds.join("; ")} at ${places?.join(", ")}`),
    ...(new Set(cells.map(({ name }) => name)).size < cells.length ? ["two cells have the same name"] : []),
    ...(values.every ? [] : checkedPage(join(__dirname, "../../docs/faults.md"), RULES, cells)),
  ];
}

function report(cells: readonly ToldCell[], problems: readonly string[]): void {
  const failures = cells.filter(({ faults }) => faults.length > 0);
  const stats = { passes: cells.length - failures.length, failures: failures.length + problems.length, pending: 0 };
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ stats, failures, problems }));
  console.log(`\n${counts(cells)}`);
  console.log(`${cells.length} cells, ${failures.length} failed`);
  console.log(`${stats.passes} passed, ${stats.failures} failed`);
  process.exitCode = stats.failures === 0 && stats.passes > 0 ? 0 : 1;
}

function toldAloud(cell: ToldCell): ToldCell {
  const { name, ending, sequel, faults, error, calls } = cell;
  if (faults.length === 0 && values.only === undefined) return cell;
  const lines = [
    ...faults.map((fault) => `not as expected: ${fault}`),
    ...(error === undefined ? [] : [`error: ${error}`]),
  ];
  const log = values.only === undefined ? [] : [`calls: ${calls.join("; ")}`];
  console.log(`${[`${name}: ${ending}, then ${sequel}`, ...lines, ...log].join("\n  ")}\n`);
  return cell;
}

function ended(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(`a part could not be started: ${error.message}`));
    child.on("close", (code, signal) =>
      resolve(code === 0 ? undefined : `a part ended with ${signal ?? `exit code ${code}`}`),
    );
  });
}
