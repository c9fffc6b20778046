import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * The files of the tree as git sees it, tracked or not, without what .gitignore names; sorted, relative to the root.
 */
export function treeFiles() {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && isFile(path)).sort();
}

/**
 * The files under a folder, sorted, relative to the root; none where there is no such folder. Asks no git.
 *
 * @param {string} folder
 */
export function filesUnder(folder) {
  if (!lstatSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .map((name) => `${folder}/${name}`)
    .filter(isFile)
    .sort();
}

/**
 * What a file of the tree holds; for a link, where it leads.
 *
 * @param {string} path relative to the root
 */
export function contentOf(path) {
  const whole = join(root, path);
  return lstatSync(whole).isSymbolicLink() ? Buffer.from(readlinkSync(whole)) : readFileSync(whole);
}

/**
 * A hash over the names and contents of files and over the version of Node.
 *
 * @param {string[]} paths relative to the root
 */
export function fingerprint(paths) {
  const hash = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const path of paths) {
    const content = contentOf(path);
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * A tracked file may be deleted in the working tree, and a folder may be listed where it is a checkout of its own.
 *
 * @param {string} path
 */
function isFile(path) {
  return lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === false;
}
