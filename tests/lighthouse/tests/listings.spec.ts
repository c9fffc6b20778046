import { strict as assert } from "node:assert";
import { type Row, TestLighthouse } from "./testLighthouse";

describe("DescribeInstances", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  beforeEach(() => lighthouse.reset());
  const list = async (parameters: object) => {
    const { TotalCount, InstanceSet } = await lighthouse.ok("DescribeInstances", parameters);
    return { total: TotalCount, ids: (InstanceSet as Row[]).map(({ InstanceId }) => InstanceId) };
  };
  const found = async (Name: string, ...Values: string[]) => (await list({ Filters: [{ Name, Values }] })).ids;

  it("gives 20 rows unless told otherwise, also by ids, and the rest page by page", async () => {
    const { instanceIds } = await lighthouse.seed({ instances: 45 });
    const first = await list({});
    assert.deepEqual([first.total, first.ids.length], [45, 20]);
    const pages = [await list({ Offset: 0, Limit: 40 }), await list({ Offset: 40, Limit: 40 })];
    assert.deepEqual(new Set(pages.flatMap(({ ids }) => ids)), new Set(instanceIds));
    const byIds = await list({ InstanceIds: instanceIds });
    assert.deepEqual([byIds.total, byIds.ids.length], [45, 20]);
    assert.equal((await list({ InstanceIds: instanceIds, Limit: 100 })).ids.length, 45);
    assert.deepEqual((await list({ Offset: 1000 })).ids, []);
  });

  it("lists instances that wait for recycling first, then the newest", async () => {
    const made = [
      { instanceId: "lhins-oldest00", CreatedTime: "2020-01-01T00:00:00Z" },
      { instanceId: "lhins-newest00", CreatedTime: "2024-01-01T00:00:00Z" },
      { instanceId: "lhins-recycle0", CreatedTime: "2022-01-01T00:00:00Z", state: "SHUTDOWN" },
    ];
    await lighthouse.seed({ instances: made });
    assert.deepEqual((await list({})).ids, ["lhins-recycle0", "lhins-newest00", "lhins-oldest00"]);
    await lighthouse.control("PATCH", "/instances/lhins-oldest00", { state: "SHUTDOWN" });
    assert.deepEqual((await list({})).ids, ["lhins-recycle0", "lhins-oldest00", "lhins-newest00"]);
  });

  it("orders by expiry both ways", async () => {
    const instances = [
      { instanceId: "lhins-second00", ExpiredTime: "2030-02-01T00:00:00Z" },
      { instanceId: "lhins-first000", ExpiredTime: "2030-01-01T00:00:00Z" },
    ];
    await lighthouse.seed({ instances });
    const OrderField = "EXPIRED_TIME";
    assert.deepEqual((await list({ OrderField })).ids, ["lhins-first000", "lhins-second00"]);
    assert.deepEqual((await list({ OrderField, Order: "DESC" })).ids, ["lhins-second00", "lhins-first000"]);
  });

  it("filters by every documented name, values with or, filters with and", async () => {
    const a = {
      instanceId: "lhins-aaaaaaaa",
      name: "web",
      BundleId: "bundle_a",
      Zone: "ap-guangzhou-1",
      Tags: [{ Key: "role", Value: "web" }],
      PrivateAddresses: ["10.0.0.1"],
      PublicAddresses: ["198.18.0.1"],
    };
    const b = { instanceId: "lhins-bbbbbbbb", name: "db", state: "STOPPED", Tags: [{ Key: "tier", Value: "back" }] };
    await lighthouse.seed({ instances: [a, b] });
    const onlyA = [
      await found("instance-name", "web", "nothing"),
      await found("private-ip-address", "10.0.0.1"),
      await found("public-ip-address", "198.18.0.1"),
      await found("zone", "ap-guangzhou-1"),
      await found("instance-state", "RUNNING"),
      await found("tag-key", "role"),
      await found("tag-value", "web"),
      await found("tag:role", "web"),
      await found("bundle-id", "bundle_a"),
    ];
    assert.deepEqual(onlyA, Array(9).fill(["lhins-aaaaaaaa"]));
    assert.equal((await found("instance-state", "RUNNING", "STOPPED")).length, 2);
    const both = [
      { Name: "instance-state", Values: ["RUNNING"] },
      { Name: "instance-name", Values: ["db"] },
    ];
    assert.deepEqual((await list({ Filters: both })).ids, []);
  });

  it("shows every documented field, and three empty and one null before any operation", async () => {
    const { instanceIds } = await lighthouse.seed({ instances: 1 });
    const [id = ""] = instanceIds;
    const row: Record<string, unknown> = { ...(await lighthouse.row(id)) };
    const latest = ["", "State", "RequestId", "StartedTime"].map((part) => row[`LatestOperation${part}`]);
    assert.deepEqual(latest, ["", "", "", null]);
    assert.match(String(row.CreatedTime), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.ok(Object.keys(row).length >= 30);
  });
});

