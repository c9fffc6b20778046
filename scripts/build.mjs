/**
 * Builds dist/ from provider/ and sdk/, as it is published. With `--if-stale`, only where dist/ is not what the present
 * sources give. With `--readable`, file by file and not minified, for a debugger; the next `--if-stale` builds it anew.
 *
 * The compiler writes beside dist/, and the whole folder then takes its place: nobody who uses dist/ meanwhile sees
 * half of it, and a build that fails leaves the old one.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { keepReachableDeclarations } from "./build/declarations.mjs";
import { gatherFiles } from "./build/gather.mjs";
import { root } from "./root.mjs";
import { filesUnder, fingerprint } from "./tree.mjs";
import { workFolder } from "./workFolder.mjs";

const stampPath = join(root, ".work", "build.json");

/** Builds dist/ where it is stale. Returns whether dist/ is good; the compiler's own words are on screen. */
export function buildIfStale() {
  return isFresh() || build();
}

function isFresh() {
  try {
    const stamp = JSON.parse(readFileSync(stampPath, "utf8"));
    return stamp.sources === sources() && stamp.built === built();
  } catch {
    // No stamp, or half of one: whatever the reason, building is the answer.
    return false;
  }
}

/** @param {{ isReadable?: boolean }} [how] */
function build({ isReadable = false } = {}) {
  const work = workFolder("build");
  rmSync(stampPath, { force: true });
  const before = sources();
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status } = spawnSync(
    process.execPath,
    [
      compiler,
      ...["-p", "tsconfig.build.json", "--outDir", join(work, "new")],
      ...(isReadable ? [] : ["--emitDeclarationOnly"]),
    ],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  if (status === 0) {
    keepReachableDeclarations(join(work, "new"), entries("types"));
    if (!isReadable) gatherFiles(root, join(work, "new"), [...entries("default"), ...commands()]);
    mkdirSync(join(root, "dist"), { recursive: true });
    renameSync(join(root, "dist"), join(work, "old"));
    // What npm does when it installs the package, for those who use it from here.
    for (const path of commands().filter((path) => existsSync(join(work, "new", path)))) {
      chmodSync(join(work, "new", path), 0o755);
    }
    renameSync(join(work, "new"), join(root, "dist"));
    if (!isReadable) writeFileSync(stampPath, JSON.stringify({ sources: before, built: built() }));
  }
  rmSync(work, { recursive: true, force: true });
  return status === 0;
}

function commands() {
  const { bin = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.values(bin).map((path) => relative("dist", path));
}

/**
 * The files that package.json gives to users, relative to dist/.
 *
 * @param {"types" | "default"} condition their declarations or their code
 */
function entries(condition) {
  const { exports = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.values(exports).flatMap((entry) => (entry[condition] ? [relative("dist", entry[condition])] : []));
}

function sources() {
  const settings = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
  return fingerprint([...filesUnder("provider"), ...filesUnder("sdk"), ...filesUnder("scripts/build"), ...settings]);
}

function built() {
  return fingerprint(filesUnder("dist"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isReadable = process.argv.includes("--readable");
  const isGood = process.argv.includes("--if-stale") ? buildIfStale() : build({ isReadable });
  process.exitCode = isGood ? 0 : 1;
}
