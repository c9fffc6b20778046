import { mkdir } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { cachedEngineRoot, cacheFolder } from "./cacheFolder";
import { withCacheLock } from "./cacheLock";
import { cliEnvironment } from "./cliEnvironment";
import { engineFromGo } from "./engineFromGo";
import { engineFromInstaller } from "./engineFromInstaller";
import { dropCachedEngine, engineInCache } from "./engineInCache";
import { engineOnPath } from "./engineOnPath";
import type { FoundEngine, WayContext } from "./engineWay";
import { removeLeftovers } from "./newEngine";
import { type FailedWay, noEngine } from "./noEngine";
import { progress } from "./progress";

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

let ensured: Promise<Engine> | undefined;

/**
 * Makes sure of a Pulumi engine: the one on PATH, else the one in the cache, else a new one from Pulumi's installer,
 * else one built from its Go modules. A new one goes into the cache; that takes minutes, once for a machine. Two
 * processes that ask at the same time get the same engine, and only one of them makes it.
 *
 * @param report Shows a line on what is being done. @default timed lines on stderr
 * @param signal Gives up: what is under way is ended and removed.
 * @throws `NoEngine`, which names every way tried and why it did not work.
 */
export function ensureEngine(report: (line: string) => void = progress(), signal?: AbortSignal): Promise<Engine> {
  ensured ??= findOrMake(report, signal);
  return ensured;
}

async function findOrMake(report: (line: string) => void, signal?: AbortSignal): Promise<Engine> {
  const cache = cacheFolder(process.env, homedir());
  await mkdir(cache, { recursive: true });
  const context: WayContext = { cache, environment: process.env, report, signal };
  const failed: FailedWay[] = [];

  const onPath = await engineOnPath(context);
  if ("found" in onPath) return engineOf(onPath.found, "on PATH");
  failed.push({ way: "pulumi on PATH", why: onPath.why });

  const cached = await engineInCache(context);
  if ("found" in cached) return engineOf(cached.found, "in the cache");
  failed.push({ way: "the cache", why: cached.why });
  for (const { way, why } of failed) report(`${way}: ${why}`);

  const holder = { pid: process.pid, host: hostname() };
  const onWait = ({ pid }: { pid: number }) => report(`process ${pid} is making an engine: waiting for it`);
  return withCacheLock(`${cachedEngineRoot(cache)}.lock`, { holder, isAlive, sleep: pause(signal), onWait }, () =>
    make(context, failed),
  );
}

/** Runs under the cache's lock. */
async function make(context: WayContext, failed: FailedWay[]): Promise<Engine> {
  // While we waited for the lock its holder may have made one.
  const cached = await engineInCache(context);
  if ("found" in cached) return engineOf(cached.found, "in the cache");
  await dropCachedEngine(context.cache);
  await removeLeftovers(context.cache);

  const ways = [
    { way: "Pulumi's installer", take: engineFromInstaller },
    { way: "built from Go modules", take: engineFromGo },
  ];
  for (const { way, take } of ways) {
    context.signal?.throwIfAborted();
    const result = await take(context);
    if ("found" in result) return engineOf(result.found, way);
    context.report(`${way}: ${result.why}`);
    failed.push({ way, why: result.why });
  }
  context.signal?.throwIfAborted();
  throw noEngine(failed);
}

function engineOf(found: FoundEngine, way: string): Engine {
  return { cli: found.cli, version: found.version, env: cliEnvironment(found.folder, process.env), way };
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

function pause(signal?: AbortSignal): (ms: number) => Promise<void> {
  return (ms) => sleep(ms, undefined, signal ? { signal } : {});
}
