import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cachedEngineRoot } from "../cacheFolder";
import { ENGINE_PROGRAMS, programFolder } from "../engineFolder";
import type { WayContext } from "../engineWay";
import { newEngine, removeLeftovers } from "../newEngine";
import { processesWith } from "../programProcesses";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";

describe("a new engine", () => {
  let folder: TemporaryFolder;
  let context: WayContext;

  beforeEach(async () => {
    folder = await temporaryFolder("cache");
    context = { cache: folder.path, environment: {}, report: () => undefined };
  });
  afterEach(() => folder.remove());

  async function put(root: string, names: readonly string[], script: string): Promise<void> {
    for (const name of names) {
      await writeFile(join(programFolder(root), name), `#!/bin/sh\n${script}\n`);
      await chmod(join(programFolder(root), name), 0o755);
    }
  }

  /** Waits until there is something in a folder, and names it. */
  async function firstIn(place: string): Promise<string> {
    for (;;) {
      const [name] = await readdir(place).catch(() => []);
      if (name !== undefined) return name;
      await sleep(10);
    }
  }

  it("that could not be made leaves nothing behind, and gives the reason", async () => {
    const result = await newEngine(context, async ({ scratch }) => {
      await writeFile(join(scratch, "half"), "a compiler's cache");
      return "no compiler";
    });
    assert.deepEqual(result, { why: "no compiler" });
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("that lacks a program never reaches its place", async () => {
    const result = await newEngine(context, async ({ root }) => {
      await put(root, ["pulumi"], "echo v3.274.1");
      return undefined;
    });
    assert.deepEqual(result, { why: "it came without pulumi-language-nodejs, pulumi-resource-pulumi-nodejs" });
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("that fails its trial never reaches its place", async () => {
    const result = await newEngine(context, async ({ root }) => {
      await put(root, ENGINE_PROGRAMS, '[ "$1" = version ] && echo v3.274.1 || exit 9');
      return undefined;
    });
    assert.deepEqual(result, { why: "a trial `pulumi stack` failed: exit code 9" });
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("that is interrupted by an error leaves nothing behind", async () => {
    await assert.rejects(
      newEngine(context, () => Promise.reject(new Error("disk full"))),
      /disk full/,
    );
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("finds the processes of killed runs ended, before their folder is removed", async () => {
    const never = newEngine(context, async ({ mark, scratch }) => {
      const writer = 'while sleep 0.01; do echo > "$0/$$"; done';
      spawn("sh", ["-c", writer, scratch], { env: { ...process.env, ...mark }, detached: true, stdio: "ignore" });
      await new Promise(() => undefined);
      return undefined;
    });
    assert.ok(never);
    const beside = join(folder.path, await firstIn(folder.path));
    await firstIn(join(beside, "scratch"));

    await removeLeftovers(folder.path);
    assert.deepEqual(await processesWith(`LIGHTHOUSE_ENGINE_WORKSHOP=${beside}`), []);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("finds what killed runs have left removed, and a whole engine untouched", async () => {
    const place = cachedEngineRoot(folder.path);
    await mkdir(join(place, "bin"), { recursive: true });
    await mkdir(join(`${place}.partial-123`, "scratch"), { recursive: true });
    await removeLeftovers(folder.path);
    assert.deepEqual(await readdir(folder.path), [place.slice(folder.path.length + 1)]);
  });
});
