import { strict as assert } from "node:assert";
import { tc3 } from "./signedRequest";
import { TestLighthouse } from "./testLighthouse";

const BIND = "AssociateInstancesKeyPairs";

describe("a fault that comes after a call of another action", () => {
  let lighthouse: TestLighthouse;
  let KeyIds: string[];
  let InstanceIds: string[];
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    ({ keyIds: KeyIds, instanceIds: InstanceIds } = await lighthouse.seed({ keyPairs: 1, instances: 1 }));
  });
  const look = () => lighthouse.code("DescribeInstances", { InstanceIds });
  const fault = (more: object) =>
    lighthouse.control("POST", "/faults", {
      action: "DescribeInstances",
      after: BIND,
      effect: { code: "InternalError" },
      ...more,
    });
  const settledKeys = async () => {
    const { keyIds } = await lighthouse.control("GET", `/instances/${InstanceIds[0]}`);
    return keyIds;
  };

  it("lets a bind be accepted, and every look at it fail, however many came before", async () => {
    await fault({});
    assert.deepEqual([await look(), await look()], ["", ""]);
    assert.equal(await lighthouse.code(BIND, { KeyIds, InstanceIds }), "");
    await lighthouse.pass(1_000);
    assert.deepEqual([await look(), await look()], ["InternalError", "InternalError"]);
    assert.deepEqual(await settledKeys(), KeyIds);
  });

  it("counts calls from then on", async () => {
    await fault({ call: 2 });
    assert.deepEqual([await look(), await look()], ["", ""]);
    await lighthouse.ok(BIND, { KeyIds, InstanceIds });
    assert.deepEqual([await look(), await look(), await look()], ["", "InternalError", ""]);
  });

  it("does not come after a call that was refused, but after one whose reply was lost", async () => {
    await fault({});
    await lighthouse.control("PATCH", `/instances/${InstanceIds[0]}`, { state: "STARTING" });
    assert.equal(await lighthouse.code(BIND, { KeyIds, InstanceIds }), "UnsupportedOperation.InvalidInstanceState");
    assert.equal(await look(), "");
    await lighthouse.control("PATCH", `/instances/${InstanceIds[0]}`, { state: "STOPPED" });
    await lighthouse.control("POST", "/faults", { action: BIND, effect: { reset: "after" } });
    const { url, init } = tc3(lighthouse.running.address, BIND, { KeyIds, InstanceIds }, lighthouse.signer);
    await assert.rejects(fetch(url, init));
    assert.equal(await look(), "InternalError");
  });

  it("comes after an action that there is", async () => {
    const body = { action: "*", after: "Associate", effect: { code: "InternalError" } };
    const { status, json } = await lighthouse.rawControl("POST", "/faults", body);
    assert.deepEqual([status, json], [400, { error: '/after: there is no action "Associate".' }]);
  });
});
