import { ensureEngine } from "./ensureEngine";
import { progress } from "./progress";

/** `npm run --silent engine`: makes sure of a Pulumi engine and prints its command line's path, alone, on stdout. */
async function main(): Promise<void> {
  const givenUp = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => givenUp.abort());
  const report = progress();
  try {
    const engine = await ensureEngine(report, givenUp.signal);
    report(`Pulumi ${engine.version}: ${engine.way}`);
    process.stdout.write(`${engine.cli}\n`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${givenUp.signal.aborted ? "Interrupted." : message}\n`);
    process.exitCode = givenUp.signal.aborted ? 130 : 1;
  }
}

void main();
