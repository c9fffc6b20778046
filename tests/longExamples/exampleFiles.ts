import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import type { ProgramFiles } from "../engine/programFiles";

/** What a user does not find in an example: made when it is used. */
const MADE = /(^|\/)(node_modules|Pulumi\.[^/]+\.yaml|pnpm-lock\.yaml)(\/|$)/;

/**
 * The files of a project in this checkout as they are, by their paths in it.
 *
 * @param folder From the root of the checkout, such as `examples/one-machine`.
 */
export async function exampleFiles(folder: string): Promise<ProgramFiles> {
  const root = join(CHECKOUT, folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const shown = paths.filter((path) => !MADE.test(relative(root, path)));
  const files = shown.map(async (path) => [relative(root, path), await readFile(path, "utf8")] as const);
  return Object.fromEntries(await Promise.all(files));
}
