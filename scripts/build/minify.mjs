import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/**
 * Takes comments, blanks and long local names out of compiled files, each by itself. Functions and classes of a file
 * keep their names, so that a stack trace still tells where it went wrong.
 *
 * @param {string} folder
 */
export function minifyFiles(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const path = join(folder, name);
    const { code } = transformSync(readFileSync(path, "utf8"), {
      // Not the syntax: Node finds the names that an ES module may import by how the compiler writes them.
      minifyWhitespace: true,
      minifyIdentifiers: true,
      // Yarn's Plug'n'Play finds packages for require alone, unless a loader of its own runs, with which Pulumi does not start.
      supported: { "dynamic-import": false },
      charset: "utf8",
      legalComments: "none",
      // The oldest Node in `engines`.
      target: "node20.19",
      sourcefile: name,
    });
    writeFileSync(path, code);
  }
}
