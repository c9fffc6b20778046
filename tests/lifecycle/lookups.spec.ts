import assert from "node:assert/strict";
import type { Lookups } from "../../provider/lookups/lookups.js";
import { openLookups } from "../../provider/lookups/openLookups.js";
import { startLighthouse } from "../lighthouse/startLighthouse";
import { Control } from "./control";
import type { LoggedCall } from "./writes";

/** Where nothing else is. */
const FAR = "ap-shanghai";

/** A fleet larger than two pages: every other machine is a web server, some run Windows, are down or have expired. */
const FLEET = Array.from({ length: 250 }, (_, index) => ({
  instanceId: `lhins-${String(index).padStart(8, "0")}`,
  state: index % 10 === 4 ? "STOPPED" : index % 10 === 6 ? "SHUTDOWN" : "RUNNING",
  platformType: index % 10 === 8 ? "WINDOWS" : "LINUX_UNIX",
  Tags: [
    { Key: "role", Value: index % 2 === 0 ? "web" : "db" },
    { Key: "stage", Value: index % 5 === 0 ? "live" : "test" },
  ],
}));

const KEYS = Array.from({ length: 45 }, (_, index) => ({
  keyId: `lhkp-${String(index).padStart(8, "0")}`,
  keyName: index === 44 ? "key4" : `key${index}`.padEnd(5, "x"),
  tags: index < 3 ? [{ Key: "team", Value: "ops" }] : [],
}));

const instanceIds = (wanted: (index: number) => boolean): string[] =>
  FLEET.filter((_, index) => wanted(index)).map(({ instanceId }) => instanceId);

describe("a look-up of what is there", function () {
  this.timeout(30_000);
  let stop: () => Promise<void>;
  let control: Control;
  let lookups: Lookups;

  before(async () => {
    const lighthouse = await startLighthouse();
    stop = () => lighthouse.stop();
    control = new Control(lighthouse.control);
    const config: Record<string, string> = {
      "tencentcloud:secretId": lighthouse.secretId,
      "tencentcloud:secretKey": lighthouse.secretKey,
      "tencentcloud:region": lighthouse.region,
      "tencentcloud:endpoint": lighthouse.endpoint,
      "tencentcloud:protocol": lighthouse.protocol,
    };
    lookups = openLookups({ get: (key) => config[key] });
    await control.post("seed", { instances: FLEET, keyPairs: KEYS });
    await control.post("seed", { instances: [{ instanceId: "lhins-far00001", region: FAR }] });
  });
  beforeEach(async () => {
    await control.delete("faults");
    await control.delete("calls");
  });
  after(() => stop());

  const calls = async (): Promise<LoggedCall[]> => (await control.get<{ calls: LoggedCall[] }>("calls")).calls;
  const found = async (...query: Parameters<Lookups["instances"]>): Promise<string[]> =>
    (await lookups.instances(query[0])).rows.map(({ instanceId }) => instanceId);

  it("finds all 250 instances and all 45 key pairs, in three calls and one", async () => {
    assert.deepEqual(
      await found({}),
      instanceIds(() => true),
    );
    const { rows } = await lookups.keyPairs({});

    assert.deepEqual(
      rows.map(({ keyId }) => keyId),
      KEYS.map(({ keyId }) => keyId),
    );
    assert.deepEqual(
      (await calls()).map(({ action }) => action),
      ["DescribeInstances", "DescribeInstances", "DescribeInstances", "DescribeKeyPairs"],
    );
  });

  it("finds every running Linux instance with a tag", async () => {
    const query = { tags: { role: "web" }, states: ["RUNNING"], platformType: "LINUX_UNIX" };

    assert.deepEqual(
      await found(query),
      instanceIds((index) => index % 10 === 0 || index % 10 === 2),
    );
    assert.equal((await calls()).length, 1, "the filters leave 75 to list");
  });

  it("finds by several tags, several values, and filters of the API", async () => {
    assert.deepEqual(
      await found({ tags: { role: "web", stage: "live" } }),
      instanceIds((index) => index % 10 === 0),
    );
    assert.deepEqual(
      await found({ tags: { role: ["web", "db"] } }),
      instanceIds(() => true),
    );
    const filters = [{ name: "tag-value", values: ["live"] }];
    assert.deepEqual(
      await found({ filters }),
      instanceIds((index) => index % 5 === 0),
    );
  });

  it("finds key pairs by exactly their names, and by their tags", async () => {
    const named = await lookups.keyPairs({ keyNames: ["key4"] });
    const tagged = await lookups.keyPairs({ tags: { team: "ops" } });

    assert.deepEqual(
      named.rows.map(({ keyId }) => keyId),
      [KEYS[44]?.keyId],
    );
    assert.equal(tagged.rows.length, 3);
    assert.match(named.rows[0]?.publicKey ?? "", /^ssh-rsa /);
  });

  it("finds 150 instances by their ids, and tells which of them do not exist", async () => {
    const ids = instanceIds((index) => index < 150);
    assert.deepEqual(await found({ instanceIds: ids }), ids);

    await assert.rejects(
      found({ instanceIds: [...ids, "lhins-nobody01", "lhins-far00001"] }),
      /instances lhins-nobody01, lhins-far00001 do not exist in region ap-guangzhou/,
    );
    await assert.rejects(lookups.keyPairs({ keyIds: ["lhkp-nobody01"] }), /key pair lhkp-nobody01 does not exist/);
    await control.patch("settings", { unknownInstance: "empty", unknownKey: "error" });
    await assert.rejects(found({ instanceIds: ["lhins-nobody01"] }), /instance lhins-nobody01 does not exist/);
    await assert.rejects(lookups.keyPairs({ keyIds: ["lhkp-nobody01"] }), /key pair lhkp-nobody01 does not exist/);
  });

  it("looks in the region that it names", async () => {
    assert.deepEqual(await found({ region: FAR }), ["lhins-far00001"]);
  });

  it("goes on where calls are lost, refused for a while, or come too fast for the service", async () => {
    await control.post("faults", [
      { action: "DescribeInstances", call: 1, effect: { reset: "after" } },
      { action: "DescribeInstances", call: 2, effect: { code: "RequestLimitExceeded" } },
      { action: "DescribeInstances", call: 3, effect: { http: 502 } },
    ]);

    assert.equal((await found({})).length, 250);
    assert.equal((await calls()).length, 6);
  });

  it("never answers with less than there is, though an instance disappears between two pages", async () => {
    await control.post("faults", {
      action: "DescribeInstances",
      call: 1,
      effect: { edits: [{ edit: "deleteInstance", instanceId: FLEET[0]?.instanceId }], when: "after" },
    });

    assert.deepEqual(
      await found({}),
      instanceIds((index) => index > 0),
    );
  });
});
