import { strict as assert } from "node:assert";
import { type Row, TestLighthouse } from "./testLighthouse";

describe("the pace of operations", () => {
  let lighthouse: TestLighthouse;
  let instance = "";
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    [instance = ""] = (await lighthouse.seed({ instances: 1 })).instanceIds;
  });
  const set = (settings: object) => lighthouse.control("PATCH", "/settings", settings);
  const stop = () => lighthouse.ok("StopInstances", { InstanceIds: [instance] });
  const seen = async () => (await lighthouse.row(instance)).LatestOperationState;

  it("is at once with no milliseconds", async () => {
    await set({ operationMs: 0 });
    await stop();
    assert.equal(await seen(), "SUCCESS");
  });

  it("is so many milliseconds of the world's time", async () => {
    await set({ actions: { StopInstances: { operationMs: 500 } } });
    await stop();
    await lighthouse.pass(499);
    assert.equal(await seen(), "OPERATING");
    await lighthouse.pass(1);
    assert.equal(await seen(), "SUCCESS");
  });

  it("is so many reads, whatever the time", async () => {
    await set({ instances: { [instance]: { afterReads: 2 } } });
    await stop();
    await lighthouse.pass(1_000_000);
    assert.deepEqual([await seen(), await seen(), await seen()], ["OPERATING", "OPERATING", "SUCCESS"]);
  });

  it("is by hand, with the outcome that is wished", async () => {
    await set({ byHand: true });
    await stop();
    await lighthouse.pass(1_000_000);
    assert.equal(await seen(), "OPERATING");
    await lighthouse.control("POST", "/operations/finish", { instanceId: instance, outcome: "FAILED" });
    assert.equal(await seen(), "FAILED");
    const again = await lighthouse.rawControl("POST", "/operations/finish", { instanceId: instance });
    assert.equal(again.status, 409);
  });

  it("of an instance goes before that of an action, and a new pace takes an old one's place", async () => {
    await set({ byHand: true, instances: { [instance]: { afterReads: 0 } } });
    await stop();
    assert.equal(await seen(), "SUCCESS");
    await set({ instances: { [instance]: { operationMs: 5 } } });
    await lighthouse.ok("StartInstances", { InstanceIds: [instance] });
    await lighthouse.pass(5);
    assert.equal(await seen(), "SUCCESS");
  });

  it("passes in real time as well", async () => {
    await lighthouse.reset({ time: "real", operationMs: 30 });
    [instance = ""] = (await lighthouse.seed({ instances: 1 })).instanceIds;
    await stop();
    const rows: Row[] = [];
    while (rows.at(-1)?.LatestOperationState !== "SUCCESS") rows.push(await lighthouse.row(instance));
    assert.equal(rows.at(-1)?.InstanceState, "STOPPED");
  });
});
