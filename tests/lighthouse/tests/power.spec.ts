import { strict as assert } from "node:assert";
import { TestLighthouse } from "./testLighthouse";

describe("power", () => {
  let lighthouse: TestLighthouse;
  let InstanceIds: string[];
  let instance = "";
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    InstanceIds = (await lighthouse.seed({ instances: 1 })).instanceIds;
    [instance = ""] = InstanceIds;
  });
  const passed = async (action: string, more: object = {}) => {
    const before = (await lighthouse.row(instance)).InstanceState;
    await lighthouse.ok(action, { InstanceIds, ...more });
    const during = await lighthouse.row(instance);
    await lighthouse.pass(1_000);
    const after = await lighthouse.row(instance);
    assert.deepEqual([during.LatestOperationState, after.LatestOperationState], ["OPERATING", "SUCCESS"]);
    return [before, during.InstanceState, after.InstanceState];
  };
  const shutdowns = async () =>
    (await lighthouse.control<{ shutdowns: { total: number } }>("GET", "/counts")).shutdowns.total;

  it("goes off and on, and only going off counts as a shutdown", async () => {
    assert.deepEqual(await passed("StopInstances", { StopType: "HARD" }), ["RUNNING", "STOPPING", "STOPPED"]);
    assert.deepEqual(await passed("StartInstances"), ["STOPPED", "STARTING", "RUNNING"]);
    assert.equal(await shutdowns(), 1);
  });

  it("is restarted without counting as a shutdown", async () => {
    assert.deepEqual(await passed("RebootInstances"), ["RUNNING", "REBOOTING", "RUNNING"]);
    assert.equal(await shutdowns(), 0);
  });

  it("goes off and on for a new password, which is then known", async () => {
    assert.deepEqual(await passed("ResetInstancesPassword", { Password: "correct-Horse7" }), [
      "RUNNING",
      "STOPPING",
      "RUNNING",
    ]);
    const { password } = await lighthouse.control("GET", `/instances/${instance}`);
    assert.equal(password, true);
    assert.equal(await shutdowns(), 1);
  });

  it("asks for a password of three kinds of characters, longer where there is a Windows instance", async () => {
    const { instanceIds } = await lighthouse.seed({ instances: [{ platformType: "WINDOWS" }] });
    const reset = (Password: string, ids: string[]) =>
      lighthouse.code("ResetInstancesPassword", { InstanceIds: ids, Password });
    const invalid = "InvalidParameterValue.InvalidPassword";
    assert.equal(await reset("nocapitals", InstanceIds), invalid);
    assert.equal(await reset("/Slash4first", InstanceIds), invalid);
    assert.equal(await reset("Short7!a", [...InstanceIds, ...instanceIds]), invalid);
    assert.equal(await reset("Short7!a", InstanceIds), "");
  });

  it("refuses the states that each action does not allow", async () => {
    const invalid = "UnsupportedOperation.InvalidInstanceState";
    assert.equal(await lighthouse.code("StartInstances", { InstanceIds }), invalid);
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "STOPPED" });
    assert.equal(await lighthouse.code("StopInstances", { InstanceIds }), invalid);
    assert.equal(await lighthouse.code("RebootInstances", { InstanceIds }), invalid);
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "SHUTDOWN" });
    const more = { Password: "correct-Horse7" };
    assert.equal(await lighthouse.code("ResetInstancesPassword", { InstanceIds, ...more }), invalid);
  });

  it("tells beforehand which actions would be refused, and why", async () => {
    const denied = async () => {
      const { InstanceDeniedActionSet } = await lighthouse.ok("DescribeInstancesDeniedActions", { InstanceIds });
      const [set] = InstanceDeniedActionSet as { DeniedActions: { Action: string; Code: string }[] }[];
      return (set?.DeniedActions ?? []).map(({ Action, Code }) => `${Action} ${Code}`);
    };
    assert.deepEqual(await denied(), ["StartInstances UnsupportedOperation.InvalidInstanceState"]);
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "STOPPED", platformType: "WINDOWS" });
    const windows = "AssociateInstancesKeyPairs UnsupportedOperation.WindowsNotAllowToAssociateKeyPair";
    assert.ok((await denied()).includes(windows));
    await lighthouse.control("PATCH", "/settings", { deniedKeyActions: "absent" });
    assert.ok(!(await denied()).includes(windows));
  });
});
