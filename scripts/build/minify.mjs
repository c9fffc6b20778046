import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/**
 * Takes comments, blanks and long local names out of compiled files, each by itself. A file keeps its name and what it
 * exports, so that a stack trace still tells where it went wrong.
 *
 * @param {string} folder the compiled package
 * @param {string[]} entries the files that users import, relative to the folder
 */
export function minifyFiles(folder, entries) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const path = join(folder, name);
    const { code } = transformSync(readFileSync(path, "utf8"), {
      format: "cjs",
      minifyWhitespace: true,
      minifyIdentifiers: true,
      // Node finds the names that an ES module may import by how the compiler writes them.
      minifySyntax: !entries.includes(name),
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
