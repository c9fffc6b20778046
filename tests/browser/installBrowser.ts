import { dirname, join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { runProcess, whyItFailed } from "../engine/runProcess";

/** A download of some 120 MB. */
const INSTALL_MS = 5 * 60_000;

/** One way to get a Chromium onto this machine. */
export interface WayToInstall {
  /** What installs it, such as `playwright`. */
  readonly name: string;
  /** Installs it; says why it could not. */
  readonly install: () => Promise<string | undefined>;
}

/**
 * The ways to get a Chromium, the quickest first. Packages of the system are only touched by root of a machine that is
 * there for this run alone; playwright keeps its download in a cache of its own.
 */
export function waysToInstall(inCi: boolean): readonly WayToInstall[] {
  const isRoot = process.getuid?.() === 0;
  return [...(inCi && isRoot ? [{ name: "apt-get", install: installPackage }] : []), PLAYWRIGHT];
}

const PLAYWRIGHT: WayToInstall = {
  name: "playwright",
  install: () =>
    run(process.execPath, [
      join(dirname(require.resolve("playwright-core/package.json")), "cli.js"),
      "install",
      "chromium",
    ]),
};

async function installPackage(): Promise<string | undefined> {
  // The list of packages of a fresh image is empty or old.
  return (
    (await run("apt-get", ["update", "--quiet"])) ??
    (await run("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", "chromium"]))
  );
}

/** Runs a command to its end; says why it failed. */
async function run(command: string, args: readonly string[]): Promise<string | undefined> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const result = await runProcess(command, args, { cwd: CHECKOUT, env, timeoutMs: INSTALL_MS });
  return result.code === 0 ? undefined : whyItFailed(result);
}
