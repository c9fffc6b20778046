import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { runCommand } from "./command";

/** The name of this package. */
export const PACKAGE = "pulumi-tencentcloud-lighthouse";

/** The package as `npm pack` makes it. */
export interface Packed {
  /** The tarball's absolute path. */
  tarball: string;
  /** The bytes of its files. */
  unpackedSize: number;
  /** The paths of its files in the package, sorted. */
  files: string[];
}

/** Packs the checkout into a folder. A stale `dist/` is built first. */
export async function pack(folder: string): Promise<Packed> {
  await runCommand([process.execPath, "scripts/build.mjs", "--if-stale"], { folder: CHECKOUT });
  return packFolder(CHECKOUT, folder);
}

/**
 * Packs the package as an earlier release might have been: of a lower version, and each file of code another one.
 *
 * @param mark The name of an export that the main module has in that release, and not in the present one.
 */
export async function packEarlier(packed: Packed, version: string, mark: string, folder: string): Promise<Packed> {
  const source = join(folder, "source");
  await mkdir(source, { recursive: true });
  await runCommand(["tar", "-xzf", packed.tarball, "-C", source, "--strip-components=1"], { folder });
  const manifest = JSON.parse(await readFile(join(source, "package.json"), "utf8")) as object;
  await writeFile(join(source, "package.json"), JSON.stringify({ ...manifest, version }));
  for (const file of packed.files.filter((path) => path.endsWith(".js"))) {
    const text = await readFile(join(source, file), "utf8");
    await writeFile(join(source, file), `${text}\nmodule.exports.${mark} = ${JSON.stringify(file)};\n`);
  }
  return packFolder(source, folder);
}

async function packFolder(source: string, destination: string): Promise<Packed> {
  // Scripts are ignored: they build, and that is done.
  const command = ["npm", "pack", "--json", "--silent", "--ignore-scripts", "--pack-destination", destination];
  await runCommand(command, { folder: source });
  const name = (await readdir(destination)).find((entry) => entry.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack left no tarball");
  const told = await runCommand(["npm", "pack", "--json", "--silent", "--ignore-scripts", "--dry-run"], {
    folder: source,
  });
  const [{ unpackedSize, files }] = JSON.parse(told) as [{ unpackedSize: number; files: { path: string }[] }];
  return { tarball: join(destination, name), unpackedSize, files: files.map(({ path }) => path).sort() };
}
