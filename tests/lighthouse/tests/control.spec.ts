import { strict as assert } from "node:assert";
import { TestLighthouse } from "./testLighthouse";

interface Logged {
  n: number;
  action: string;
  parameters: Record<string, unknown>;
  account: string;
  region: string;
  reply: Record<string, unknown>;
  requestId: string;
  executed: boolean;
}

describe("the control interface", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(() => lighthouse.reset());
  const calls = async (query = "") => (await lighthouse.control<{ calls: Logged[] }>("GET", `/calls${query}`)).calls;

  it("makes a fresh world with the same credentials, or others from another seed", async () => {
    await lighthouse.seed({ instances: 3 });
    const same = await lighthouse.control("POST", "/reset", {});
    assert.equal(same.secretId, lighthouse.running.secretId);
    assert.equal((await lighthouse.ok("DescribeInstances")).TotalCount, 0);
    const other = await lighthouse.control<{ secretId: string; secretKey: string }>("POST", "/reset", { seed: 99 });
    assert.notEqual(other.secretId, lighthouse.running.secretId);
    assert.equal(await lighthouse.code("DescribeInstances"), "AuthFailure.SecretIdNotFound");
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as: other }), "");
  });

  it("draws the same world from the same seed", async () => {
    const world = async () => {
      await lighthouse.reset();
      const { instanceIds, keyIds } = await lighthouse.seed({ instances: 2, keyPairs: 2 });
      return [...instanceIds, ...keyIds];
    };
    const first = await world();
    assert.deepEqual(await world(), first);
    assert.ok(first.every((id) => /^(lhins|lhkp)-[a-z0-9]{8}$/.test(id)));
  });

  it("starts the world's time where it is told", async () => {
    await lighthouse.control("POST", "/reset", { startMs: Date.UTC(2030, 0, 1) });
    const [id = ""] = (await lighthouse.seed({ instances: 1 })).instanceIds;
    const row: Record<string, unknown> = { ...(await lighthouse.row(id)) };
    assert.equal(row.CreatedTime, "2030-01-01T00:00:00Z");
  });

  it("seeds what is described, in regions and accounts, and says what it made", async () => {
    const accountId = "100099999999";
    const made = await lighthouse.seed({
      accounts: [{ accountId, secretId: "LOCALIDsecond", secretKey: "second" }],
      keyPairs: [{ keyId: "lhkp-seeded00", keyName: "seeded", region: "ap-tokyo", accountId }],
      instances: [
        {
          instanceId: "lhins-seeded00",
          region: "ap-tokyo",
          accountId,
          name: "web",
          state: "STOPPED",
          password: true,
          keyIds: ["lhkp-seeded00"],
          CPU: 16,
          latestOperation: { action: "StopInstances", state: "SUCCESS", requestId: "r-1" },
        },
      ],
    });
    const [as] = made.accounts;
    assert.ok(as);
    const parameters = { InstanceIds: ["lhins-seeded00"] };
    const { InstanceSet } = await lighthouse.ok("DescribeInstances", parameters, { as, region: "ap-tokyo" });
    const [row = {}] = InstanceSet as Record<string, unknown>[];
    const { InstanceName, InstanceState, CPU, LatestOperation, LatestOperationRequestId, LoginSettings } = row;
    assert.deepEqual(
      [InstanceName, InstanceState, CPU, LatestOperation, LatestOperationRequestId, LoginSettings],
      ["web", "STOPPED", 16, "StopInstances", "r-1", { KeyIds: ["lhkp-seeded00"] }],
    );
  });

  it("refuses what it does not know, and says what that is", async () => {
    const refused = async (method: string, path: string, body?: object) => {
      const { status, json } = await lighthouse.rawControl(method, path, body);
      return [status, (json as { error: string }).error] as const;
    };
    assert.deepEqual(await refused("PATCH", "/settings", { operationsMs: 1 }), [
      400,
      "/operationsMs: Unexpected property",
    ]);
    assert.equal((await refused("POST", "/seed", { instances: [{ InstanceState: "RUNNING" }] }))[0], 400);
    assert.equal((await refused("GET", "/instances/lhins-unknown0"))[0], 404);
    assert.equal((await refused("POST", "/bind", { keyId: "lhkp-unknown0", instanceId: "lhins-unknown0" }))[0], 404);
    assert.equal((await refused("GET", "/nothing"))[0], 404);
    await lighthouse.seed({ instances: [{ instanceId: "lhins-once0000" }] });
    assert.equal((await refused("POST", "/seed", { instances: [{ instanceId: "lhins-once0000" }] }))[0], 409);
    const response = await fetch(`${lighthouse.running.control}/seed`, { method: "POST", body: "{" });
    assert.deepEqual([response.status, await response.json()], [400, { error: "The body is not JSON." }]);
  });

  it("refuses to bind across regions", async () => {
    await lighthouse.seed({
      keyPairs: [{ keyId: "lhkp-tokyo000", region: "ap-tokyo" }],
      instances: [{ instanceId: "lhins-canton00" }],
    });
    const pair = { keyId: "lhkp-tokyo000", instanceId: "lhins-canton00" };
    assert.equal((await lighthouse.rawControl("POST", "/bind", pair)).status, 409);
  });

  it("logs each call with who, where, what and what came of it", async () => {
    const { instanceIds: InstanceIds } = await lighthouse.seed({ instances: 1 });
    const { RequestId } = await lighthouse.ok("StopInstances", { InstanceIds });
    await lighthouse.code("StopInstances", { InstanceIds });
    const [first, second] = await calls();
    const { accountId } = lighthouse.running;
    assert.deepEqual(
      [
        first?.n,
        first?.action,
        first?.parameters,
        first?.account,
        first?.region,
        first?.reply,
        first?.requestId,
        first?.executed,
      ],
      [1, "StopInstances", { InstanceIds }, accountId, "ap-guangzhou", {}, RequestId, true],
    );
    assert.deepEqual(
      [second?.reply, second?.executed],
      [{ code: "UnsupportedOperation.LatestOperationUnfinished" }, false],
    );
    assert.deepEqual(
      (await calls("?since=1")).map(({ n }) => n),
      [2],
    );
    assert.deepEqual(await calls("?action=StartInstances"), []);
    assert.equal((await lighthouse.rawControl("GET", "/calls?since=x")).status, 400);
  });

  it("keeps secrets out of the log, and the control interface out of it too", async () => {
    const { instanceIds: InstanceIds } = await lighthouse.seed({ instances: 1 });
    await lighthouse.ok("ResetInstancesPassword", { InstanceIds, Password: "correct-Horse7" });
    const text = JSON.stringify(await calls());
    assert.ok(!text.includes("correct-Horse7"));
    assert.equal((await calls()).length, 1);
  });

  it("counts calls, errors and shutdowns exactly, and forgets them when told", async () => {
    const { instanceIds: InstanceIds } = await lighthouse.seed({ instances: 2 });
    await lighthouse.ok("StopInstances", { InstanceIds });
    await lighthouse.code("StopInstances", { InstanceIds });
    await lighthouse.code("DoTheImpossible");
    const unfinished = { "UnsupportedOperation.LatestOperationUnfinished": 1 };
    assert.deepEqual(await lighthouse.control("GET", "/counts"), {
      actions: {
        StopInstances: { calls: 2, executed: 1, errors: unfinished },
        "(unknown)": { calls: 1, executed: 0, errors: { InvalidAction: 1 } },
      },
      shutdowns: { total: 2, instances: Object.fromEntries(InstanceIds.map((id) => [id, 1])) },
    });
    await lighthouse.control("DELETE", "/calls");
    assert.deepEqual(await lighthouse.control("GET", "/counts"), {
      actions: {},
      shutdowns: { total: 0, instances: {} },
    });
    assert.deepEqual(await calls(), []);
  });

  it("does not count a shutdown by hand", async () => {
    const [id] = (await lighthouse.seed({ instances: 1 })).instanceIds;
    await lighthouse.control("PATCH", `/instances/${id}`, { state: "STOPPED" });
    const { shutdowns, powerHistory } = await lighthouse.control("GET", `/instances/${id}`);
    assert.equal(shutdowns, 0);
    assert.equal((powerHistory as { by: string }[])[0]?.by, "control");
  });

  it("lets another tool work on an instance, in sight or hidden", async () => {
    const [id = ""] = (await lighthouse.seed({ instances: 1 })).instanceIds;
    const InstanceIds = [id];
    const work = { name: "ResetInstance", operationMs: 500, state: "PENDING", finalState: "RUNNING" };
    await lighthouse.control("POST", `/instances/${id}/operation`, work);
    const row = await lighthouse.row(id);
    assert.deepEqual(
      [row.LatestOperation, row.LatestOperationState, row.InstanceState],
      ["ResetInstance", "OPERATING", "PENDING"],
    );
    assert.equal(
      await lighthouse.code("StopInstances", { InstanceIds }),
      "UnsupportedOperation.LatestOperationUnfinished",
    );
    await lighthouse.pass(500);
    assert.equal((await lighthouse.row(id)).InstanceState, "RUNNING");
    await lighthouse.control("POST", `/instances/${id}/operation`, { hidden: true, operationMs: 500 });
    assert.equal(
      await lighthouse.code("StopInstances", { InstanceIds }),
      "OperationDenied.InstanceOperationInProgress",
    );
    await lighthouse.pass(500);
    assert.equal(await lighthouse.code("StopInstances", { InstanceIds }), "");
  });

  it("shows the whole world, and no secret", async () => {
    const made = await lighthouse.seed({ keyPairs: 1, instances: 1 });
    const pair = { keyId: made.keyIds[0], instanceId: made.instanceIds[0] };
    await lighthouse.control("POST", "/bind", pair);
    const state = await lighthouse.control<{
      accounts: { accountId: string }[];
      instances: { instanceId: string; keyIds: string[] }[];
      keyPairs: { keyId: string; instanceIds: string[] }[];
    }>("GET", "/state");
    assert.equal(state.accounts[0]?.accountId, lighthouse.running.accountId);
    assert.deepEqual(state.instances[0]?.keyIds, made.keyIds);
    assert.deepEqual(state.keyPairs[0]?.instanceIds, made.instanceIds);
    assert.ok(!JSON.stringify(state).includes(lighthouse.running.secretKey));
    await lighthouse.control("POST", "/unbind", pair);
    const { keyIds } = await lighthouse.control("GET", `/instances/${pair.instanceId}`);
    assert.deepEqual(keyIds, []);
  });

  it("tells the settings that hold, and removes those of one instance", async () => {
    await lighthouse.control("PATCH", "/settings", {
      secondKey: "replace",
      instances: { "lhins-a": { staleReads: 1 } },
    });
    await lighthouse.control("PATCH", "/settings", { instances: { "lhins-a": { nullStateReads: 2 } } });
    const set = await lighthouse.control("GET", "/settings");
    assert.deepEqual([set.secondKey, set.comesBack], ["replace", true]);
    assert.deepEqual(set.instances, { "lhins-a": { staleReads: 1, nullStateReads: 2 } });
    const after = await lighthouse.control("PATCH", "/settings", { instances: { "lhins-a": null } });
    assert.deepEqual(after.instances, {});
  });

  it("keeps the world's time when it is changed between real and virtual", async () => {
    const now = async () => (await lighthouse.control<{ nowMs: number }>("GET", "/time")).nowMs;
    await lighthouse.pass(3_600_000);
    const virtual = await now();
    await lighthouse.control("PATCH", "/settings", { time: "real" });
    const real = await now();
    assert.ok(real >= virtual && real < virtual + 60_000);
    await lighthouse.control("PATCH", "/settings", { time: "virtual" });
    assert.equal(await now(), await now());
  });
});
