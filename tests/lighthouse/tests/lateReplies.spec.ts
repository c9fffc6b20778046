import { strict as assert } from "node:assert";
import { machineClock } from "../world/clock";
import { TestLighthouse } from "./testLighthouse";

describe("faults that make a reply late", () => {
  const waits: { delayMs: number; end: () => void }[] = [];
  const sleep = (delayMs: number) => new Promise<void>((end) => waits.push({ delayMs, end }));
  let lighthouse: TestLighthouse;
  let InstanceIds: string[];
  before(async () => {
    lighthouse = await TestLighthouse.start({}, { ...machineClock, sleep });
    InstanceIds = (await lighthouse.seed({ instances: 1 })).instanceIds;
  });
  after(() => lighthouse.stop());
  const state = async () => (await lighthouse.row(InstanceIds[0] ?? "")).InstanceState;
  const nextWait = async () => {
    while (waits.length === 0) await lighthouse.control("GET", "/time");
    const wait = waits.pop();
    assert.ok(wait);
    return wait;
  };

  it("execute the call after the wait, or before it", async () => {
    const late = { action: "StopInstances", call: 1, effect: { delayMs: 700, when: "before" } };
    await lighthouse.control("POST", "/faults", late);
    const stopped = lighthouse.ok("StopInstances", { InstanceIds });
    const first = await nextWait();
    assert.deepEqual([first.delayMs, await state()], [700, "RUNNING"]);
    first.end();
    await stopped;
    assert.equal(await state(), "STOPPING");
    await lighthouse.pass(2_000);
    await lighthouse.control("POST", "/faults", { action: "StartInstances", effect: { delayMs: 300 } });
    const started = lighthouse.ok("StartInstances", { InstanceIds });
    const second = await nextWait();
    assert.deepEqual([second.delayMs, await state()], [300, "STARTING"]);
    second.end();
    await started;
  });
});