describe("DescribeKeyPairs", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
    const named = { keyId: "lhkp-aaaaaaaa", keyName: "deploy_key", tags: [{ Key: "team", Value: "a" }] };
    await lighthouse.seed({ keyPairs: [named, { keyId: "lhkp-bbbbbbbb", keyName: "other" }] });
  });
  after(() => lighthouse.stop());
  const ids = async (parameters: object) => {
    const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", parameters);
    return (KeyPairSet as { KeyId: string }[]).map(({ KeyId }) => KeyId);
  };

  it("filters by id as a whole, by name in part, and by tags", async () => {
    const found = [
      await ids({ Filters: [{ Name: "key-id", Values: ["lhkp-aaaaaaaa"] }] }),
      await ids({ Filters: [{ Name: "key-name", Values: ["ploy"] }] }),
      await ids({ Filters: [{ Name: "tag-key", Values: ["team"] }] }),
      await ids({ Filters: [{ Name: "tag:team", Values: ["a"] }] }),
    ];
    assert.deepEqual(found, Array(4).fill(["lhkp-aaaaaaaa"]));
  });

  it("leaves an unknown key out", async () => {
    assert.deepEqual(await ids({ KeyIds: ["lhkp-bbbbbbbb", "lhkp-unknown0"] }), ["lhkp-bbbbbbbb"]);
  });

  it("shows the text null for the private key", async () => {
    const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { Limit: 1 });
    assert.equal((KeyPairSet as { PrivateKey: string }[])[0]?.PrivateKey, "null");
  });
});

describe("the other listings", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());

  it("name regions in the language asked for, without a Region", async () => {
    const first = async (language: string) => {
      const options = { region: null, headers: { "X-TC-Language": language } };
      const { RegionSet } = await lighthouse.ok("DescribeRegions", {}, options);
      return (RegionSet as { RegionName: string }[])[0]?.RegionName;
    };
    assert.deepEqual([await first("zh-CN"), await first("en-US")], ["华北地区(北京)", "North China (Beijing)"]);
  });

  it("count how many key pairs are still free", async () => {
    await lighthouse.seed({ keyPairs: 3 });
    const ResourceNames = ["USER_KEY_PAIR", "SNAPSHOT"];
    const { GeneralResourceQuotaSet } = await lighthouse.ok("DescribeGeneralResourceQuotas", { ResourceNames });
    assert.deepEqual(GeneralResourceQuotaSet, [
      { ResourceName: "USER_KEY_PAIR", ResourceQuotaAvailable: 7, ResourceQuotaTotal: 10 },
      { ResourceName: "SNAPSHOT", ResourceQuotaAvailable: 10, ResourceQuotaTotal: 10 },
    ]);
    const unknown = "InvalidParameterValue.InvalidResourceQuotaResourceName";
    assert.equal(await lighthouse.code("DescribeGeneralResourceQuotas", { ResourceNames: ["CARS"] }), unknown);
  });
});
