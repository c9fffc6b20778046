import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "../engine/program";

/** The process itself, and neither its launcher nor what that starts to find it. */
const PROVIDER = /^\S*node \S*\/cmd\/dynamic-provider\b/;

/** How often memory is looked at. The kernel keeps the peak itself, so only what comes after the last look is missed. */
const LOOK_EVERY_MS = 100;

/**
 * The most memory that the dynamic provider of a program has had resident, looked at while a command runs.
 *
 * @param ended Aborted when the command has ended.
 * @returns Bytes; undefined where the system does not tell.
 */
export async function peakOfProvider(program: Program, ended: AbortSignal): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  let pids: number[] = [];
  let peak: number | undefined;
  while (!ended.aborted) {
    if (pids.length === 0) pids = await providers(program);
    const peaks = (await Promise.all(pids.map(peakOf))).filter((bytes) => bytes !== undefined);
    peak = Math.max(peak ?? 0, ...peaks) || undefined;
    await sleep(LOOK_EVERY_MS, undefined, { signal: ended }).catch(() => undefined);
  }
  return peak;
}

async function providers(program: Program): Promise<number[]> {
  const running = await program.processes();
  return running.filter(({ command }) => PROVIDER.test(command)).map(({ pid }) => pid);
}

async function peakOf(pid: number): Promise<number | undefined> {
  // A process that has ended tells nothing any more.
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
