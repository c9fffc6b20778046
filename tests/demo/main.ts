import { CHECKOUT } from "../engine/checkout";
import { ensureEngine } from "../engine/ensureEngine";
import { progress } from "../engine/progress";
import { runProcess, whyItFailed } from "../engine/runProcess";
import { demoStack } from "./demoStack";
import { LighthouseProcess } from "./lighthouseProcess";
import { screen } from "./screen";
import { tour } from "./tour";

/**
 * `npm run demo`: the program at the root of this checkout, applied, changed and destroyed by the real Pulumi against a
 * local Lighthouse. Ends with exit code 0 when all went as it should, 130 when interrupted, else 1. Whatever happens,
 * what it started is stopped and what it wrote is removed; the engine stays in its cache.
 */
async function main(): Promise<void> {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());
  // Whoever reads our output may have gone, as in `npm run demo | head`.
  process.stdout.on("error", () => interrupted.abort());
  const onScreen = screen((text) => process.stdout.write(text), process.stdout.isTTY === true);
  try {
    await demo(onScreen, interrupted.signal);
    onScreen.show("\nThat was the tour. Everything it started is stopped, and what it wrote is removed.");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`\n${interrupted.signal.aborted ? "Interrupted" : `The tour failed: ${message}`}\n`);
    process.exitCode = interrupted.signal.aborted ? 130 : 1;
  }
}

async function demo(onScreen: ReturnType<typeof screen>, signal: AbortSignal): Promise<void> {
  await buildPackage(signal);
  const report = progress();
  const engine = await ensureEngine(report, signal);
  report(`Pulumi ${engine.version}: ${engine.way}`);
  const lighthouse = await LighthouseProcess.start();
  try {
    onScreen.show(`A local Lighthouse listens at ${lighthouse.address}. No cloud account is needed, and none is used.`);
    const seeded = await lighthouse.seed(3, 2);
    const stack = await demoStack(engine, lighthouse.env, onScreen, signal);
    try {
      await tour({ lighthouse, stack, screen: onScreen, seeded });
    } finally {
      await stack.remove();
    }
  } finally {
    await lighthouse.stop();
  }
}

/** The program loads the package as built: what is built must be what the sources say. */
async function buildPackage(signal: AbortSignal): Promise<void> {
  const args = ["scripts/build.mjs", "--if-stale"];
  const built = await runProcess(process.execPath, args, {
    cwd: CHECKOUT,
    env: process.env,
    timeoutMs: 120_000,
    signal,
  });
  if (built.code !== 0) throw new Error(`building the package failed: ${whyItFailed(built)}`);
}

void main();
