import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { ConfigurationError, type Environment, read } from "../settings.js";

/** The folder of the person who runs the command; undefined where the environment does not tell. */
export function homeFolder(environment: Environment): string | undefined {
  return read(environment.HOME) ?? read(environment.USERPROFILE);
}

/** A path that may begin with `~`. */
export function expanded(path: string, environment: Environment): string {
  const home = homeFolder(environment);
  const [, rest] = /^~(?:$|[/\\])(.*)$/.exec(path) ?? [];
  return rest === undefined || home === undefined || isAbsolute(path) ? path : join(home, rest);
}

/** The text of a file; undefined where there is none. Throws `ConfigurationError` where it cannot be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new ConfigurationError(`${path} cannot be read (${code}). Make it readable, or take it away.`);
  }
}
