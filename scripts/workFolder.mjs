import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * A folder of this process's own, `.work/NAME-PID`, empty. Those that processes of the same name left when they were
 * killed go.
 *
 * @param {string} name
 */
export function workFolder(name) {
  const all = join(root, ".work");
  mkdirSync(all, { recursive: true });
  for (const entry of readdirSync(all)) {
    const pid = entry.startsWith(`${name}-`) ? Number(entry.slice(name.length + 1)) : Number.NaN;
    if (Number.isInteger(pid) && (pid === process.pid || !isAlive(pid))) {
      rmSync(join(all, entry), { recursive: true, force: true });
    }
  }
  const own = join(all, `${name}-${process.pid}`);
  mkdirSync(own);
  return own;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
