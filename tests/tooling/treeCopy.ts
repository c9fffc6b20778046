import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const CHECKOUT = join(__dirname, "..", "..");

/** What a script of the copy printed, both streams as they came, and how it ended. */
export interface Run {
  exitCode: number | null;
  output: string;
  /** The lines of the standard output, without empty ones. */
  lines: string[];
}

interface Manifest {
  exports: Readonly<Record<string, { default?: string }>>;
  bin: Readonly<Record<string, string>>;
}

/**
 * A checkout of its own in a temporary folder: this project's settings, scripts and installed packages, and none of its
 * sources, so that a test plants what it needs and meets nothing else.
 */
export class TreeCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "tree-copy-"));

  constructor(...furtherFolders: string[]) {
    const files = readdirSync(CHECKOUT, { withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== ".git",
    );
    for (const name of [...files.map((entry) => entry.name), "scripts", ...furtherFolders]) {
      cpSync(join(CHECKOUT, name), join(this.folder, name), { recursive: true });
    }
    symlinkSync(join(CHECKOUT, "node_modules"), join(this.folder, "node_modules"));
    execFileSync("git", ["init", "--quiet", this.folder]);
  }

  /** Writes a file, its folders included. */
  write(path: string, text: string): void {
    const whole = join(this.folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }

  /** Writes the sources that the package is built from: each export and command, with nothing in it that runs. */
  writeEntries(): void {
    const { exports, bin }: Manifest = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8"));
    const built = [...Object.values(exports).flatMap((entry) => entry.default ?? []), ...Object.values(bin)];
    for (const path of built) {
      this.write(path.replace(/^(\.\/)?dist\//, "").replace(/\.js$/, ".ts"), "/** One. */\nexport type One = 1;\n");
    }
  }

  /** Deletes a file or a folder; nothing where there is none. */
  delete(path: string): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
  }

  /** Runs one of the copy's scripts to its end. The environment is ours, less what would make it a run in CI. */
  run(script: string, scriptArguments: string[] = [], environment: NodeJS.ProcessEnv = {}): Run {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(this.folder, "scripts", script), ...scriptArguments],
      {
        cwd: this.folder,
        encoding: "utf8",
        env: { ...process.env, CI: "", NO_COLOR: "1", FORCE_COLOR: undefined, ...environment },
      },
    );
    const lines = stdout.split("\n").filter((line) => line !== "");
    return { exitCode: status, output: stdout + stderr, lines };
  }

  /** Runs parts of `npm run verify`. */
  verify(...parts: string[]): Run {
    return this.run("verify.mjs", parts);
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
