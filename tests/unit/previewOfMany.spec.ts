import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const THREE = "lhins-33333333";
const ALL = [ONE, TWO, THREE];

/** One of several associations of a program, each of one instance, that is told of the others. */
const sent = (instanceId: string, keyIds: string[], others: object[] = ALL.map((id) => ids(id, keyIds))) => {
  const neighbours = JSON.stringify(others);
  return {
    ...ids(instanceId, keyIds),
    region: REGION,
    __declaration: { urn: instanceId, isPreview: true, neighbours },
  };
};
const ids = (instanceId: string, keyIds: string[]) => ({ keyIds, instanceIds: [instanceId] });

const recorded = (instanceId: string, keyIds: string[]) => ({
  ...ids(instanceId, keyIds),
  region: REGION,
  power: "asFound",
  stateVersion: 1,
  bindings: [{ instanceId, keyIds }],
});

describe("a preview of several associations, one after the other", () => {
  const scene = () => {
    const made = newScriptedScene();
    made.lighthouse.addInstances(ALL).addKeys([KEY_A, KEY_B]);
    const calls = () => made.lighthouse.calls.map(({ action, ids: named }) => `${action} ${named.length}`);
    const check = async (olds: object, news: object) => {
      const { inputs, failures } = await made.clock.run(made.provider.check(olds, news));
      return { inputs: inputs as object, failures: (failures ?? []).map(({ reason }) => reason) };
    };
    return { ...made, calls, check };
  };

  it("that are new looks at all of them with the first, whichever that is", async () => {
    const { check, calls, warnings } = scene();
    for (const instanceId of [TWO, THREE, ONE]) {
      assert.deepEqual((await check({}, sent(instanceId, [KEY_A]))).failures, []);
    }
    assert.deepEqual(calls(), ["DescribeKeyPairs 1", "DescribeInstances 3", "DescribeInstancesDeniedActions 3"]);
    assert.equal(warnings.filter((text) => text.includes("1 running instance will be shut down")).length, 3);
  });

  it("of which one is new does not look at the instances of the others", async () => {
    const { lighthouse, check, calls } = scene();
    lighthouse.addKeys([KEY_A], [ONE, TWO]);
    for (const instanceId of [ONE, TWO]) await check(ids(instanceId, [KEY_A]), sent(instanceId, [KEY_A]));
    assert.deepEqual(calls(), []);
    await check({}, sent(THREE, [KEY_A]));
    assert.deepEqual(calls(), ["DescribeKeyPairs 1", "DescribeInstances 1", "DescribeInstancesDeniedActions 1"]);
  });

  it("that exchange a key looks at the instances once, and once for each key", async () => {
    const { lighthouse, provider, clock, check, calls, informed } = scene();
    lighthouse.addKeys([KEY_A], ALL);
    for (const instanceId of ALL) {
      const { inputs } = await check(ids(instanceId, [KEY_A]), sent(instanceId, [KEY_B]));
      await clock.run(provider.diff(ID, recorded(instanceId, [KEY_A]), inputs));
    }
    assert.equal(informed.length, 3);
    assert.deepEqual(calls(), [
      "DescribeKeyPairs 1",
      "DescribeInstances 3",
      "DescribeInstancesDeniedActions 3",
      "DescribeKeyPairs 1",
    ]);
  });

  it("that lose a key looks at all of them with the first", async () => {
    const { lighthouse, provider, clock, check, calls, informed } = scene();
    lighthouse.addKeys([KEY_A, KEY_B], ALL);
    for (const instanceId of ALL) {
      const { inputs } = await check(ids(instanceId, [KEY_A, KEY_B]), sent(instanceId, [KEY_A]));
      await clock.run(provider.diff(ID, recorded(instanceId, [KEY_A, KEY_B]), inputs));
    }
    assert.equal(informed.length, 3);
    // The key that stays is looked at for the others' sake: it might be theirs to bind.
    assert.deepEqual(calls(), ["DescribeKeyPairs 2", "DescribeInstances 3", "DescribeInstancesDeniedActions 3"]);
  });

  it("refuses only the one that cannot be, for its own fault", async () => {
    const { lighthouse, check } = scene();
    lighthouse.removeInstance(TWO);
    assert.deepEqual((await check({}, sent(ONE, [KEY_A]))).failures, []);
    assert.match((await check({}, sent(TWO, [KEY_A]))).failures.join(), /instanceIds\[0\].*does not exist/);
    assert.deepEqual((await check({}, sent(THREE, [KEY_A]))).failures, []);
  });

  it("looks at one by itself where all together are refused", async () => {
    const { lighthouse, check, warnings } = scene();
    lighthouse.trouble("DescribeInstances", { code: "UnauthorizedOperation" });
    assert.deepEqual((await check({}, sent(ONE, [KEY_A]))).failures, []);
    assert.match(warnings.join("\n"), /1 running instance will be shut down/);
  });

  it("names no malformed id of another one, nor one of another region", async () => {
    const { lighthouse, check } = scene();
    const others = [ids("lhins-NO", [KEY_A]), ids(TWO, ["skey-1"]), { ...ids(THREE, [KEY_A]), region: "ap-tokyo" }];
    await check({}, sent(ONE, [KEY_A], [...others, 7 as unknown as object]));
    const named = new Set(lighthouse.calls.flatMap((call) => call.ids));
    assert.deepEqual([...named].sort(), [ONE, KEY_A].sort());
  });

  it("looks at each by itself where nothing, or nothing that can be read, is told of the others", async () => {
    const { check, calls } = scene();
    for (const neighbours of [undefined, "{", "7", "null"]) {
      const declaration = { isPreview: true, ...(neighbours !== undefined && { neighbours }) };
      await check({}, { ...ids(ONE, [KEY_A]), region: REGION, __declaration: declaration });
    }
    assert.deepEqual(calls(), ["DescribeKeyPairs 1", "DescribeInstances 1", "DescribeInstancesDeniedActions 1"]);
  });

  it("looks again at what it saw more than a minute ago", async () => {
    const { lighthouse, clock, check } = scene();
    assert.deepEqual((await check({}, sent(ONE, [KEY_A]))).failures, []);
    lighthouse.removeInstance(TWO);
    await clock.advance(61_000);
    assert.match((await check({}, sent(TWO, [KEY_A]))).failures.join(), /does not exist/);
  });
});
