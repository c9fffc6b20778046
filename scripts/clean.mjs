// Removes the folders named on the command line; none of them may lie outside the project.
import { rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
for (const name of process.argv.slice(2)) {
  const path = join(root, name);
  if (relative(root, path).startsWith("..")) throw new Error(`${name} is outside the project`);
  rmSync(path, { recursive: true, force: true });
}
