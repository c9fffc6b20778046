import { markdownTable } from "markdown-table";
import { CALL_MS } from "./benchCloud";
import { type Figures, stateBytesBeyond } from "./figures";
import { grouped } from "./grouped";
import type { LoadTime } from "./loadTime";
import { nameOf } from "./shape";
import { table } from "./table";
import { type Results, type Target, targets } from "./targets";
import type { Waits } from "./waits";

/** The circumstances of a run. */
export interface Circumstances {
  /** The machine and the versions, in a sentence. */
  machine: string;
  /** Load of the machine by others as the run began: the system's average of one minute. */
  loadBefore: number;
  isQuick: boolean;
  /** When it began. */
  date: Date;
  minutes: number;
}

const HOW = `Each program runs whole, on the real engine, against the local Lighthouse in a process of its own, with its rate limits on
and ${CALL_MS} ms a call. **time** is that of the command line alone. **floor** is the same command of a program that declares as
many resources with the same inputs, whose provider is one literal line as well and does nothing, plus the time of one
operation where the command has to wait for one; it is measured in the same run. **ratio** is what can be compared
between machines; times cannot. **a pair** is the time by the pairs declared. *calls* are counted by the Lighthouse:
*keys* is DescribeKeyPairs, *instances* DescribeInstances, *account* GetCallerIdentity. *memory* is the peak of the provider
process, *state* the size of the stack's state. "One more instance" is added to the first association.

The engine runs four operations a core at a time unless \`--parallel\` says otherwise, so resources of one instance each wait
in waves, and each wave takes a whole operation. With \`--parallel\` both programs have the same.
`;

/** The page of the documentation with all that was measured. */
export function page(results: Results, circumstances: Circumstances): string {
  const { isQuick, date, minutes, machine, loadBefore } = circumstances;
  const command = isQuick ? "npm run bench -- --quick" : "npm run bench";
  const run = `${date.toISOString().slice(0, 10)}, in ${minutes.toFixed(0)} minutes, on a machine with a load of ${loadBefore.toFixed(1)} before`;
  return `# How fast it is

Written by \`${command}\` on ${run}. Not to be edited by hand.

${machine}

${HOW}
## What was promised

${targetTable(targets(results))}

## Commands

${table(results.rows)}

## From the end of the operation to the completion of the resource

The provider as it is published, in a process of its own without the engine. Completion is the return of \`create\`. Reads are
DescribeInstances, of which Lighthouse allows 100 a second.

${waitTable(results.waits)}

## What a program loads, and what is kept

${loadLines(results.load)}

${stateTable(results.rows)}
`;
}

/** What was promised beside what was measured. */
export function targetTable(all: readonly Target[]): string {
  const rows = all.map(({ what, promised, measured, isMet }) => [what, promised, measured, isMet ? "yes" : "**no**"]);
  return markdownTable([["", "promised", "measured", "met"], ...rows]);
}

function waitTable(waits: readonly Waits[]): string {
  const rows = waits.map(({ what, medianMs, worstMs, busiestShare, meanShare, processorMs }) => [
    what,
    `${medianMs.toFixed(0)} ms`,
    `${worstMs.toFixed(0)} ms`,
    `${(busiestShare * 100).toFixed(0)} %`,
    `${(meanShare * 100).toFixed(0)} %`,
    `${(processorMs / 1000).toFixed(1)} s`,
  ]);
  const head = [
    "associations that are made together",
    "median",
    "worst",
    "limit of reads used, busiest second",
    "on average",
    "processor time",
  ];
  return markdownTable([head, ...rows], { align: ["l", "r", "r", "r", "r", "r"] });
}

function loadLines({ processes, pulumiMs, programMs, providerMs }: LoadTime): string {
  return `Median of ${processes} fresh processes: \`@pulumi/pulumi\` loads in ${pulumiMs.toFixed(0)} ms; after it this package adds ${programMs.toFixed(0)} ms
to a program and ${providerMs.toFixed(0)} ms to the provider process. Tencent's client is loaded at the first call.`;
}

/** State beyond the floor's, and what each pair adds to it. */
function stateTable(rows: readonly Figures[]): string {
  const created = rows.filter(({ command }) => command === "create");
  const shapes = grouped(created, ({ shape }) => nameOf(shape)).flatMap((same) => same.slice(0, 1));
  const cells = shapes.map((row) => {
    const bytes = stateBytesBeyond(row);
    const pairs = row.shape.instances * row.shape.keys;
    return [nameOf(row.shape), `${bytes.toFixed(0)} bytes`, `${(bytes / pairs).toFixed(0)} bytes`];
  });
  const head = ["declared", "state of a resource beyond the floor's", "for each pair"];
  return markdownTable([head, ...cells], { align: ["l", "r", "r"] });
}
