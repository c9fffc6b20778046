import assert from "node:assert/strict";
import { ApiError } from "../../provider/apiError.js";
import type { Lighthouse } from "../../provider/lighthouse.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { ALL, ID, ids, recorded, scene, sent, THREE } from "./manyScene.js";

describe("a preview of several associations, one after the other", () => {
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
    for (const told of [
      undefined,
      7,
      {},
      { file: "[]", place: "0" },
      { file: "[]", place: 0 },
      { file: "{", place: 0 },
    ]) {
      const { check, calls } = scene();
      for (const id of [ONE, TWO]) {
        await check({}, { ...ids(id, [KEY_A]), region: REGION, __declaration: { isPreview: true, told } });
      }
      assert.equal(calls().filter((call) => call === "DescribeInstances 1").length, 2);
    }
  });

  it("looks again at what it saw more than a minute ago", async () => {
    const { lighthouse, clock, check } = scene();
    assert.deepEqual((await check({}, sent(ONE, [KEY_A]))).failures, []);
    lighthouse.removeInstance(TWO);
    await clock.advance(61_000);
    assert.match((await check({}, sent(TWO, [KEY_A]))).failures.join(), /does not exist/);
  });

  /** Lets the service refuse an action whenever it names an instance; answers with how often it was called. */
  const refusing = (
    lighthouse: Lighthouse,
    method: "describeInstances" | "describeDeniedActions",
    id: string,
    code: string,
  ) => {
    const real = lighthouse[method].bind(lighthouse) as (ids: readonly string[]) => Promise<never[]>;
    lighthouse[method] = (named: readonly string[]) => {
      if (!named.includes(id)) return real(named);
      return Promise.reject(new ApiError({ action: method, region: REGION, message: `not ${id}`, code }));
    };
  };

  it("asks what is denied on one by itself where that is not told of all together", async () => {
    const { lighthouse, check } = scene();
    lighthouse.describeDeniedActions = (named) => {
      const [action, code] = ["AssociateInstancesKeyPairs", "UnsupportedOperation.InstanceExpired"];
      return Promise.resolve(
        named.includes(TWO) ? [{ instanceId: TWO, action, code, message: "It has expired." }] : [],
      );
    };
    refusing(lighthouse, "describeDeniedActions", THREE, "UnauthorizedOperation");
    assert.deepEqual((await check({}, sent(ONE, [KEY_A]))).failures, []);
    assert.match((await check({}, sent(TWO, [KEY_A]))).failures.join(), /InstanceExpired/);
    assert.deepEqual((await check({}, sent(THREE, [KEY_A]))).failures, []);
  });

  it("fails only for its own, also where two are looked at at the same time", async () => {
    for (const code of ["InvalidParameterValue", "UnauthorizedOperation"]) {
      const { lighthouse, provider, clock, warnings } = scene();
      refusing(lighthouse, "describeInstances", THREE, code);
      const first = provider.check({}, sent(ONE, [KEY_A]));
      await clock.advance(25);
      const second = provider.check({}, sent(TWO, [KEY_A]));
      await clock.run(Promise.all([first, second]));
      assert.equal(warnings.filter((text) => text.includes("will be shut down")).length, 2, warnings.join());
      assert.doesNotMatch(warnings.join(), /without having looked/);
    }
  });

  it("goes on one by one after all together were refused", async () => {
    const { lighthouse, check, calls } = scene();
    refusing(lighthouse, "describeInstances", THREE, "UnauthorizedOperation");
    for (const id of [ONE, TWO]) await check({}, sent(id, [KEY_A]));
    assert.deepEqual(calls(), [
      "DescribeKeyPairs 1",
      "DescribeInstances 1",
      "DescribeInstancesDeniedActions 1",
      "DescribeInstances 1",
      "DescribeInstancesDeniedActions 1",
    ]);
  });

  it("asks once, and not again for one, where the service refuses everybody or is out of reach", async () => {
    for (const [code, atMost] of [
      ["AuthFailure.SignatureFailure", 1],
      ["InternalError", 5],
    ] as const) {
      const { lighthouse, provider, clock, calls } = scene();
      lighthouse.trouble("DescribeKeyPairs", ...Array.from({ length: 20 }, () => ({ code })));
      await clock.run(provider.check({}, sent(ONE, [KEY_A])).catch(() => undefined));
      assert.equal(calls().length, atMost);
    }
  });

  it("that are bound already looks at the keys of many at once", async () => {
    const { lighthouse, check, calls } = scene();
    const keys = ["lhkp-key00001", "lhkp-key00002", "lhkp-key00003"];
    for (const [place, keyId] of keys.entries()) lighthouse.addKeys([keyId], ALL.slice(place, place + 1));
    const others = keys.map((keyId, place) => ids(ALL[place] ?? "", [keyId]));
    for (const [place, keyId] of keys.entries()) await check({}, sent(ALL[place] ?? "", [keyId], others));
    assert.deepEqual(calls(), ["DescribeKeyPairs 3"]);
  });

  it("asks nobody any more what is denied where the service does not tell it at all", async () => {
    const { lighthouse, check, calls } = scene();
    lighthouse.trouble("DescribeInstancesDeniedActions", ...ALL.map(() => ({ code: "InvalidAction" })));
    for (const id of ALL) await check({}, sent(id, [KEY_A], []));
    assert.equal(calls().filter((call) => call.startsWith("DescribeInstancesDenied")).length, 1);
  });
});
