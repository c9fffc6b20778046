import assert from "node:assert/strict";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedEngineRoot } from "../cacheFolder";
import { cliOf, ENGINE_PROGRAMS, programFolder } from "../engineFolder";
import { dropCachedEngine, engineInCache } from "../engineInCache";
import type { WayContext } from "../engineWay";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";

describe("an engine in the cache", () => {
  let folder: TemporaryFolder;
  let context: WayContext;
  let root: string;

  beforeEach(async () => {
    folder = await temporaryFolder("cache");
    context = { cache: folder.path, environment: {}, report: () => undefined };
    root = cachedEngineRoot(folder.path);
    await mkdir(programFolder(root), { recursive: true });
  });
  afterEach(() => folder.remove());

  async function put(names: readonly string[], script: string): Promise<void> {
    for (const name of names) {
      await writeFile(join(programFolder(root), name), `#!/bin/sh\n${script}\n`);
      await chmod(join(programFolder(root), name), 0o755);
    }
  }

  it("is found with its version", async () => {
    await put(ENGINE_PROGRAMS, "echo v3.274.1");
    assert.deepEqual(await engineInCache(context), {
      found: { cli: cliOf(root), folder: programFolder(root), version: "3.274.1" },
    });
  });

  it("may not be there yet", async () => {
    assert.deepEqual(await engineInCache(context), { why: `there is no engine in ${root} yet` });
  });

  it("is not taken for whole when a program is missing", async () => {
    await put(["pulumi", "pulumi-resource-pulumi-nodejs"], "echo v3.274.1");
    assert.deepEqual(await engineInCache(context), { why: `${root} has no pulumi-language-nodejs` });
  });

  it("is not taken when it no longer runs", async () => {
    await put(ENGINE_PROGRAMS, "exit 1");
    assert.deepEqual(await engineInCache(context), {
      why: `${cliOf(root)}: \`pulumi version\` failed: exit code 1`,
    });
  });

  it("can be dropped", async () => {
    await put(ENGINE_PROGRAMS, "exit 1");
    await dropCachedEngine(folder.path);
    assert.deepEqual(await readdir(folder.path), []);
  });
});
