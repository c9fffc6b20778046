import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createProgram } from "../createProgram";
import type { Program } from "../program";

/** A resource that is a minute in the making. */
const PROVIDER = `exports.handler = () => ({
  create: async () => {
    await new Promise((resolve) => setTimeout(resolve, 60000));
    return { id: "made", outs: {} };
  },
});`;

const INDEX = `const pulumi = require("@pulumi/pulumi");
new pulumi.CustomResource("pulumi-nodejs:dynamic/test:Slow", "slow", { __provider: ${JSON.stringify(PROVIDER)} });
`;

describe("a program with a run under way", function () {
  this.timeout(60_000);
  let program: Program;

  beforeEach(async () => {
    program = await createProgram({ files: { "index.js": INDEX }, withPackage: false });
  });
  afterEach(() => program.remove());

  async function provider(): Promise<number> {
    for (let tries = 0; tries < 300; tries++) {
      // Not the launcher's short-lived look for where it lies, which names it too.
      const found = (await program.processes()).find(({ command }) => command.includes("dynamic-provider/index.js"));
      if (found !== undefined) return found.pid;
      await sleep(100);
    }
    throw new Error("the provider did not start");
  }

  it("is removed with all its processes, without waiting for the end", async () => {
    const run = program.up({ fails: true }).catch((error: unknown) => error);
    await provider();
    await program.remove();
    assert.deepEqual(await program.processes(), []);
    assert.equal(existsSync(dirname(program.folder)), false);
    await run;
  });

  it("fails when its engine is killed, and its orphans can be seen and ended", async () => {
    const run = program.up({ fails: true });
    const orphan = await provider();
    const engine = (await program.processes()).find(({ command }) => /\/pulumi up /.test(command));
    assert.ok(engine);
    process.kill(engine.pid, "SIGKILL");
    assert.equal((await run).succeeded, false);
    assert.ok((await program.processes()).some(({ pid }) => pid === orphan));
    await program.remove();
    assert.deepEqual(await program.processes(), []);
  });
});
