import { strict as assert } from "node:assert";
import { type Row, TestLighthouse } from "./testLighthouse";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

describe("who decides a switch", () => {
  let lighthouse: TestLighthouse;
  let KeyIds: string[];
  let InstanceIds: string[];
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    ({ keyIds: KeyIds, instanceIds: InstanceIds } = await lighthouse.seed({ keyPairs: 1, instances: 2 }));
  });
  const set = (settings: object) => lighthouse.control("PATCH", "/settings", settings);
  const done = async (action: string) => {
    await lighthouse.ok(action, { KeyIds, InstanceIds });
    await lighthouse.pass(1_000);
  };
  const powers = async () => {
    const { InstanceSet } = await lighthouse.ok("DescribeInstances", { InstanceIds });
    const rows = new Map((InstanceSet as Row[]).map((row) => [row.InstanceId, row.InstanceState]));
    return InstanceIds.map((id) => rows.get(id));
  };

  it("is an action for its own calls, and the world for those of others", async () => {
    await set({ actions: { [UNBIND]: { comesBack: false } } });
    await done(BIND);
    assert.deepEqual(await powers(), ["RUNNING", "RUNNING"]);
    await done(UNBIND);
    assert.deepEqual(await powers(), ["STOPPED", "STOPPED"]);
  });

  it("is an instance before an action, and an action before the world", async () => {
    const [first = ""] = InstanceIds;
    await set({
      comesBack: true,
      actions: { [BIND]: { comesBack: false } },
      instances: { [first]: { comesBack: true } },
    });
    await done(BIND);
    assert.deepEqual(await powers(), ["RUNNING", "STOPPED"]);
  });

  it("is the next level once an entry is taken away, or the world is reset", async () => {
    const [first = ""] = InstanceIds;
    await set({ actions: { [BIND]: { comesBack: false } }, instances: { [first]: { comesBack: true } } });
    await set({ instances: { [first]: null } });
    await done(BIND);
    assert.deepEqual(await powers(), ["STOPPED", "STOPPED"]);
    await lighthouse.reset();
    const { actions, instances, comesBack } = await lighthouse.control("GET", "/settings");
    assert.deepEqual([actions, instances, comesBack], [undefined, undefined, true]);
  });

  it("is an instance that does not exist yet, once it does", async () => {
    const instanceId = "lhins-later000";
    await set({ instances: { [instanceId]: { comesBack: false } } });
    await lighthouse.seed({ instances: [{ instanceId }] });
    InstanceIds = [instanceId, ...InstanceIds];
    await done(BIND);
    assert.deepEqual(await powers(), ["STOPPED", "RUNNING", "RUNNING"]);
  });

  it("is an action for its rows, of key pairs too, which no instance decides", async () => {
    const [first = ""] = InstanceIds;
    await set({
      actions: { DescribeKeyPairs: { onlineKnown: false } },
      instances: { [first]: { onlineKnown: false } },
    });
    const fields = async () => {
      const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds });
      return Object.keys((KeyPairSet as [object])[0]);
    };
    assert.ok(!(await fields()).includes("AssociatedInstanceSet"));
    await set({ actions: { DescribeKeyPairs: null } });
    assert.ok((await fields()).includes("AssociatedInstanceSet"));
  });
});
