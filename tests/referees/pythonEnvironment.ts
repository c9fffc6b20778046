import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder } from "../engine/cacheFolder";
import { withCacheLock } from "../engine/cacheLock";
import { type ProcessResult, runProcess, whyItFailed } from "../engine/runProcess";

const REQUIREMENTS = join(__dirname, "requirements.txt");
/** Written last, so that an environment without it is one that was not finished. */
const MARK = "complete";
const INSTALL_MS = 10 * 60_000;

/** A Python with Tencent's command line and SDK. */
export interface PythonEnvironment {
  /** Its interpreter, as an absolute path. */
  readonly python: string;
  /** Where its packages are. */
  readonly packages: string;
}

/** Whether there is a Python to make an environment of, and which: its version, or undefined. */
export async function pythonVersion(): Promise<string | undefined> {
  const asked = await run("python3", ["-c", "import sys, venv, ensurepip; print(sys.version.split()[0])"]);
  return asked.code === 0 ? asked.stdout.trim() : undefined;
}

/**
 * The virtual environment of this project's requirements for a version of Python. It is kept in the cache, outside
 * of every checkout, and made there if it is missing; only then is a network needed.
 *
 * @throws When a package cannot be installed, with what pip printed.
 */
export async function pythonEnvironment(version: string, report: (line: string) => void): Promise<PythonEnvironment> {
  const key = createHash("sha256").update(readFileSync(REQUIREMENTS)).update(version).digest("hex").slice(0, 16);
  const cache = cacheFolder(process.env, homedir());
  const root = join(cache, `referees-${key}`);
  if (!existsSync(join(root, MARK))) {
    await mkdir(cache, { recursive: true });
    const lock = { holder: { pid: process.pid, host: hostname() }, isAlive, sleep };
    await withCacheLock(`${root}.lock`, lock, () => makeUnlessThere(root, report));
  }
  const python = join(root, "bin", "python");
  const asked = await must(python, ["-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]);
  return { python, packages: asked.stdout.trim() };
}

async function makeUnlessThere(root: string, report: (line: string) => void): Promise<void> {
  if (existsSync(join(root, MARK))) return;
  report(`making a Python environment with Tencent's command line and SDK in ${root}`);
  await rm(root, { recursive: true, force: true });
  await must("python3", ["-m", "venv", root]);
  const options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", REQUIREMENTS];
  await must(join(root, "bin", "python"), ["-m", "pip", "install", ...options]);
  await writeFile(join(root, MARK), "");
}

async function must(command: string, args: readonly string[]): Promise<ProcessResult> {
  const result = await run(command, args);
  if (result.code !== 0) throw new Error(`${command} ${args.join(" ")}: ${whyItFailed(result)}`);
  return result;
}

function run(command: string, args: readonly string[]): Promise<ProcessResult> {
  return runProcess(command, args, { cwd: __dirname, env: process.env, timeoutMs: INSTALL_MS });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
