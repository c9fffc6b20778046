import { rm } from "node:fs/promises";
import { cachedEngineRoot } from "./cacheFolder";
import { cliOf, ENGINE_PROGRAMS, missingPrograms, programFolder } from "./engineFolder";
import type { EngineWay } from "./engineWay";
import { askVersion } from "./trial";

/**
 * The second way: an engine that an earlier run has put into the cache. It got there, by a rename, after it had passed
 * its trial, so that here it is only asked for its version.
 */
export const engineInCache: EngineWay = async (context) => {
  const root = cachedEngineRoot(context.cache);
  const cli = cliOf(root);
  const folder = programFolder(root);
  const missing = await missingPrograms(folder);
  if (missing.length === ENGINE_PROGRAMS.length) return { why: `there is no engine in ${root} yet` };
  if (missing.length > 0) return { why: `${root} has no ${missing.join(", no ")}` };
  const asked = await askVersion(cli, folder, context.signal);
  if (!asked.works) return { why: `${cli}: ${asked.why}` };
  return { found: { cli, folder, version: asked.version } };
};

/** Removes a cached engine that does not work, so that a new one can take its place. Call it under the cache's lock. */
export async function dropCachedEngine(cache: string): Promise<void> {
  await rm(cachedEngineRoot(cache), { recursive: true, force: true });
}
