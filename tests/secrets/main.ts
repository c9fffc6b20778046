import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { CHECKOUT, WORK_FOLDER } from "../engine/checkout";
import { type Find, SHORTEST, sweep } from "./sweep";

const HELP = `npm run secrets -- [--report FILE]

Searches all that programs on the real engine printed, told and kept in tests, and the reports of those tests, for the
credentials that they ran with:
  PROGRAMS_PRODUCED=.work/produced npm test && npm run secrets

--report FILE  leaves a report in mocha's form there
`;

const PRODUCED = join(WORK_FOLDER, "produced");
const PROGRAMS = join(PRODUCED, "programs");
const CREDENTIALS = join(PRODUCED, "credentials");
/** What the runners themselves told: messages of failures among it. */
const REPORTS = join(WORK_FOLDER, "reports");
const MAX_SHOWN = 20;

const { values } = parseArgs({ options: { report: { type: "string" }, help: { type: "boolean" } } });

if (values.help) process.stdout.write(HELP);
else conclude(existsSync(PROGRAMS) && existsSync(CREDENTIALS) ? search() : [`${inCheckout(PROGRAMS)} is not there`]);

/** What is wrong. */
function search(): string[] {
  const credentials = usedCredentials();
  const searched = [PROGRAMS, ...(existsSync(REPORTS) ? [REPORTS] : [])].map((folder) => sweep(folder, credentials));
  const files = sum(searched.map((each) => each.files));
  const bytes = sum(searched.map((each) => each.bytes));
  const finds = searched.flatMap((each) => each.finds);
  console.log(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${credentials.length} credentials`);
  return [
    ...(searched[0]?.files === 0 || credentials.length === 0 ? ["nothing was kept"] : []),
    ...finds.slice(0, MAX_SHOWN).map(inWords),
    ...credentials.flatMap(missesPlanted),
  ];
}

/** The credentials that programs were given, each once. */
function usedCredentials(): string[] {
  const lines = readdirSync(CREDENTIALS).flatMap((name) => readFileSync(join(CREDENTIALS, name), "utf8").split("\n"));
  const all = lines.filter((line) => line !== "").map((line) => String(JSON.parse(line)));
  return [...new Set(all.filter((credential) => credential.length >= SHORTEST))];
}

/** Plants a credential in a state beside the others: the very same search has to see it. */
function missesPlanted(credential: string): string[] {
  const folder = join(PROGRAMS, "planted");
  mkdirSync(folder);
  writeFileSync(join(folder, "state.json"), JSON.stringify({ outputs: { note: `key=${credential};` } }));
  try {
    const isSeen = sweep(folder, [credential]).finds.some(({ form }) => form === "as it is");
    return isSeen ? [] : ["a credential that was planted was not found"];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function inWords({ file, credential, form }: Find): string {
  const what = credential === undefined ? form : `credential ${credential + 1}, ${form}`;
  return `${inCheckout(file)} holds ${what}`;
}

function inCheckout(path: string): string {
  return relative(CHECKOUT, path);
}

function conclude(faults: readonly string[]): void {
  for (const fault of faults) console.log(fault);
  const stats = { passes: faults.length === 0 ? 1 : 0, failures: faults.length, pending: 0 };
  if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ stats }));
  console.log(`${stats.passes} passed, ${stats.failures} failed`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
