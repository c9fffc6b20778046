import { strict as assert } from "node:assert";
import { TestLighthouse } from "./testLighthouse";

describe("names that there are not, in control requests", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const refused = async (method: string, path: string, body: object) => {
    const { status, json } = await lighthouse.rawControl(method, path, body);
    return [status, (json as { error?: string }).error];
  };
  const misspelt = { StopInstance: { operationMs: 1 } };
  const said = '/actions: there is no action "StopInstance".';

  it("are refused as actions of settings, also at a reset, and nothing is set", async () => {
    assert.deepEqual(await refused("PATCH", "/settings", { secondKey: "replace", actions: misspelt }), [400, said]);
    assert.deepEqual(await refused("POST", "/reset", { actions: misspelt }), [400, said]);
    assert.equal((await lighthouse.control("GET", "/settings")).secondKey, "add");
  });

  it("are refused as the action of a fault, and no fault of the list is set", async () => {
    const effect = { code: "InternalError" };
    const faults = [
      { action: "*", effect },
      { action: "StopInstance", effect },
    ];
    assert.deepEqual(await refused("POST", "/faults", faults), [400, '/action: there is no action "StopInstance".']);
    assert.deepEqual(await lighthouse.control("GET", "/faults"), { faults: [] });
  });

  it("are taken where there are such actions: of Lighthouse, of STS, and metadata", async () => {
    const actions = { StopInstances: { operationMs: 1 }, AssumeRole: { latencyMs: 1 }, metadata: { latencyMs: 1 } };
    assert.deepEqual((await lighthouse.control("PATCH", "/settings", { actions })).actions, actions);
    await lighthouse.control("POST", "/faults", { action: "metadata", effect: { http: 500 } });
  });

  it("are refused in the query of the log", async () => {
    const { status, json } = await lighthouse.rawControl("GET", "/calls?actions=StopInstances");
    assert.deepEqual([status, json], [400, { error: "actions: calls are asked for by since and action." }]);
  });

  it("are refused as switches of an instance that no instance can answer", async () => {
    const instances = { "lhins-00000000": { unknownKey: "error" } };
    assert.equal((await refused("PATCH", "/settings", { instances }))[0], 400);
    const actions = { DescribeKeyPairs: { unknownKey: "error" } };
    await lighthouse.control("PATCH", "/settings", { actions });
    const unknown = { KeyIds: ["lhkp-unknown0"] };
    assert.equal(await lighthouse.code("DescribeKeyPairs", unknown), "ResourceNotFound.KeyIdNotFound");
  });
});

describe("regions and ids that no call could name, in control requests", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const refused = async (method: string, path: string, body: object) => {
    const { status, json } = await lighthouse.rawControl(method, path, body);
    return [status, (json as { error?: string }).error];
  };

  it("are refused", async () => {
    const mars = (where: string) => [400, `${where}: there is no region "mars".`];
    assert.deepEqual(await refused("POST", "/seed", { instances: [{ region: "mars" }] }), mars("region"));
    assert.deepEqual(await refused("POST", "/seed", { keyPairs: [{ region: "mars" }] }), mars("region"));
    assert.deepEqual(await refused("PATCH", "/settings", { defaultRegion: "mars" }), mars("/defaultRegion"));
    assert.deepEqual(await refused("POST", "/reset", { defaultRegion: "mars" }), mars("/defaultRegion"));
    assert.deepEqual(await refused("POST", "/seed", { instances: [{ instanceId: "ins-12345678" }] }), [
      400,
      "/instances/0/instanceId: Expected string to match '^lhins-[0-9a-z]{6,16}$'",
    ]);
    assert.deepEqual(await refused("POST", "/seed", { keyPairs: [{ keyId: "lhkp-1" }] }), [
      400,
      "/keyPairs/0/keyId: Expected string to match '^lhkp-[0-9a-z]{6,16}$'",
    ]);
    const { instances, keyPairs } = await lighthouse.control("GET", "/state");
    assert.deepEqual([instances, keyPairs], [[], []]);
  });
});

describe("values that are wrong, in control requests", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const said = async (method: string, path: string, body: unknown) => {
    const { status, json } = await lighthouse.rawControl(method, path, body as object);
    assert.equal(status, 400);
    return (json as { error: string }).error;
  };

  it("are named with their place and with what is taken there", async () => {
    const settings = (body: object) => said("PATCH", "/settings", body);
    assert.equal(await settings({ secondKey: "both" }), '/secondKey: Expected "add" or "replace"');
    assert.equal(await settings({ operationMs: "1" }), "/operationMs: Expected number");
    assert.equal(
      await settings({ instances: { "lhins-a": { staleReads: -1 } } }),
      "/instances/lhins-a/staleReads: Expected integer to be greater or equal to 0",
    );
    const patch = await said("POST", "/seed", { instances: [{ state: "UP" }] });
    assert.match(patch, /^\/instances\/0\/state: Expected "PENDING" or .*"EXIT_RESCUE_MODE"$/);
  });

  it("are named in a fault by the effect and edit that come nearest", async () => {
    const effect = (of: object) => said("POST", "/faults", { action: "*", effect: of });
    assert.equal(await effect({ code: "X", htpp: 1 }), "/effect/htpp: Unexpected property");
    assert.match(await effect({ body: "none" }), /^\/effect\/body: Expected "empty" or .*"emptyObject"$/);
    assert.match(
      await effect({ edits: [{ edit: "bnd" }] }),
      /^\/effect\/edits\/0\/edit: Expected "bind" or .*"settings"$/,
    );
    const call = await said("POST", "/faults", [{ action: "*", call: 0, effect: { code: "X" } }]);
    assert.equal(call, "/0/call: Expected integer to be greater or equal to 1, or Expected object");
  });
});

describe("work that is hidden", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());

  it("ends by hand, of one instance or of all", async () => {
    const { instanceIds: InstanceIds } = await lighthouse.seed({ instances: 2 });
    const [one, other] = InstanceIds;
    const hidden = { hidden: true, byHand: true };
    await lighthouse.control("POST", `/instances/${one}/operation`, hidden);
    await lighthouse.control("POST", `/instances/${other}/operation`, hidden);
    const stop = () => lighthouse.code("StopInstances", { InstanceIds });
    await lighthouse.pass(3_600_000);
    assert.equal(await stop(), "OperationDenied.InstanceOperationInProgress");
    await lighthouse.control("POST", "/operations/finish", { instanceId: one });
    const again = await lighthouse.rawControl("POST", "/operations/finish", { instanceId: one });
    assert.equal(again.status, 409);
    assert.equal(await stop(), "OperationDenied.InstanceOperationInProgress");
    await lighthouse.control("POST", "/operations/finish", {});
    assert.equal(await stop(), "");
  });
});
