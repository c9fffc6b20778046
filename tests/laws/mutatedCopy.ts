import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** What the laws need of the tree to be run elsewhere. */
const NEEDED = [
  "provider",
  "tests/laws",
  "tests/faults",
  "tests/lifecycle",
  "tests/lighthouse",
  "scripts/test/tsNode.cjs",
  "tsconfig.json",
  "package.json",
  ".mocharc.json",
];

/** One mistake, made by replacing a text that stands once in a file. */
export interface Mutation {
  file: string;
  from: string;
  to: string;
}

/** A copy of the source in a temporary folder, with mistakes in it. */
export class MutatedCopy {
  private readonly folder = mkdtempSync(join(tmpdir(), "laws-"));

  constructor(mutations: readonly Mutation[]) {
    for (const path of NEEDED) cpSync(join(ROOT, path), join(this.folder, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"));
    for (const mutation of mutations) this.make(mutation);
  }

  /** Tries the laws of one file on the copy, so many cases altogether; answers with mocha's exit code and its words. */
  tryLaws(file: string, runs: number): { exitCode: number | null; text: string } {
    const mocha = join(this.folder, "node_modules/mocha/bin/mocha.js");
    const { NODE_V8_COVERAGE: _, ...environment } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [mocha, "--spec", join("tests/laws", file)], {
      cwd: this.folder,
      env: { ...environment, LAWS_RUNS: String(runs), LAWS_SEED: "1" },
      encoding: "utf8",
    });
    return { exitCode: status, text: `${stdout}${stderr}` };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private make({ file, from, to }: Mutation): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, "utf8");
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold this text exactly once: ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
}
