import assert from "node:assert/strict";
import { copyFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ENGINE_PROGRAMS } from "../engineFolder";
import { type Engine, ensureEngine } from "../ensureEngine";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";
import { tryEngine } from "../trial";

describe("the trial of an engine", function () {
  this.timeout(120_000);
  let engine: Engine;
  let copy: TemporaryFolder;

  before(async () => {
    engine = await ensureEngine();
    copy = await temporaryFolder("engine-copy");
    for (const name of ENGINE_PROGRAMS) await copyFile(join(dirname(engine.cli), name), join(copy.path, name));
  });
  after(() => copy.remove());

  const tryCopy = () => tryEngine(join(copy.path, "pulumi"), copy.path);

  it("is passed by one that works", async () => {
    assert.deepEqual(await tryCopy(), { works: true, version: engine.version });
  });

  it("is not passed without the dynamic provider's launcher", async () => {
    await rm(join(copy.path, "pulumi-resource-pulumi-nodejs"));
    const result = await tryCopy();
    assert.ok(!result.works);
    assert.match(result.why, /a trial `pulumi up` failed: /);
  });

  it("is not passed without the language host", async () => {
    await rm(join(copy.path, "pulumi-language-nodejs"));
    const result = await tryCopy();
    assert.ok(!result.works);
    assert.match(result.why, /a trial `pulumi up` failed: /);
  });
});
