import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const IMPORTED = /\bfrom\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']\s*\)|^\s*import\s*["'](\.[^"']+)["']/gm;

/**
 * Deletes the declarations that no user's compiler ever reads: those that the entries do not lead to.
 *
 * @param {string} folder the compiled package
 * @param {string[]} entries its declarations that package.json names, relative to the folder
 */
export function keepReachableDeclarations(folder, entries) {
  const reached = reachable(entries.map((entry) => resolve(folder, entry)));
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = resolve(folder, name);
    if (path.endsWith(".d.ts") && !reached.has(path)) rmSync(path);
  }
}

/** @param {string[]} paths */
function reachable(paths) {
  /** @type {Set<string>} */
  const reached = new Set();
  const waiting = paths.filter((path) => existsSync(path));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...importsOf(path));
  }
  return reached;
}

/** @param {string} path */
function importsOf(path) {
  return [...readFileSync(path, "utf8").matchAll(IMPORTED)]
    .map((match) => join(dirname(path), match[1] ?? match[2] ?? match[3] ?? "").replace(/\.js$/, ".d.ts"))
    .filter((imported) => existsSync(imported));
}
