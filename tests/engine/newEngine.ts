import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { cachedEngineRoot } from "./cacheFolder";
import { cliOf, missingPrograms, programFolder } from "./engineFolder";
import type { WayContext, WayResult } from "./engineWay";
import { endProcessesWith } from "./programProcesses";
import { type TrialResult, tryEngine } from "./trial";

/** Where a way puts a new engine: both folders exist, are empty, and go away unless the engine passes its trial. */
export interface Workshop {
  /** The engine's root, to be filled. */
  root: string;
  /** For whatever is needed on the way (sources, a compiler's caches). Always removed. */
  scratch: string;
  /**
   * To be added to the environment of each process that fills the workshop. By it those are found and ended that a
   * killed run has left working.
   */
  mark: Record<string, string>;
}

/** The name of the mark in the environment. Its value is the folder. */
const MARK = "LIGHTHOUSE_ENGINE_WORKSHOP";

/**
 * Makes an engine and puts it into the cache. It is made beside its place, tried there, and only then renamed into it:
 * what is in its place is whole. Call it under the cache's lock.
 *
 * @param fill Puts the engine's programs into the workshop; answers why it could not, if so.
 */
export async function newEngine(
  context: WayContext,
  fill: (workshop: Workshop) => Promise<string | undefined>,
): Promise<WayResult> {
  const place = cachedEngineRoot(context.cache);
  const beside = `${place}.partial-${process.pid}`;
  const workshop = { root: join(beside, "root"), scratch: join(beside, "scratch"), mark: { [MARK]: beside } };
  try {
    await mkdir(programFolder(workshop.root), { recursive: true });
    await mkdir(workshop.scratch, { recursive: true });
    const why = await fill(workshop);
    if (why !== undefined) return { why };
    const trial = await tryNew(workshop.root, context);
    if (!trial.works) return { why: trial.why };
    await rename(workshop.root, place);
    return { found: { cli: cliOf(place), folder: programFolder(place), version: trial.version } };
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Ends and removes what runs that were killed have left beside the engine's place. Call it under the cache's lock. */
export async function removeLeftovers(cache: string): Promise<void> {
  const prefix = `${basename(cachedEngineRoot(cache))}.partial-`;
  for (const name of await readdir(cache)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(cache, name);
    // A compiler that still writes there would bring it back.
    await endProcessesWith(`${MARK}=${folder}`);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function tryNew(root: string, context: WayContext): Promise<TrialResult> {
  const missing = await missingPrograms(programFolder(root));
  if (missing.length > 0) return { works: false, why: `it came without ${missing.join(", ")}` };
  context.report("trying the new engine on a program of one resource");
  return tryEngine(cliOf(root), programFolder(root), context.signal);
}
