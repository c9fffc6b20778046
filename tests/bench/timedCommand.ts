import { ensureEngine } from "../engine/ensureEngine";
import type { Program } from "../engine/program";
import { runProcess, whyItFailed } from "../engine/runProcess";
import { peakOfProvider } from "./providerMemory";

/** A command hangs when it takes longer. */
const TIMEOUT_MS = 20 * 60_000;

/** What running one command took. */
export interface Taken {
  /** From the start of the command line to its end. */
  wallMs: number;
  /** Peak resident memory of the provider process; undefined where it is not known. */
  peakBytes: number | undefined;
}

/**
 * Runs the command line itself, without the Automation API, which would add commands of its own to the time.
 *
 * @param parallel `--parallel`. @default the engine's own
 * @throws When it fails, with what it printed last.
 */
export async function timedCommand(
  program: Program,
  command: "preview" | "up" | "refresh" | "destroy",
  parallel?: number,
): Promise<Taken> {
  const { cli } = await ensureEngine();
  const applies = command === "preview" ? [] : ["--yes", "--skip-preview"];
  const args = [command, ...applies, "--non-interactive", "--stack", program.stack.name];
  if (parallel !== undefined) args.push("--parallel", String(parallel));
  const env = { ...program.stack.workspace.envVars };
  const ended = new AbortController();
  const watching = peakOfProvider(program, ended.signal);
  const startedMs = performance.now();
  const result = await runProcess(cli, args, { cwd: program.folder, env, timeoutMs: TIMEOUT_MS });
  const wallMs = performance.now() - startedMs;
  ended.abort();
  if (result.code !== 0) throw new Error(`pulumi ${command} failed: ${whyItFailed(result)}`);
  return { wallMs, peakBytes: await watching };
}
