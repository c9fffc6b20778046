import { sectionsOf } from "./markdown";

/** What a line of a block marked `sh` is to the tests. */
export type CommandKind =
  /** Runs a script of package.json. */
  | "script"
  /** Is run by a test on the real engine, as it stands or with `--help`, or stands for what each test does. */
  | "run"
  /** Cannot be run without an account, or changes the machine; its page says so. */
  | "notRun"
  /** None of these: a test fails. */
  | "unknown";

/** What tests do before they begin: install the package, be in a folder of a program. */
const PREPARED = /^(npm (ci|install|pack)\b.*|cd \S+)$/;

/** Of Pulumi's commands, those that are put to the real command line. */
const PULUMI = /^pulumi (preview|up|refresh|destroy|cancel|config set|stack init|stack output)\b/;

/** The control interface of a local Lighthouse, whose commands a test sends. */
const CONTROL = /^curl -sS .*http:\/\/127\.0\.0\.1:8787\/control\//;

/** The command of this package, which the tests of the workflows run from an installed package. */
const REPORT = /^npx lighthouse-report( |$)/;

const NOT_RUN = [
  /^pulumi config set --secret \S+$/,
  /^export [A-Z_]+=/,
  /^pulumi login\b/,
  /^pulumi state delete /,
  /^terraform state rm /,
  /^bash \.ci\/run$/,
];

/** Each line of the blocks marked `sh` of a page, those that go on in the next line put together. */
export function commandsOf(markdown: string): string[] {
  const blocks = sectionsOf(markdown).flatMap((section) => section.blocks.filter(({ language }) => language === "sh"));
  return blocks
    .flatMap(({ text }) => text.replace(/\\\n\s*/g, "").split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** The commands of one line, which `&&` and pipes join. */
export function partsOf(line: string): string[] {
  return line.split(/ && | \| /).map((part) => part.trim());
}

/** What one command is to the tests. */
export function kindOf(command: string, scripts: readonly string[]): CommandKind {
  const script = scriptOf(command);
  if (script !== undefined) return scripts.includes(script) ? "script" : "unknown";
  if (NOT_RUN.some((pattern) => pattern.test(command))) return "notRun";
  return [PREPARED, PULUMI, CONTROL, REPORT].some((pattern) => pattern.test(command)) ? "run" : "unknown";
}

/** Every script that a page tells to run, in its text and in its blocks. */
export function scriptsToldBy(markdown: string): string[] {
  const sections = sectionsOf(markdown);
  const texts = sections.flatMap(({ code, blocks }) => [...code, ...blocks.map(({ text }) => text)]);
  return texts.flatMap((text) =>
    [...text.matchAll(/npm run (?:--silent )?([a-z][\w:]*)/g)].map(([, name = ""]) => name),
  );
}

function scriptOf(command: string): string | undefined {
  if (/^npm test\b/.test(command)) return "test";
  return /^npm run (?:--silent )?(\S+)/.exec(command)?.[1];
}
