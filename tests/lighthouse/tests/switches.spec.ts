import { strict as assert } from "node:assert";
import { TestLighthouse } from "./testLighthouse";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

describe("the switches of the open questions", () => {
  let lighthouse: TestLighthouse;
  let keyIds: string[];
  let key = "";
  let instance = "";
  let other = "";
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    const made = await lighthouse.seed({ keyPairs: 6, instances: 2 });
    keyIds = made.keyIds;
    [key = ""] = keyIds;
    [instance = "", other = ""] = made.instanceIds;
  });
  const set = (settings: object) => lighthouse.control("PATCH", "/settings", settings);
  const setOne = (settings: object) => set({ instances: { [instance]: settings } });
  const bind = (ids = [key], more: object = {}) =>
    lighthouse.code(BIND, { KeyIds: ids, InstanceIds: [instance], ...more });
  const done = async (ids = [key]) => {
    assert.equal(await bind(ids), "");
    await lighthouse.pass(1_000);
  };
  const keysShown = async () => (await lighthouse.row(instance)).LoginSettings.KeyIds;
  const state = async () => (await lighthouse.row(instance)).InstanceState;

  it("a second key is added, or replaces the first", async () => {
    await done(keyIds.slice(0, 1));
    await done(keyIds.slice(1, 2));
    assert.deepEqual(await keysShown(), keyIds.slice(0, 2));
    await set({ secondKey: "replace" });
    await done(keyIds.slice(2, 3));
    assert.deepEqual(await keysShown(), keyIds.slice(2, 3));
  });

  it("the instance comes back by itself, or stays down", async () => {
    await done();
    assert.equal(await state(), "RUNNING");
    await setOne({ comesBack: false });
    await done(keyIds.slice(1, 2));
    assert.equal(await state(), "STOPPED");
  });

  it("a bind without a type is OFFLINE, or ONLINE", async () => {
    await set({ defaultAssociateType: "ONLINE" });
    await bind();
    assert.equal(await state(), "RUNNING");
    await lighthouse.pass(1_000);
    await set({ defaultAssociateType: "OFFLINE" });
    await bind(keyIds.slice(1, 2));
    assert.equal(await state(), "STOPPING");
  });

  it("the newer parameters are known, or unknown along with the newer fields", async () => {
    const online = { AssociateType: "ONLINE" };
    const fields = async () => {
      const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds: [key] });
      const [row = {}] = KeyPairSet as object[];
      return ["AssociatedInstanceSet" in row, "LatestOperationStartedTime" in (await lighthouse.row(instance))];
    };
    assert.deepEqual(await fields(), [true, true]);
    await set({ onlineKnown: false });
    assert.deepEqual(await fields(), [false, false]);
    assert.equal(await bind([key], online), "UnknownParameter");
    assert.equal(await bind([key], { Username: "root" }), "UnknownParameter");
    const unbind = { KeyIds: [key], InstanceIds: [instance], DisassociateType: "ONLINE" };
    assert.equal(await lighthouse.code(UNBIND, unbind), "UnknownParameter");
    assert.equal(await bind(), "");
  });

  it("the newer parameters are unknown for one instance only", async () => {
    await setOne({ onlineKnown: false });
    assert.equal(await bind([key], { AssociateType: "ONLINE" }), "UnknownParameter");
    const toOther = { KeyIds: [key], InstanceIds: [other], AssociateType: "ONLINE" };
    assert.equal(await lighthouse.code(BIND, toOther), "");
  });

  it("ONLINE on a stopped instance is refused, or allowed", async () => {
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "STOPPED" });
    assert.equal(await bind([key], { AssociateType: "ONLINE" }), "UnsupportedOperation.InvalidInstanceState");
    await set({ onlineOnStopped: "allowed" });
    assert.equal(await bind([key], { AssociateType: "ONLINE" }), "");
  });

  it("a request without a Region goes to the default one, or is refused", async () => {
    const without = (parameters: object = {}) => lighthouse.code("DescribeInstances", parameters, { region: null });
    assert.equal(await without({ InstanceIds: [instance] }), "");
    await setOne({ regionRequired: true });
    assert.equal(await without({ InstanceIds: [instance] }), "MissingParameter");
    assert.equal(await without({ InstanceIds: [other] }), "");
    await set({ regionRequired: true });
    assert.equal(await without(), "MissingParameter");
    await set({ defaultRegion: "ap-tokyo", regionRequired: false, instances: { [instance]: null } });
    assert.equal(await without({ InstanceIds: [instance] }), "ResourceNotFound.InstanceIdNotFound");
  });

  it("an older SUCCESS still shows for some reads, then a state that is null, then the operation", async () => {
    await done();
    const { LatestOperationRequestId: old } = await lighthouse.row(instance);
    await setOne({ staleReads: 2, nullStateReads: 1 });
    const { RequestId } = await lighthouse.ok(UNBIND, { KeyIds: [key], InstanceIds: [instance] });
    const seen = async () => {
      const row = await lighthouse.row(instance);
      return [row.LatestOperationRequestId, row.LatestOperationState];
    };
    assert.deepEqual(
      [await seen(), await seen(), await seen(), await seen()],
      [
        [old, "SUCCESS"],
        [old, "SUCCESS"],
        [RequestId, null],
        [RequestId, "OPERATING"],
      ],
    );
  });

  it("a changed binding comes into view late, for the instance and for the key apart", async () => {
    await setOne({ lateBindingReads: 2 });
    await done();
    const instancesShown = async () => {
      const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds: [key] });
      return (KeyPairSet as { AssociatedInstanceIds: string[] }[])[0]?.AssociatedInstanceIds;
    };
    assert.deepEqual([await keysShown(), await keysShown(), await keysShown()], [[], [], [key]]);
    const ofKey = [await instancesShown(), await instancesShown(), await instancesShown()];
    assert.deepEqual(ofKey, [[], [], [instance]]);
    await lighthouse.ok(UNBIND, { KeyIds: [key], InstanceIds: [instance] });
    await lighthouse.pass(1_000);
    assert.deepEqual([await keysShown(), await keysShown(), await keysShown()], [[key], [key], []]);
  });

  it("keys are written at SUCCESS, or while the operation is under way", async () => {
    await set({ bindingsWritten: "whileOperating" });
    await bind();
    await lighthouse.pass(700);
    const row = await lighthouse.row(instance);
    assert.deepEqual([row.LatestOperationState, row.LoginSettings.KeyIds], ["OPERATING", [key]]);
  });

  it("fields that may be empty are there, left out, or null", async () => {
    const shown = async () => {
      const row: Record<string, unknown> = { ...(await lighthouse.row(instance)) };
      return [row.LatestOperation, row.CreatedTime === undefined, row.PublicAddresses, row.InstanceId];
    };
    await setOne({ optionalFields: "omitted" });
    assert.deepEqual(await shown(), [undefined, true, undefined, instance]);
    await setOne({ optionalFields: "null" });
    assert.deepEqual(await shown(), [null, false, null, instance]);
  });

  it("fields of key pairs that may be empty are there, left out, or null", async () => {
    const shown = async () => {
      const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds: [key] });
      const [{ CreatedTime, AssociatedInstanceIds, Tags }] = KeyPairSet as [Record<string, unknown>];
      return [CreatedTime, AssociatedInstanceIds, Tags];
    };
    await set({ optionalFields: "omitted" });
    assert.deepEqual(await shown(), [undefined, [], undefined]);
    await set({ optionalFields: "null" });
    assert.deepEqual(await shown(), [null, null, []]);
  });

  it("another operation begins the moment ours has ended", async () => {
    await setOne({ operationAfter: "ModifyInstancesRenewFlag" });
    const { RequestId } = await lighthouse.ok(BIND, { KeyIds: [key], InstanceIds: [instance] });
    await lighthouse.pass(1_000);
    const row = await lighthouse.row(instance);
    assert.deepEqual([row.LatestOperation, row.LatestOperationState], ["ModifyInstancesRenewFlag", "OPERATING"]);
    assert.notEqual(row.LatestOperationRequestId, RequestId);
    assert.deepEqual(row.LoginSettings.KeyIds, [key]);
    await lighthouse.pass(1_000);
    assert.equal((await lighthouse.row(instance)).LatestOperationState, "SUCCESS");
  });

  it("another operation began in its time, also when nobody looked meanwhile", async () => {
    await setOne({ operationAfter: true });
    await lighthouse.ok(BIND, { KeyIds: [key], InstanceIds: [instance] });
    await lighthouse.pass(2_000);
    assert.equal((await lighthouse.row(instance)).LatestOperationState, "SUCCESS");
  });

  it("the operation shows the RequestId of the reply, or another; its action, or another name", async () => {
    await setOne({ operationRequestId: "other", operationName: "BindKeys" });
    const { RequestId } = await lighthouse.ok(BIND, { KeyIds: [key], InstanceIds: [instance] });
    const row = await lighthouse.row(instance);
    assert.notEqual(row.LatestOperationRequestId, RequestId);
    assert.equal(row.LatestOperation, "BindKeys");
  });

  it("an unknown instance is an error, or a row that is missing", async () => {
    const InstanceIds = [instance, "lhins-unknown0"];
    assert.equal(await lighthouse.code("DescribeInstances", { InstanceIds }), "ResourceNotFound.InstanceIdNotFound");
    await set({ unknownInstance: "empty" });
    const { TotalCount } = await lighthouse.ok("DescribeInstances", { InstanceIds });
    assert.equal(TotalCount, 1);
  });

  it("an unknown key is a row that is missing, or an error", async () => {
    await set({ unknownKey: "error" });
    const KeyIds = ["lhkp-unknown0"];
    assert.equal(await lighthouse.code("DescribeKeyPairs", { KeyIds }), "ResourceNotFound.KeyIdNotFound");
  });

  it("five keys fit on an instance, or as many as are set", async () => {
    assert.equal(await bind(keyIds), "InvalidParameterValue.LimitExceeded");
    await setOne({ keysPerInstance: null });
    assert.equal(await bind(keyIds), "");
  });

  it("Windows is refused with one code, or the other", async () => {
    await lighthouse.control("PATCH", `/instances/${instance}`, { platformType: "WINDOWS" });
    assert.equal(await bind(), "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair");
    await set({ windowsCode: "WindowsNotSupportKeyPair" });
    assert.equal(await bind(), "UnsupportedOperation.WindowsNotSupportKeyPair");
  });

  it("a key without a user name is for root, or for another user", async () => {
    await setOne({ defaultUsername: "ubuntu" });
    await done();
    const { usernames } = await lighthouse.control("GET", `/instances/${instance}`);
    assert.deepEqual(usernames, { [key]: "ubuntu" });
  });
});
