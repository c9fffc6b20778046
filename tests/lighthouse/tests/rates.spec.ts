import { strict as assert } from "node:assert";
import type { Signer } from "./signedRequest";
import { TestLighthouse } from "./testLighthouse";

/** How many calls more than allowed are sent. */
const MORE = 5;

/** Counted by the world's time, which stands still: however slow the machine, a second passes only when it is told to. */
describe("the rates of the actions", () => {
  let lighthouse: TestLighthouse;
  let keyIds: string[];
  let instanceIds: string[];
  before(async () => {
    lighthouse = await TestLighthouse.start({
      rateLimits: true,
      rateClock: "world",
      operationMs: 0,
      keysPerInstance: null,
      keyPairQuota: 100,
    });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    const made = await lighthouse.seed({ keyPairs: 25, instances: 30 });
    keyIds = made.keyIds;
    instanceIds = made.instanceIds;
  });

  /** What comes of so many calls at one moment: how many are accepted, and how many meet the limit. Nothing else may. */
  const measure = async (action: string, calls: number, parameters: (n: number) => object, as?: Signer) => {
    const sent = Array.from({ length: calls }, (_, n) => lighthouse.code(action, parameters(n), as && { as }));
    const codes = await Promise.all(sent);
    const of = (code: string) => codes.filter((each) => each === code).length;
    assert.equal(of("") + of("RequestLimitExceeded"), calls, [...new Set(codes)].join());
    return { accepted: of(""), refused: of("RequestLimitExceeded") };
  };
  /** So many are accepted at once, none more; after a second as many again, and both counts are the server's too. */
  const holds = async (action: string, rate: number, parameters: (n: number) => object) => {
    assert.deepEqual(await measure(action, rate + MORE, parameters), { accepted: rate, refused: MORE });
    await lighthouse.pass(1_000);
    assert.deepEqual(await measure(action, rate + MORE, (n) => parameters(n + rate + MORE)), {
      accepted: rate,
      refused: MORE,
    });
    const { actions } = await lighthouse.control<{ actions: Record<string, object> }>("GET", "/counts");
    assert.deepEqual(actions[action], {
      calls: 2 * (rate + MORE),
      executed: 2 * rate,
      errors: { RequestLimitExceeded: 2 * MORE },
    });
  };
  const one = (n: number) => ({ InstanceIds: [instanceIds[n]] });

  it("AssociateInstancesKeyPairs: 10 a second", () =>
    holds("AssociateInstancesKeyPairs", 10, (n) => ({ KeyIds: [keyIds[0]], ...one(n) })));

  it("DisassociateInstancesKeyPairs: 20 a second", async () => {
    const pairs = instanceIds.slice(0, 2).flatMap((instanceId) => keyIds.map((keyId) => ({ keyId, instanceId })));
    await lighthouse.seed({ bindings: pairs });
    await holds("DisassociateInstancesKeyPairs", 20, (n) => ({
      KeyIds: [pairs[n]?.keyId],
      InstanceIds: [pairs[n]?.instanceId],
    }));
  });

  it("DescribeInstances: 100 a second", () => holds("DescribeInstances", 100, () => ({})));

  it("DescribeKeyPairs: 100 a second", () => holds("DescribeKeyPairs", 100, () => ({})));

  it("CreateKeyPair: 20 a second", async function () {
    this.timeout(30_000);
    const create = (n: number) => ({ KeyName: `made_${n}` });
    assert.deepEqual(await measure("CreateKeyPair", 25, create), { accepted: 20, refused: 5 });
  });

  it("ImportKeyPair: 10 a second", async () => {
    const drawn = Array.from({ length: 30 }, () => ({ region: "ap-tokyo" }));
    await lighthouse.seed({ keyPairs: drawn });
    const { keyPairs } = await lighthouse.control<{ keyPairs: { publicKey: string; region: string }[] }>(
      "GET",
      "/state",
    );
    const keys = keyPairs.filter(({ region }) => region === "ap-tokyo").map(({ publicKey }) => publicKey);
    await holds("ImportKeyPair", 10, (n) => ({ KeyName: `mine_${n}`, PublicKey: keys[n] }));
  });

  it("DeleteKeyPairs: 10 a second", async () => {
    const made = await lighthouse.seed({ keyPairs: 5 });
    const all = [...keyIds, ...made.keyIds];
    await holds("DeleteKeyPairs", 10, (n) => ({ KeyIds: [all[n]] }));
  });

  it("StopInstances: 10 a second", () => holds("StopInstances", 10, one));

  it("StartInstances: 10 a second", async () => {
    const stopped = Array.from({ length: 30 }, () => ({ state: "STOPPED" }));
    const made = await lighthouse.seed({ instances: stopped });
    await holds("StartInstances", 10, (n) => ({ InstanceIds: [made.instanceIds[n]] }));
  });

  it("DescribeRegions: 10 a second", () => holds("DescribeRegions", 10, () => ({})));

  it("DescribeInstancesDeniedActions: 10 a second", () => holds("DescribeInstancesDeniedActions", 10, one));

  it("are of each account, each action and each region alone, and come back bit by bit", async () => {
    const [other] = (await lighthouse.seed({ accounts: 1 })).accounts;
    const full = { accepted: 10, refused: 5 };
    const regions = (as?: Signer) => measure("DescribeRegions", 15, () => ({}), as);
    assert.deepEqual(await regions(), full);
    assert.deepEqual(await regions(other), full);
    assert.deepEqual(await measure("DescribeInstancesDeniedActions", 15, one), full);
    assert.equal(await lighthouse.code("DescribeRegions"), "RequestLimitExceeded");
    assert.equal(await lighthouse.code("DescribeRegions", {}, { region: "ap-tokyo" }), "");
    await lighthouse.pass(300);
    assert.deepEqual(await regions(), { accepted: 3, refused: 12 });
  });

  it("are of an account in all regions together where that is set", async () => {
    await lighthouse.control("PATCH", "/settings", { rateScope: "account" });
    await measure("DescribeRegions", 10, () => ({}));
    assert.equal(await lighthouse.code("DescribeRegions", {}, { region: "ap-tokyo" }), "RequestLimitExceeded");
  });

  it("do not hold where they are switched off", async () => {
    await lighthouse.control("PATCH", "/settings", { rateLimits: false });
    assert.deepEqual(await measure("DescribeRegions", 50, () => ({})), { accepted: 50, refused: 0 });
  });
});
