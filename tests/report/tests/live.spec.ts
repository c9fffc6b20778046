import assert from "node:assert/strict";
import { sightFromEnvironment } from "../../../sdk/report/sightFromEnvironment.js";
import { type RunningLighthouse, startLighthouse } from "../../lighthouse/startLighthouse";
import { preview, report } from "./command";

const ALICE = "lhkp-alice000";
const BOB = "lhkp-bob00000";
const INSTANCES = Array.from({ length: 150 }, (_, index) => `lhins-${String(index).padStart(8, "0")}`);
const recorded = { keyIds: [ALICE], instanceIds: INSTANCES, region: "ap-guangzhou", stateVersion: 1 };
const bindings = INSTANCES.map((instanceId) => ({ instanceId, keyIds: [ALICE] }));
const rotation = preview([
  {
    op: "update",
    name: "fleet",
    before: { ...recorded, bindings },
    after: { keyIds: [BOB], instanceIds: INSTANCES, region: "ap-guangzhou", power: "asFound" },
  },
]);

describe("the report with credentials at hand", () => {
  let lighthouse: RunningLighthouse;

  before(async () => {
    lighthouse = await startLighthouse();
    const instances = INSTANCES.map((instanceId, index) => ({
      instanceId,
      name: `machine ${index}`,
      state: index === 0 ? "STOPPED" : "RUNNING",
      keyIds: index === 2 ? [] : [ALICE],
    }));
    await fetch(`${lighthouse.control}/seed`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ keyPairs: [{ keyId: ALICE }, { keyId: BOB }], instances }),
    });
  });

  after(() => lighthouse.stop());

  const environment = (): Record<string, string> => ({
    TENCENTCLOUD_SECRET_ID: lighthouse.secretId,
    TENCENTCLOUD_SECRET_KEY: lighthouse.secretKey,
    TENCENTCLOUD_REGION: "ap-guangzhou",
    TENCENTCLOUD_ENDPOINT: lighthouse.endpoint,
    TENCENTCLOUD_PROTOCOL: lighthouse.protocol,
  });

  it("names machines, and counts only those that run as going down", async () => {
    const { printed } = await report(rotation, [], () => sightFromEnvironment(environment()));

    assert.match(printed, /149 instances will be shut down/);
    assert.match(printed, /lhins-00000000 +machine 0 +STOPPED/);
  });

  it("looks in as few calls as that takes, and changes nothing", async () => {
    await fetch(`${lighthouse.control}/calls`, { method: "DELETE" });

    await report(rotation, ["--markdown", "-"], () => sightFromEnvironment(environment()));

    const reply = await fetch(`${lighthouse.control}/counts`);
    const { actions } = (await reply.json()) as { actions: Record<string, { calls: number }> };
    assert.equal(actions.DescribeInstances?.calls, 2);
    assert.deepEqual(
      Object.keys(actions).filter((action) => !/^(Describe|GetCaller)/.test(action)),
      [],
    );
  });

  it("shows what has drifted in the matrix", async () => {
    const { written } = await report(rotation, ["--html", "page"], () => sightFromEnvironment(environment()));

    assert.match(written.page ?? "", /drift/i);
  });

  it("says in one line what it could not look at, and why", async () => {
    const wrong = { ...environment(), TENCENTCLOUD_SECRET_KEY: "wrong" };
    const half = { TENCENTCLOUD_SECRET_ID: "half" };

    assert.match((await report(rotation, [], () => sightFromEnvironment({}))).printed, /for want of credentials/);
    assert.match(
      (await report(rotation, [], () => sightFromEnvironment(half))).printed,
      /not looked at: .*TENCENTCLOUD_SECRET_KEY/,
    );
    assert.match(
      (await report(rotation, [], () => sightFromEnvironment(wrong))).printed,
      /AuthFailure.SignatureFailure/,
    );
  });
});
