import { isAbsolute, join, resolve } from "node:path";
import { ENGINE_VERSION } from "./engineVersion";

/**
 * The folder, outside of every checkout, that keeps an engine from one clone to the next.
 *
 * @param environment Read: `LIGHTHOUSE_ENGINE_CACHE` (this very folder), else `XDG_CACHE_HOME` (the folder of this
 * project in it). A relative `XDG_CACHE_HOME` is ignored, as its specification asks.
 * @param home The user's home, used when neither is set: `~/.cache`.
 * @returns An absolute path. It need not exist.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder(environment: NodeJS.ProcessEnv, home: string): string {
  const chosen = environment["LIGHTHOUSE_ENGINE_CACHE"];
  if (chosen) return resolve(chosen);
  const xdg = environment["XDG_CACHE_HOME"];
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, ".cache"), "pulumi-tencentcloud-lighthouse");
}

/** The root of the engine of this project's version inside a cache folder. */
export function cachedEngineRoot(cache: string): string {
  return join(cache, `engine-${ENGINE_VERSION}`);
}
