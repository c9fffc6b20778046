import { homedir, hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder } from "./cacheFolder";
import type { LockHolder } from "./cacheLock";
import { cliEnvironment } from "./cliEnvironment";
import { engineFromGo } from "./engineFromGo";
import { engineFromInstaller } from "./engineFromInstaller";
import { engineInCache } from "./engineInCache";
import { engineOnPath } from "./engineOnPath";
import { obtainEngine, type Ways } from "./obtainEngine";
import { progress, type Report } from "./progress";

/** An engine ready for use. */
export interface Engine {
  /** The command line, as an absolute path. */
  cli: string;
  /** Its version, without a `v`. */
  version: string;
  /**
   * The whole environment to run it in: its folder first on PATH, no look-ups, nothing written outside the checkout's
   * ignored folder. The caller adds the backend and whatever the program needs.
   */
  env: Record<string, string>;
  /** Which way it was found, in words. */
  way: string;
}

const WAYS: Ways = {
  ready: [
    { name: "pulumi on PATH", take: engineOnPath },
    { name: "the cache", take: engineInCache },
  ],
  making: [
    { name: "Pulumi's installer", take: engineFromInstaller },
    { name: "a build from Go modules", take: engineFromGo },
  ],
};

let ensured: Promise<Engine> | undefined;

/**
 * Makes sure of a Pulumi engine: the one on PATH, else the one in the cache, else a new one from Pulumi's installer,
 * else one built from its Go modules. A new one goes into the cache; that takes minutes, once for a machine. Two
 * processes that ask at the same time get the same engine, and only one of them makes it. Asked again in this process,
 * it gives the same answer.
 *
 * @param report Shows a line on what is being done. @default timed lines on stderr
 * @param signal Gives up: what is under way is ended and removed.
 * @throws `NoEngine`, which names every way tried and why it did not work.
 */
export function ensureEngine(report: Report = progress(), signal?: AbortSignal): Promise<Engine> {
  ensured ??= ensureOnce(report, signal);
  return ensured;
}

async function ensureOnce(report: Report, signal?: AbortSignal): Promise<Engine> {
  const cache = cacheFolder(process.env, homedir());
  const lock = {
    holder: { pid: process.pid, host: hostname() },
    isAlive,
    sleep: (ms: number) => sleep(ms, undefined, signal ? { signal } : {}),
    onWait: ({ pid }: LockHolder) => report(`process ${pid} is making an engine: waiting for it`),
  };
  const engine = await obtainEngine(WAYS, { cache, environment: process.env, report, signal }, lock);
  const { cli, version, way, folder } = engine;
  return { cli, version, way, env: cliEnvironment(folder, process.env) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
