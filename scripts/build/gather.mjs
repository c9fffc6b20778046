import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { buildSync, transformSync } from "esbuild";

/** What esbuild is told at both steps. */
const SMALL = /** @type {const} */ ({
  platform: "node",
  // The oldest Node in `engines`.
  target: "node20.19",
  minify: true,
  charset: "utf8",
  legalComments: "none",
});

/**
 * Writes the code that is published: a file for each entry, and one for each set of sources that the same entries share.
 * So each source is in one place, which the state of a process needs, and few files are loaded. Packages stay outside.
 *
 * @param {string} root the folder of the sources
 * @param {string} folder where the code goes
 * @param {string[]} entries the files that users import or start, relative to the folder
 */
export function gatherFiles(root, folder, entries) {
  const { outputFiles } = buildSync({
    ...SMALL,
    absWorkingDir: root,
    entryPoints: entries.map((name) => name.replace(/\.js$/, ".ts")),
    outdir: folder,
    outbase: root,
    chunkNames: "shared/[hash]",
    bundle: true,
    packages: "external",
    // esbuild shares between ES modules only.
    splitting: true,
    format: "esm",
    write: false,
  });
  for (const { path, text } of outputFiles) {
    const { code } = transformSync(text, {
      ...SMALL,
      format: "cjs",
      // Yarn's Plug'n'Play finds packages for require alone, unless a loader of its own runs, with which Pulumi does not start.
      supported: { "dynamic-import": false },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
}
