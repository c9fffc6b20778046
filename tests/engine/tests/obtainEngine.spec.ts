import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { FoundEngine, WayContext, WayResult } from "../engineWay";
import { obtainEngine } from "../obtainEngine";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";

const ENGINE: FoundEngine = { cli: "/engine/bin/pulumi", folder: "/engine/bin", version: "3.274.1" };

describe("obtaining an engine", () => {
  let folder: TemporaryFolder;
  let context: WayContext;
  let taken: string[];

  beforeEach(async () => {
    folder = await temporaryFolder("obtain");
    context = { cache: folder.path, environment: {}, report: () => undefined };
    taken = [];
  });
  afterEach(() => folder.remove());

  const lock = { holder: { pid: process.pid, host: "here" }, isAlive: () => true, sleep: () => sleep(1) };

  function way(name: string, result: WayResult) {
    const take = async () => {
      taken.push(name);
      return result;
    };
    return { name, take };
  }

  it("takes the first way that works, and no further one", async () => {
    const ready = [way("path", { why: "absent" }), way("cache", { found: ENGINE })];
    const engine = await obtainEngine({ ready, making: [way("installer", { found: ENGINE })] }, context, lock);
    assert.deepEqual(engine, { ...ENGINE, way: "cache" });
    assert.deepEqual(taken, ["path", "cache"]);
  });

  it("makes one where none is ready", async () => {
    const making = [way("installer", { why: "offline" }), way("go", { found: ENGINE })];
    const engine = await obtainEngine({ ready: [way("cache", { why: "empty" })], making }, context, lock);
    assert.equal(engine.way, "go");
    assert.deepEqual(taken, ["cache", "cache", "installer", "go"]);
  });

  it("makes only one for many who ask at the same time", async () => {
    let isMade = false;
    const cache = { name: "cache", take: async () => (isMade ? { found: ENGINE } : { why: "empty" }) };
    const go = {
      name: "go",
      take: async () => {
        taken.push("go");
        await sleep(20);
        isMade = true;
        return { found: ENGINE };
      },
    };
    const ask = (pid: number) =>
      obtainEngine({ ready: [cache], making: [go] }, context, { ...lock, holder: { pid, host: "here" } });
    const engines = await Promise.all([1, 2, 3, 4].map(ask));
    assert.deepEqual(taken, ["go"]);
    assert.deepEqual(engines.map((engine) => engine.way).sort(), ["cache", "cache", "cache", "go"]);
  });

  it("fails with every way and its reason where none works", async () => {
    const ways = {
      ready: [way("pulumi on PATH", { why: "there is none" })],
      making: [way("the installer", { why: "no network" }), way("Go", { why: "no `go`\non PATH" })],
    };
    await assert.rejects(obtainEngine(ways, context, lock), (error: Error) => {
      assert.equal(error.name, "NoEngine");
      assert.match(error.message, / {2}1\. pulumi on PATH: there is none\n {2}2\. the installer: no network\n/);
      assert.match(error.message, / {2}3\. Go: no `go`\n {5}on PATH\n/);
      return true;
    });
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("tries no further way once it is given up", async () => {
    const givenUp = new AbortController();
    const take = async () => {
      givenUp.abort();
      return { why: "interrupted" };
    };
    const interrupted = { name: "installer", take };
    const ways = { ready: [], making: [interrupted, way("go", { found: ENGINE })] };
    await assert.rejects(obtainEngine(ways, { ...context, signal: givenUp.signal }, lock), { name: "AbortError" });
    assert.deepEqual(taken, []);
    assert.deepEqual(await readdir(folder.path), []);
  });
});
