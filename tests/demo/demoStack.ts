import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { CHECKOUT } from "../engine/checkout";
import type { Engine } from "../engine/ensureEngine";
import { endProcessesWith } from "../engine/programProcesses";
import { temporaryFolder } from "../engine/temporaryFolder";
import type { Screen } from "./screen";

/**
 * A terminal sends its Ctrl-C to the command line as well. A second interrupt makes that stop at once, with its calls
 * under way, so that it gets one from us only after so long.
 */
const INTERRUPT_AFTER_MS = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY) ? 10_000 : 0;

/** An interrupted engine waits for the calls that are under way. After so long it is killed. */
const KILL_AFTER_MS = 15_000;

/** The stack of one tour of the program at the root of this checkout, with the real command line on the real screen. */
export interface DemoStack {
  /** Its name, which need not be given to the command line again. */
  name: string;
  /**
   * Runs the command line and shows both the command and all that it prints.
   *
   * @throws When it does not end with exit code 0, or the tour is interrupted.
   */
  pulumi: (...args: string[]) => Promise<void>;
  /** Ends what is still running and removes the stack with its state and its configuration. */
  remove: () => Promise<void>;
}

/**
 * Makes a stack for a tour. Its state is a file in a temporary folder. Its name is drawn, so that the file of its
 * configuration, which has to be beside `Pulumi.yaml`, is nobody else's.
 *
 * @param env Credentials, region and endpoint.
 * @param signal Aborted when the tour is interrupted.
 */
export async function demoStack(
  engine: Engine,
  env: Readonly<Record<string, string>>,
  screen: Screen,
  signal: AbortSignal,
): Promise<DemoStack> {
  const folder = await temporaryFolder("demo");
  const state = join(folder.path, "state");
  await mkdir(state);
  const name = `demo-${randomBytes(3).toString("hex")}`;
  const home = join(folder.path, "home");
  const own = { PULUMI_BACKEND_URL: pathToFileURL(state).href, PULUMI_HOME: home, PULUMI_STACK: name };
  const run = (args: string[]) => runOnScreen(engine.cli, args, { ...engine.env, ...own, ...env }, signal);
  return {
    name,
    pulumi: async (...args) => {
      screen.show(`$ pulumi ${args.map(quoted).join(" ")}`);
      await run(args);
    },
    remove: async () => {
      await endProcessesWith(`PULUMI_HOME=${home}`);
      await rm(join(CHECKOUT, `Pulumi.${name}.yaml`), { force: true });
      await folder.remove();
    },
  };
}

async function runOnScreen(
  cli: string,
  args: string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  // Without the keyboard the command line does not take over the terminal: its output scrolls, and Ctrl-C is a signal.
  const child = spawn(cli, args, { cwd: CHECKOUT, env, stdio: ["ignore", "inherit", "inherit"] });
  const ended = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, by) => resolve(by === null ? `exit code ${code}` : `signal ${by}`));
  });
  const watch = new AbortController();
  const interrupt = async () => {
    await sleep(INTERRUPT_AFTER_MS, undefined, { signal: watch.signal });
    child.kill("SIGINT");
    await sleep(KILL_AFTER_MS, undefined, { signal: watch.signal });
    child.kill("SIGKILL");
  };
  const onAbort = () => void interrupt().catch(() => undefined);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const how = await ended;
    signal.throwIfAborted();
    if (how !== "exit code 0") throw new Error(`pulumi ${args[0]} ended with ${how}`);
  } finally {
    signal.removeEventListener("abort", onAbort);
    watch.abort();
  }
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
