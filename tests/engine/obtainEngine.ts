import { mkdir } from "node:fs/promises";
import { cachedEngineRoot } from "./cacheFolder";
import { type LockOptions, withCacheLock } from "./cacheLock";
import { dropCachedEngine } from "./engineInCache";
import type { EngineWay, FoundEngine, WayContext } from "./engineWay";
import { removeLeftovers } from "./newEngine";
import { type FailedWay, noEngine } from "./noEngine";

/** A way to an engine with its name, which ends up in reports and errors. */
export interface NamedWay {
  name: string;
  take: EngineWay;
}

/** The ways to an engine, each list in the order in which they are tried. */
export interface Ways {
  /** Those that find an engine that is there already: quick. */
  ready: readonly NamedWay[];
  /** Those that make one and put it into the cache: slow, and done by one process at a time. */
  making: readonly NamedWay[];
}

/** An engine, and the name of the way that led to it. */
export interface ObtainedEngine extends FoundEngine {
  way: string;
}

/**
 * Tries one way after the other until there is an engine.
 *
 * @param context Its cache folder is made if need be.
 * @param lock Keeps two processes from making an engine at the same time.
 * @throws `NoEngine` when no way led to one; the reason of `context.signal` when it was aborted.
 */
export async function obtainEngine(ways: Ways, context: WayContext, lock: LockOptions): Promise<ObtainedEngine> {
  await mkdir(context.cache, { recursive: true });
  const failed: FailedWay[] = [];
  const ready = await firstOf(ways.ready, context, failed);
  if (ready !== undefined) return ready;
  for (const { way, why } of failed) context.report(`${way}: ${why}`);

  return withCacheLock(`${cachedEngineRoot(context.cache)}.lock`, lock, async () => {
    // While we waited for the lock its holder may have made one.
    const meanwhile = await firstOf(ways.ready, context, []);
    if (meanwhile !== undefined) return meanwhile;
    await dropCachedEngine(context.cache);
    await removeLeftovers(context.cache);
    const made = await firstOf(ways.making, context, failed, context.report);
    if (made !== undefined) return made;
    throw noEngine(failed);
  });
}

/** Notes each way that fails, and stops at the first that does not. */
async function firstOf(
  ways: readonly NamedWay[],
  context: WayContext,
  failed: FailedWay[],
  report: (line: string) => void = () => undefined,
): Promise<ObtainedEngine | undefined> {
  for (const { name, take } of ways) {
    const result = await take(context);
    if ("found" in result) return { ...result.found, way: name };
    // An aborted way fails for that reason alone, which is no reason to try the next.
    context.signal?.throwIfAborted();
    report(`${name}: ${result.why}`);
    failed.push({ way: name, why: result.why });
  }
  return undefined;
}
