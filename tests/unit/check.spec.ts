import assert from "node:assert/strict";
import fc from "fast-check";
import { check } from "../../provider/check.js";
import { UNKNOWN } from "../../provider/unknowns.js";
import { KEY_A, KEY_B, KEY_C, ONE, REGION, someInstanceIds, someKeyIds, THREE, TWO } from "./ids.js";
import { newScene } from "./scene.js";

const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO], region: REGION };

describe("checking what a program declares", () => {
  it("gives it back complete, and calls nothing", async () => {
    const { session, connected } = newScene();

    const { inputs, failures } = await check(session, {}, { ...declared, power: "leave", timeouts: { create: 60 } });

    assert.deepEqual(inputs, { ...declared, power: "leave", timeouts: { create: 60 } });
    assert.equal(failures, undefined);
    assert.deepEqual(connected, []);
  });

  it("keeps what the engine needs besides, such as the provider's line", async () => {
    const { session } = newScene();
    const { inputs } = await check(session, {}, { ...declared, __provider: "exports.handler = 1;" });
    assert.equal((inputs as Record<string, unknown>).__provider, "exports.handler = 1;");
  });

  it("fails with every problem, each at its property", async () => {
    const { session } = newScene();

    const { failures } = await check(session, {}, { keyIds: [], instanceIds: [ONE, ONE], region: "Guangzhou" });

    assert.deepEqual(
      failures?.map(({ property }) => property),
      ["keyIds", "instanceIds[1]", "region"],
    );
  });

  it("gives the same for what it gave before", async () => {
    await fc.assert(
      fc.asyncProperty(
        someKeyIds,
        someKeyIds,
        someInstanceIds,
        someInstanceIds,
        async (oldKeys, newKeys, oldOnes, newOnes) => {
          const { session } = newScene();
          const olds = { keyIds: oldKeys, instanceIds: oldOnes, region: REGION };

          const { inputs: first } = await check(session, olds, { keyIds: newKeys, instanceIds: newOnes });
          const { inputs: fromOlds } = await check(session, olds, first as typeof olds);
          const { inputs: fromItself } = await check(session, first as typeof olds, first as typeof olds);

          assert.deepEqual(fromOlds, first);
          assert.deepEqual(fromItself, first);
        },
      ),
    );
  });
});

describe("the order of ids", () => {
  it("stays as it was where a program reorders its lists", async () => {
    const { session } = newScene();
    const { inputs } = await check(session, declared, { ...declared, keyIds: [KEY_B, KEY_A], instanceIds: [TWO, ONE] });
    assert.deepEqual(inputs, declared);
  });

  it("puts new ids behind kept ones, wherever the program has them", async () => {
    const { session } = newScene();

    const { inputs } = await check(session, declared, {
      ...declared,
      keyIds: [KEY_C, KEY_B],
      instanceIds: [THREE, TWO, ONE],
    });

    assert.deepEqual(inputs, { ...declared, keyIds: [KEY_B, KEY_C], instanceIds: [ONE, TWO, THREE] });
  });

  it("is the program's own where nothing is recorded", async () => {
    const { session } = newScene();
    const { inputs } = await check(session, {}, { ...declared, keyIds: [KEY_B, KEY_A] });
    assert.deepEqual(inputs, { ...declared, keyIds: [KEY_B, KEY_A] });
  });

  it("never loses, adds or doubles an id", async () => {
    await fc.assert(
      fc.asyncProperty(someKeyIds, someKeyIds, async (olds, news) => {
        const { session } = newScene();
        const { inputs } = await check(session, { ...declared, keyIds: olds }, { ...declared, keyIds: news });
        assert.deepEqual([...(inputs as typeof declared).keyIds].sort(), [...news].sort());
      }),
    );
  });
});

describe("unknown values in a preview", () => {
  it("pass as they are, a whole list or one id", async () => {
    const { session } = newScene();
    const news = { keyIds: UNKNOWN, instanceIds: [UNKNOWN, ONE], region: REGION };

    const { inputs, failures } = await check(session, {}, news);

    assert.deepEqual(inputs, news);
    assert.equal(failures, undefined);
  });

  it("stay where known ids are kept in order", async () => {
    const { session } = newScene();
    const { inputs } = await check(session, declared, { ...declared, instanceIds: [UNKNOWN, TWO, ONE, UNKNOWN] });
    assert.deepEqual((inputs as typeof declared).instanceIds, [ONE, TWO, UNKNOWN, UNKNOWN]);
  });

  it("pass as the region", async () => {
    const { session } = newScene();
    const { inputs, failures } = await check(session, declared, { ...declared, region: UNKNOWN });
    assert.equal((inputs as typeof declared).region, UNKNOWN);
    assert.equal(failures, undefined);
  });

  it("do not hide what is wrong with the rest", async () => {
    const { session } = newScene();
    const { failures } = await check(session, {}, { ...declared, keyIds: [UNKNOWN, "skey-12345678"] });
    assert.deepEqual(
      failures?.map(({ property }) => property),
      ["keyIds[1]"],
    );
  });
});

describe("the pairs that a program declares", () => {
  const pair = { instanceId: TWO, keyId: KEY_A };

  it("are claimed for the run, in their region", async () => {
    const { session } = newScene();
    await check(session, {}, declared);
    assert.equal(session.claims.isClaimed(REGION, pair), true);
    assert.equal(session.claims.isClaimed("ap-beijing", pair), false);
  });

  it("are not claimed by inputs that are refused", async () => {
    const { session } = newScene();
    await check(session, {}, { ...declared, power: "on" });
    assert.equal(session.claims.isClaimed(REGION, pair), false);
  });

  it("are not claimed while part of them is unknown", async () => {
    const { session } = newScene();
    await check(session, {}, { ...declared, region: UNKNOWN });
    assert.equal(session.claims.isClaimed(UNKNOWN, pair), false);
  });
});
