import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CHECKOUT, WORK_FOLDER } from "./checkout";
import { type ProcessResult, runProcess, whyItFailed } from "./runProcess";
import { temporaryFolder } from "./temporaryFolder";

const TIMEOUT_MS = 120_000;

/** Folders of packages packed from other contents are removed when they are older than this. */
const KEPT_MS = 24 * 60 * 60 * 1000;

let packed: Promise<string> | undefined;

/**
 * A folder under which programs find this package as users get it: packed by `npm pack` and unpacked into
 * `node_modules`, once for each content of the checkout. A stale `dist/` is built first.
 *
 * Its dependencies and peers, those that its `package.json` names and no other, are links to the checkout's: node
 * resolves a link to where it points, so that the package, the program and Pulumi's dynamic provider host all load the
 * same files, as after an installation with one flat `node_modules`. What a link cannot show is a dependency that is
 * used but not declared, since the checkout's own `node_modules` lies above: `undeclaredImports` is for that.
 *
 * @returns The absolute path of the folder that has the `node_modules`. Programs lie below it.
 * @throws When the build, `npm` or `tar` fails, with what it printed.
 */
export function packedPackage(): Promise<string> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<string> {
  await run(process.execPath, ["scripts/build.mjs", "--if-stale"], "building dist/");
  const place = join(WORK_FOLDER, `packed-${await contentHash()}`);
  if (await isThere(place)) return place;

  const beside = await temporaryFolder("packing");
  try {
    const modules = join(beside.path, "root", "node_modules");
    const home = join(modules, "pulumi-tencentcloud-lighthouse");
    await mkdir(home, { recursive: true });
    const tarball = await npmPack(beside.path);
    await run("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"], "unpacking the package");
    for (const name of await declaredDependencies(home)) await linkFromCheckout(name, modules);
    // Without it a program below would belong to the checkout's package, and find this package's name in itself.
    await writeFile(join(beside.path, "root", "package.json"), '{ "private": true }\n');
    await putInPlace(join(beside.path, "root"), place);
    await removeOldOnes(place);
  } finally {
    await rm(beside.path, { recursive: true, force: true });
  }
  return place;
}

async function npmPack(destination: string): Promise<string> {
  // Scripts are ignored, or `prepare` would build dist/ once more.
  const quiet = ["--ignore-scripts", "--offline", "--no-update-notifier", "--logs-max=0", "--loglevel=error"];
  await run("npm", ["pack", ...quiet, "--pack-destination", destination], "npm pack");
  const tarball = (await readdir(destination)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack left no tarball");
  return join(destination, tarball);
}

/** The names of the packages that a package's `package.json` says it needs at run time, peers included. */
export async function declaredDependencies(home: string): Promise<string[]> {
  const manifest: { dependencies?: object; peerDependencies?: object } = JSON.parse(
    await readFile(join(home, "package.json"), "utf8"),
  );
  return [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.peerDependencies ?? {})];
}

async function linkFromCheckout(name: string, modules: string): Promise<void> {
  const link = join(modules, name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(CHECKOUT, "node_modules", name), link, "junction");
}

/** Another process may have put the same content there first: then that is as good. */
async function putInPlace(made: string, place: string): Promise<void> {
  try {
    await rename(made, place);
  } catch (error) {
    if (!(await isThere(place))) throw error;
  }
}

async function removeOldOnes(place: string): Promise<void> {
  const newest = (await stat(place)).mtimeMs;
  for (const name of await readdir(WORK_FOLDER)) {
    const folder = join(WORK_FOLDER, name);
    if (!/^packed-[0-9a-f]+$/.test(name) || folder === place) continue;
    const { mtimeMs } = await stat(folder);
    if (newest - mtimeMs > KEPT_MS) await rm(folder, { recursive: true, force: true });
  }
}

async function contentHash(): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(join(CHECKOUT, "dist"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [join(CHECKOUT, "package.json"), ...files.sort()]) {
    hash
      .update(`${file}\0`)
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

async function run(command: string, args: string[], what: string): Promise<ProcessResult> {
  const result = await runProcess(command, args, { cwd: CHECKOUT, env: process.env, timeoutMs: TIMEOUT_MS });
  if (result.code !== 0) throw new Error(`${what} failed: ${whyItFailed(result)}`);
  return result;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
