import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CHECKOUT } from "../engine/checkout";
import { BenchCloud } from "./benchCloud";
import type { Figures } from "./figures";
import { measureLoadTime } from "./loadTime";
import { machine } from "./machine";
import { page, targetTable } from "./page";
import { COMMANDS, round } from "./round";
import { FULL, QUICK, type Scope } from "./scope";
import { line } from "./table";
import { type Results, targets } from "./targets";
import { measureWaits } from "./waits";

const HELP = `npm run bench -- [--quick] [--page FILE]

Measures whole commands beside those of a program whose resources do nothing, waits, loading and state, and writes
docs/performance.md. Ends with 1 where something that was promised was not met.

--quick      the least and the most of it, in 8 minutes instead of an hour
--page FILE  writes the page there instead
`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    page: { type: "string", default: join(CHECKOUT, "docs", "performance.md") },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else void main();

async function main(): Promise<void> {
  const date = new Date();
  const [loadBefore = 0] = loadavg();
  const onMachine = await machine();
  console.log(`${onMachine}\n`);
  const results = await measureAll(values.quick ? QUICK : FULL);
  const minutes = (Date.now() - date.getTime()) / 60_000;
  writeFileSync(values.page, page(results, { machine: onMachine, loadBefore, isQuick: values.quick, date, minutes }));
  const all = targets(results);
  console.log(`\n${targetTable(all)}\n\n${values.page}, after ${minutes.toFixed(1)} minutes`);
  if (all.some(({ isMet }) => !isMet)) process.exitCode = 1;
}

async function measureAll(scopes: readonly Scope[]): Promise<Results> {
  const cloud = await BenchCloud.start();
  try {
    // The first program finds nothing in the caches of the machine; its times are nobody's.
    const [first] = scopes;
    if (first) await round("ours", cloud, first.shape, 0);
    const load = await measureLoadTime();
    const waits = await measureWaits(cloud);
    const rows: Figures[] = [];
    for (const scope of scopes) rows.push(...(await measure(cloud, scope)));
    return { rows, waits, load };
  } finally {
    await cloud.stop();
  }
}

/** One floor for a shape: operations take no part in it. */
async function measure(cloud: BenchCloud, { shape, operations }: Scope): Promise<Figures[]> {
  const floor = await round("floor", cloud, shape, 0);
  const rows: Figures[] = [];
  for (const operation of operations) {
    const ours = await round("ours", cloud, shape, operation * 1000);
    const figures = COMMANDS.map((command) => {
      return { shape, operation, command, ours: ours[command], floor: floor[command] };
    });
    for (const each of figures) console.log(line(each));
    rows.push(...figures);
  }
  return rows;
}
