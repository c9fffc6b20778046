import { strict as assert } from "node:assert";
import { TestLighthouse } from "./testLighthouse";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

interface True {
  keyIds: string[];
  usernames: Record<string, string>;
  state: string;
  shutdowns: number;
  powerHistory: { to: string; by: string }[];
}

describe("binding and unbinding", () => {
  let lighthouse: TestLighthouse;
  let KeyIds: string[];
  let InstanceIds: string[];
  let key = "";
  let instance = "";
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 10_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    const made = await lighthouse.seed({ keyPairs: 2, instances: 2 });
    KeyIds = made.keyIds.slice(0, 1);
    InstanceIds = made.instanceIds.slice(0, 1);
    [key = ""] = KeyIds;
    [instance = ""] = InstanceIds;
  });
  const trueState = () => lighthouse.control<True>("GET", `/instances/${instance}`);
  const seen = async () => {
    const { InstanceState, LatestOperation, LatestOperationState, LoginSettings } = await lighthouse.row(instance);
    return [InstanceState, LatestOperation, LatestOperationState, LoginSettings.KeyIds.length];
  };

  it("takes a running instance down and up again, and shows the key only at the end", async () => {
    const { RequestId } = await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    assert.deepEqual(await seen(), ["STOPPING", BIND, "OPERATING", 0]);
    await lighthouse.pass(3_000);
    assert.deepEqual(await seen(), ["STOPPED", BIND, "OPERATING", 0]);
    await lighthouse.pass(3_000);
    assert.deepEqual(await seen(), ["STARTING", BIND, "OPERATING", 0]);
    await lighthouse.pass(4_000);
    assert.deepEqual(await seen(), ["RUNNING", BIND, "SUCCESS", 1]);
    assert.equal((await lighthouse.row(instance)).LatestOperationRequestId, RequestId);
    const { shutdowns, powerHistory } = await trueState();
    assert.equal(shutdowns, 1);
    assert.deepEqual(
      powerHistory.map(({ to }) => to),
      ["STOPPING", "STOPPED", "STARTING", "RUNNING"],
    );
  });

  it("leaves a stopped instance stopped", async () => {
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "STOPPED" });
    await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    assert.deepEqual(await seen(), ["STOPPED", BIND, "OPERATING", 0]);
    await lighthouse.pass(10_000);
    assert.deepEqual(await seen(), ["STOPPED", BIND, "SUCCESS", 1]);
    assert.equal((await trueState()).shutdowns, 0);
  });

  it("leaves a running instance running when it is done ONLINE, under the user named", async () => {
    await lighthouse.ok(BIND, { KeyIds, InstanceIds, AssociateType: "ONLINE", Username: "deploy" });
    assert.deepEqual(await seen(), ["RUNNING", BIND, "OPERATING", 0]);
    await lighthouse.pass(10_000);
    const { shutdowns, usernames } = await trueState();
    assert.deepEqual([shutdowns, usernames], [0, { [key]: "deploy" }]);
    const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds });
    const [row] = KeyPairSet as Record<string, unknown>[];
    assert.deepEqual(row?.AssociatedInstanceIds, [instance]);
    assert.deepEqual(row?.AssociatedInstanceSet, [{ InstanceId: instance, Username: "deploy" }]);
  });

  it("unbinds in the same way", async () => {
    await lighthouse.control("POST", "/bind", { keyId: key, instanceId: instance });
    await lighthouse.ok(UNBIND, { KeyIds, InstanceIds });
    assert.deepEqual(await seen(), ["STOPPING", UNBIND, "OPERATING", 1]);
    await lighthouse.pass(10_000);
    assert.deepEqual(await seen(), ["RUNNING", UNBIND, "SUCCESS", 0]);
    assert.equal((await trueState()).shutdowns, 1);
  });

  it("does all pairs of a batch or none", async () => {
    const { keyIds, instanceIds } = await lighthouse.seed({ keyPairs: 1, instances: 2 });
    const [second = ""] = instanceIds.slice(1);
    await lighthouse.control("POST", "/bind", { keyId: keyIds[0], instanceId: second });
    const both = { KeyIds: keyIds, InstanceIds: instanceIds };
    assert.equal(await lighthouse.code(BIND, both), "UnsupportedOperation.KeyPairBindDuplicate");
    assert.equal(await lighthouse.code(UNBIND, both), "UnsupportedOperation.KeyPairNotBoundToInstance");
    const { actions } = await lighthouse.control<{ actions: Record<string, { executed: number }> }>("GET", "/counts");
    assert.deepEqual([actions[BIND]?.executed, actions[UNBIND]?.executed], [0, 0]);
    assert.equal((await lighthouse.row(second)).LatestOperation, "");
  });

  it("takes one operation at a time per instance", async () => {
    await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    assert.equal(
      await lighthouse.code(UNBIND, { KeyIds, InstanceIds }),
      "UnsupportedOperation.LatestOperationUnfinished",
    );
    const stop = await lighthouse.code("StopInstances", { InstanceIds });
    assert.equal(stop, "UnsupportedOperation.LatestOperationUnfinished");
    await lighthouse.pass(10_000);
    assert.equal(await lighthouse.code(UNBIND, { KeyIds, InstanceIds }), "");
  });

  it("keeps regions and accounts apart", async () => {
    assert.equal(
      await lighthouse.code(BIND, { KeyIds, InstanceIds }, { region: "ap-tokyo" }),
      "ResourceNotFound.InstanceIdNotFound",
    );
    const [as] = (await lighthouse.seed({ accounts: 1 })).accounts;
    assert.ok(as);
    assert.equal(await lighthouse.code(BIND, { KeyIds, InstanceIds }, { as }), "ResourceNotFound.InstanceIdNotFound");
    assert.equal((await lighthouse.ok("DescribeInstances", {}, { as })).TotalCount, 0);
  });

  it("unbinds a key only under the user it was bound for", async () => {
    await lighthouse.control("POST", "/bind", { keyId: key, instanceId: instance, username: "deploy" });
    const mismatch = "UnsupportedOperation.KeyPairUnbindUsernameMismatch";
    const as = (Username: string) => ({ KeyIds, InstanceIds, DisassociateType: "ONLINE", Username });
    assert.equal(await lighthouse.code(UNBIND, { KeyIds, InstanceIds }), mismatch);
    assert.equal(await lighthouse.code(UNBIND, as("other")), mismatch);
    assert.equal(await lighthouse.code(UNBIND, as("deploy")), "");
  });

  it("tells the state in the message of a state that does not fit", async () => {
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "REBOOTING" });
    const { Error: error } = await lighthouse.call(BIND, { KeyIds, InstanceIds });
    assert.equal(error?.Code, "UnsupportedOperation.InvalidInstanceState");
    assert.match(error.Message, /REBOOTING/);
    assert.match(error.Message, new RegExp(instance));
  });

  it("loses its keys when the instance is reinstalled, and its bindings when it is gone", async () => {
    await lighthouse.control("POST", "/bind", { keyId: key, instanceId: instance });
    await lighthouse.control("POST", `/instances/${instance}/reinstall`);
    assert.deepEqual((await lighthouse.row(instance)).LoginSettings.KeyIds, []);
    await lighthouse.control("POST", "/bind", { keyId: key, instanceId: instance });
    await lighthouse.control("DELETE", `/instances/${instance}`);
    const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds });
    assert.deepEqual((KeyPairSet as { AssociatedInstanceIds: string[] }[])[0]?.AssociatedInstanceIds, []);
    const gone = "ResourceNotFound.InstanceIdNotFound";
    assert.equal(await lighthouse.code("DescribeInstances", { InstanceIds }), gone);
  });

  it("binds no key that was deleted in the midst of the operation", async () => {
    await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    await lighthouse.control("DELETE", `/keyPairs/${key}`);
    await lighthouse.pass(10_000);
    assert.deepEqual(await seen(), ["RUNNING", BIND, "SUCCESS", 0]);
  });

  it("notes when each state was taken on, also when nobody looked meanwhile", async () => {
    const { nowMs } = await lighthouse.control<{ nowMs: number }>("GET", "/time");
    await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    await lighthouse.pass(60_000);
    const { powerHistory } = await lighthouse.control<{ powerHistory: { timeMs: number }[] }>(
      "GET",
      `/instances/${instance}`,
    );
    assert.deepEqual(
      powerHistory.map(({ timeMs }) => timeMs - nowMs),
      [0, 3_000, 6_000, 10_000],
    );
  });

  it("survives the end of an instance in the midst of its operation", async () => {
    await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    await lighthouse.control("DELETE", `/instances/${instance}`);
    await lighthouse.pass(20_000);
    const state = await lighthouse.control<{ keyPairs: { instanceIds: string[] }[] }>("GET", "/state");
    assert.deepEqual(state.keyPairs[0]?.instanceIds, []);
  });
});
