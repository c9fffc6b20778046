import { strict as assert } from "node:assert";
import { type Row, TestLighthouse } from "./testLighthouse";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

/** Each test sets a switch for one instance and leaves its neighbour, which is in the same calls, as it is. */
describe("a switch of one instance, and its neighbour without it", () => {
  let lighthouse: TestLighthouse;
  let keyIds: string[];
  let first = "";
  let second = "";
  let instance = "";
  let neighbour = "";
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    const made = await lighthouse.seed({ keyPairs: 6, instances: 2 });
    keyIds = made.keyIds;
    [first = "", second = ""] = keyIds;
    [instance = "", neighbour = ""] = made.instanceIds;
  });
  const setOne = (settings: object) =>
    lighthouse.control("PATCH", "/settings", { instances: { [instance]: settings } });
  const both = (more: object = {}) => ({ KeyIds: [first], InstanceIds: [instance, neighbour], ...more });
  const done = async (action: string, parameters: object = both()) => {
    await lighthouse.ok(action, parameters);
    await lighthouse.pass(1_000);
  };
  /** What one read of both shows, the instance first. */
  const shown = async <T>(of: (row: Row & Record<string, unknown>) => T): Promise<T[]> => {
    const { InstanceSet } = await lighthouse.ok("DescribeInstances", { InstanceIds: [instance, neighbour] });
    const rows = new Map((InstanceSet as (Row & Record<string, unknown>)[]).map((row) => [row.InstanceId, of(row)]));
    return [instance, neighbour].flatMap((id) => rows.get(id) ?? (null as T));
  };
  const keys = (row: Row) => row.LoginSettings.KeyIds.join();
  const power = (row: Row) => row.InstanceState;
  const latest = (row: Row) => row.LatestOperationState;
  /** The codes with which a call for the instance and one for its neighbour are refused. */
  const codes = async (action: string, parameters: (InstanceIds: string[]) => object, region?: null) => [
    await lighthouse.code(action, parameters([instance]), region === null ? { region } : {}),
    await lighthouse.code(action, parameters([neighbour]), region === null ? { region } : {}),
  ];

  it("secondKey: on one the second key replaces the first, on the other it is added", async () => {
    await setOne({ secondKey: "replace" });
    await done(BIND);
    await done(BIND, both({ KeyIds: [second] }));
    assert.deepEqual(await shown(keys), [second, `${first},${second}`]);
  });

  it("comesBack: one stays down after a bind, the other comes back, and each was shut down once", async () => {
    await setOne({ comesBack: false });
    await done(BIND);
    assert.deepEqual(await shown(power), ["STOPPED", "RUNNING"]);
    const { shutdowns } = await lighthouse.control("GET", "/counts");
    assert.deepEqual(shutdowns, { total: 2, instances: { [instance]: 1, [neighbour]: 1 } });
  });

  it("defaultAssociateType: a call without a type leaves one running and takes the other down", async () => {
    await setOne({ defaultAssociateType: "ONLINE" });
    await lighthouse.ok(BIND, both());
    assert.deepEqual(await shown(power), ["RUNNING", "STOPPING"]);
    const named = both({ KeyIds: [second], Username: "ubuntu" });
    assert.equal(await lighthouse.code(BIND, named), "InvalidParameter.ConflictParameter");
  });

  it("onlineKnown: the newer parameters and the newer field are unknown for one only", async () => {
    await setOne({ onlineKnown: false });
    const online = (InstanceIds: string[]) => ({ KeyIds: [first], InstanceIds, AssociateType: "ONLINE" });
    assert.deepEqual(await codes(BIND, online), ["UnknownParameter", ""]);
    assert.deepEqual(await shown((row) => "LatestOperationStartedTime" in row), [false, true]);
  });

  it("onlineOnStopped: ONLINE on a stopped machine is allowed for one only", async () => {
    await setOne({ onlineOnStopped: "allowed" });
    await lighthouse.control("PATCH", `/instances/${instance}`, { state: "STOPPED" });
    await lighthouse.control("PATCH", `/instances/${neighbour}`, { state: "STOPPED" });
    const online = (InstanceIds: string[]) => ({ KeyIds: [first], InstanceIds, AssociateType: "ONLINE" });
    assert.deepEqual(await codes(BIND, online), ["", "UnsupportedOperation.InvalidInstanceState"]);
  });

  it("regionRequired: a call without a Region is refused when it names one, not for the other", async () => {
    await setOne({ regionRequired: true });
    const bind = (InstanceIds: string[]) => ({ KeyIds: [first], InstanceIds });
    assert.deepEqual(await codes("DescribeInstances", (InstanceIds) => ({ InstanceIds }), null), [
      "MissingParameter",
      "",
    ]);
    assert.deepEqual(await codes(BIND, bind, null), ["MissingParameter", ""]);
    assert.deepEqual(await codes(UNBIND, bind), [
      "UnsupportedOperation.KeyPairNotBoundToInstance",
      "UnsupportedOperation.LatestOperationUnfinished",
    ]);
  });

  it("staleReads: the older SUCCESS still shows for one, for exactly so many reads", async () => {
    await done(BIND);
    await setOne({ staleReads: 2 });
    await lighthouse.ok(UNBIND, both());
    const reads = [await shown(latest), await shown(latest), await shown(latest)];
    assert.deepEqual(reads, [
      ["SUCCESS", "OPERATING"],
      ["SUCCESS", "OPERATING"],
      ["OPERATING", "OPERATING"],
    ]);
  });

  it("nullStateReads: the state is null for one, for exactly so many reads", async () => {
    await setOne({ nullStateReads: 2 });
    await lighthouse.ok(BIND, both());
    const reads = [await shown(latest), await shown(latest), await shown(latest)];
    assert.deepEqual(reads, [
      [null, "OPERATING"],
      [null, "OPERATING"],
      ["OPERATING", "OPERATING"],
    ]);
  });

  it("lateBindingReads: the binding of one comes into view later, of the instance and of the key", async () => {
    await setOne({ lateBindingReads: 2 });
    await done(BIND);
    const reads = [await shown(keys), await shown(keys), await shown(keys)];
    assert.deepEqual(reads, [
      ["", first],
      ["", first],
      [first, first],
    ]);
    const instancesOfKey = async () => {
      const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds: [first] });
      const [row] = KeyPairSet as [{ AssociatedInstanceIds: string[] }];
      return row.AssociatedInstanceIds;
    };
    const ofKey = [await instancesOfKey(), await instancesOfKey(), await instancesOfKey()];
    assert.deepEqual(ofKey, [[neighbour], [neighbour], [instance, neighbour]]);
  });

  it("bindingsWritten: the key is on one while it is operated on, on the other at the end", async () => {
    await setOne({ bindingsWritten: "whileOperating" });
    await lighthouse.ok(BIND, both());
    await lighthouse.pass(700);
    assert.deepEqual(await shown(keys), [first, ""]);
    await lighthouse.pass(300);
    assert.deepEqual(await shown(keys), [first, first]);
  });

  it("optionalFields: those of one are left out, or null, those of the other are there", async () => {
    const created = (row: Record<string, unknown>) => typeof row.CreatedTime;
    await setOne({ optionalFields: "omitted" });
    assert.deepEqual(await shown(created), ["undefined", "string"]);
    await setOne({ optionalFields: "null" });
    assert.deepEqual(await shown(created), ["object", "string"]);
    await setOne({ optionalFields: "present" });
    assert.deepEqual(await shown(created), ["string", "string"]);
  });

  it("operationAfter: another operation follows at once on one, which is refused the next call", async () => {
    await setOne({ operationAfter: true });
    await done(BIND);
    assert.deepEqual(
      await shown(({ LatestOperation, LatestOperationState }) => `${LatestOperation} ${LatestOperationState}`),
      ["ModifyInstancesAttribute OPERATING", `${BIND} SUCCESS`],
    );
    const next = (InstanceIds: string[]) => ({ KeyIds: [second], InstanceIds });
    assert.deepEqual(await codes(BIND, next), ["UnsupportedOperation.LatestOperationUnfinished", ""]);
  });

  it("operationRequestId and operationName: one shows another id and name than the reply and the action", async () => {
    await setOne({ operationRequestId: "other", operationName: "BindKeys" });
    const { RequestId } = await lighthouse.ok(BIND, both());
    const isOfReply = await shown((row) => row.LatestOperationRequestId === RequestId);
    assert.deepEqual(isOfReply, [false, true]);
    assert.deepEqual(await shown((row) => row.LatestOperation), ["BindKeys", BIND]);
  });

  it("operationMs, afterReads and byHand: each gets to its end in its own way", async () => {
    await setOne({ afterReads: 2 });
    await lighthouse.ok(BIND, both());
    await lighthouse.pass(1_000);
    const reads = [await shown(latest), await shown(latest), await shown(latest)];
    assert.deepEqual(reads, [
      ["OPERATING", "SUCCESS"],
      ["OPERATING", "SUCCESS"],
      ["SUCCESS", "SUCCESS"],
    ]);
    await setOne({ byHand: true });
    await done(UNBIND);
    assert.deepEqual(await shown(latest), ["OPERATING", "SUCCESS"]);
    await lighthouse.control("POST", "/operations/finish", { instanceId: instance });
    assert.deepEqual(await shown(latest), ["SUCCESS", "SUCCESS"]);
    await setOne({ operationMs: 5_000 });
    await done(BIND);
    assert.deepEqual(await shown(latest), ["OPERATING", "SUCCESS"]);
  });

  it("unknownInstance: one id that is gone is no row, the other refuses the call", async () => {
    await setOne({ unknownInstance: "empty" });
    await lighthouse.control("DELETE", `/instances/${instance}`);
    await lighthouse.control("DELETE", `/instances/${neighbour}`);
    const read = await codes("DescribeInstances", (InstanceIds) => ({ InstanceIds }));
    assert.deepEqual(read, ["", "ResourceNotFound.InstanceIdNotFound"]);
  });

  it("keysPerInstance: six keys fit on one, not on the other", async () => {
    await setOne({ keysPerInstance: 6 });
    const bind = (InstanceIds: string[]) => ({ KeyIds: keyIds, InstanceIds });
    assert.deepEqual(await codes(BIND, bind), ["", "InvalidParameterValue.LimitExceeded"]);
  });

  it("windowsCode: Windows is refused with one code here and with another there", async () => {
    await setOne({ windowsCode: "WindowsNotSupportKeyPair" });
    await lighthouse.control("PATCH", `/instances/${instance}`, { platformType: "WINDOWS" });
    await lighthouse.control("PATCH", `/instances/${neighbour}`, { platformType: "WINDOWS" });
    assert.deepEqual(await codes(BIND, (InstanceIds) => ({ KeyIds: [first], InstanceIds })), [
      "UnsupportedOperation.WindowsNotSupportKeyPair",
      "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair",
    ]);
  });

  it("defaultUsername: a key without a user is for one user here and another there, by a call and by hand", async () => {
    await setOne({ defaultUsername: "ubuntu" });
    await done(BIND);
    await lighthouse.control("POST", "/bind", { keyId: second, instanceId: instance });
    const users = async (id: string) => (await lighthouse.control("GET", `/instances/${id}`)).usernames;
    assert.deepEqual(await users(instance), { [first]: "ubuntu", [second]: "ubuntu" });
    assert.deepEqual(await users(neighbour), { [first]: "root" });
  });

  it("deniedKeyActions: the key actions are among the denied ones of the other only", async () => {
    await setOne({ deniedKeyActions: "absent" });
    await lighthouse.ok(BIND, both());
    const parameters = { InstanceIds: [instance, neighbour] };
    const { InstanceDeniedActionSet } = await lighthouse.ok("DescribeInstancesDeniedActions", parameters);
    const denied = InstanceDeniedActionSet as { InstanceId: string; DeniedActions: { Action: string }[] }[];
    const isListed = (id: string) =>
      denied.find(({ InstanceId }) => InstanceId === id)?.DeniedActions.some(({ Action }) => Action === BIND);
    assert.deepEqual([isListed(instance), isListed(neighbour)], [false, true]);
  });
});
