import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { runCommand } from "./command";

/** A Node to run programs with. */
export interface NodeRelease {
  /** Its version, without a `v`. */
  version: string;
  /** The folder that has `node`, for PATH. */
  folder: string;
}

/**
 * Gets a release of Node as npm's package `node` brings it, from npm's cache where it is there already.
 *
 * @param wanted A version or the beginning of one, such as `24`.
 */
export async function nodeRelease(wanted: string): Promise<NodeRelease> {
  const script = "console.log(JSON.stringify([process.versions.node, process.execPath]))";
  const told = await runCommand(["npx", "--yes", "-p", `node@${wanted}`, "node", "-e", script], { folder: tmpdir() });
  const [version = "", path = ""]: string[] = JSON.parse(told.trim().split("\n").at(-1) ?? "[]");
  if (!version.startsWith(wanted)) throw new Error(`Node ${wanted} was asked for, and Node ${version} came`);
  return { version, folder: dirname(path) };
}
