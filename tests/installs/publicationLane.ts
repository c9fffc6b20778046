import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import type { Cell, Lane } from "./cell";
import { runCommand } from "./command";
import { folderSize } from "./folderSize";
import { Installation } from "./installation";
import { npm } from "./manager";
import { PACKAGE, type Packed } from "./packed";
import type { Releases } from "./releases";

/** How large the package may be when unpacked, without its dependencies; bytes. */
const MAX_UNPACKED = 300_000;

/** How large it may be with all that it brings along, which is Tencent's SDK above all; bytes. */
const MAX_INSTALLED = 75_000_000;

/** What may be in the package. */
const SHIPPED = /^(dist\/.+\.(js|d\.ts)|CHANGELOG\.md|LICENSE|README(\.zh-CN)?\.md|package\.json)$/;

/** Scripts that npm runs, or asks about, where a package is installed. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare"];

/** What `npm publish` says to somebody who is not logged in, as nobody here is. */
const NOT_LOGGED_IN = /^npm warn publish This command requires you to be logged in to \S+ \(dry-run\)$/;

/** The package itself: whether it is what package.json says, small, and ready to publish. */
export function publicationLane(packed: Packed, { nodes }: Releases): Lane {
  const [, , node] = nodes;
  const alone = new Installation({
    // Without the peer, which is in a user's program anyway.
    manager: { ...npm, install: [...npm.install, "--legacy-peer-deps"] },
    node,
    dependencies: { [PACKAGE]: `file:${packed.tarball}` },
  });
  const cells: Cell[] = [
    cell("publint --strict", () => isClean(["publint", "--strict", packed.tarball], /All good!/)),
    cell("attw --profile node16", () => isClean(["attw", packed.tarball, "--profile", "node16"], /🟢/)),
    cell("npm publish --dry-run", () => publishes()),
    cell("holds code, declarations and papers only, and no script that runs at installation", () => holdsOnly(packed)),
    cell(`unpacked under ${kilobytes(MAX_UNPACKED)}`, async () => atMost(packed.unpackedSize, MAX_UNPACKED)),
    cell(`under ${kilobytes(MAX_INSTALLED)} with all that it brings, and npm says not one word more`, async () => {
      const { folder } = await alone.fresh();
      assert.match(alone.output, /^\s*added \d+ packages in \S+\s*$/);
      return atMost(await folderSize(join(folder, "node_modules")), MAX_INSTALLED);
    }),
  ];
  return { cells, close: () => alone.remove() };
}

function cell(name: string, run: Cell["run"]): Cell {
  return { name: `published: ${name}`, run };
}

async function isClean([command = "", ...args]: readonly string[], good: RegExp): Promise<undefined> {
  const path = join(CHECKOUT, "node_modules", ".bin", command);
  const output = await runCommand([path, ...args], { folder: CHECKOUT, env: { NO_COLOR: "1" } });
  assert.match(output, good);
}

async function publishes(): Promise<string> {
  // Scripts are ignored: they build, and that is done.
  const command = ["npm", "publish", "--dry-run", "--ignore-scripts", "--no-color"];
  const output = await runCommand(command, { folder: CHECKOUT });
  const complaints = output.split("\n").filter((line) => /\b(warn|error)\b/i.test(line) && !NOT_LOGGED_IN.test(line));
  assert.deepEqual(complaints, []);
  const [published] = /^\+ \S+@\S+$/m.exec(output) ?? assert.fail(output);
  return published;
}

async function holdsOnly({ files }: Packed): Promise<string> {
  assert.deepEqual(
    files.filter((path) => !SHIPPED.test(path)),
    [],
  );
  const { scripts = {} } = JSON.parse(await readFile(join(CHECKOUT, "package.json"), "utf8")) as { scripts?: object };
  assert.deepEqual(
    INSTALL_SCRIPTS.filter((name) => name in scripts),
    [],
  );
  return `${files.length} files`;
}

async function atMost(bytes: number, most: number): Promise<string> {
  assert.ok(bytes <= most, `${kilobytes(bytes)} are more than ${kilobytes(most)}`);
  return kilobytes(bytes);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString("en")} KB`;
}
