import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../../provider/unknowns.js";
import { KEY_A, KEY_B, KEY_C, ONE, REGION, someInstanceIds, someKeyIds, THREE, TWO } from "./ids.js";
import { newScene } from "./scene.js";

const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO], region: REGION };

/** The engine prints what a failure's property holds, not its name, so the name begins the text. */
const placeOf = ({ property, reason }: { property: string; reason: string }): string | undefined =>
  `${property} ${reason}`.trim().split(" ")[0];
const listsOf = ({ keyIds, instanceIds }: Record<string, unknown>): unknown[] => [keyIds, instanceIds];

describe("checking what a program declares", () => {
  it("gives it back complete, and calls nothing", async () => {
    const { provider, connected } = newScene();

    const { inputs, failures } = await provider.check({}, { ...declared, power: "leave", timeouts: { create: 60 } });

    assert.deepEqual(inputs, { ...declared, power: "leave", timeouts: { create: 60 } });
    assert.equal(failures, undefined);
    assert.deepEqual(connected, []);
  });

  it("keeps what the engine needs besides, such as the provider's line", async () => {
    const { provider } = newScene();
    const { inputs } = await provider.check({}, { ...declared, __provider: "exports.handler = 1;" });
    assert.equal((inputs as Record<string, unknown>).__provider, "exports.handler = 1;");
  });

  it("fails with every problem, each at its property", async () => {
    const { provider } = newScene();

    const { failures } = await provider.check({}, { keyIds: [], instanceIds: [ONE, ONE], region: "Guangzhou" });

    assert.deepEqual(failures?.map(placeOf), ["keyIds", "instanceIds[1]", "region"]);
  });

  it("gives the same for what it gave before", async () => {
    await fc.assert(
      fc.asyncProperty(
        someKeyIds,
        someKeyIds,
        someInstanceIds,
        someInstanceIds,
        async (oldKeys, newKeys, oldOnes, newOnes) => {
          const { provider } = newScene();
          const olds = { keyIds: oldKeys, instanceIds: oldOnes, region: REGION };

          const { inputs: first } = await provider.check(olds, { keyIds: newKeys, instanceIds: newOnes });
          const { inputs: fromOlds } = await provider.check(olds, first as typeof olds);
          const { inputs: fromItself } = await provider.check(first as typeof olds, first as typeof olds);

          assert.deepEqual(fromOlds, first);
          assert.deepEqual(fromItself, first);
        },
      ),
    );
  });
});

describe("the order of ids", () => {
  it("stays as it was where a program reorders its lists", async () => {
    const { provider } = newScene();
    const { inputs } = await provider.check(declared, { ...declared, keyIds: [KEY_B, KEY_A], instanceIds: [TWO, ONE] });
    assert.deepEqual(listsOf(inputs), [declared.keyIds, declared.instanceIds]);
  });

  it("puts new ids behind kept ones, wherever the program has them", async () => {
    const { provider } = newScene();

    const { inputs } = await provider.check(declared, {
      ...declared,
      keyIds: [KEY_C, KEY_B],
      instanceIds: [THREE, TWO, ONE],
    });

    assert.deepEqual(listsOf(inputs), [
      [KEY_B, KEY_C],
      [ONE, TWO, THREE],
    ]);
  });

  it("is the program's own where nothing is recorded", async () => {
    const { provider } = newScene();
    const { inputs } = await provider.check({}, { ...declared, keyIds: [KEY_B, KEY_A] });
    assert.deepEqual(listsOf(inputs), [[KEY_B, KEY_A], declared.instanceIds]);
  });

  it("never loses, adds or doubles an id", async () => {
    await fc.assert(
      fc.asyncProperty(someKeyIds, someKeyIds, async (olds, news) => {
        const { provider } = newScene();
        const { inputs } = await provider.check({ ...declared, keyIds: olds }, { ...declared, keyIds: news });
        assert.deepEqual([...(inputs as typeof declared).keyIds].sort(), [...news].sort());
      }),
    );
  });
});

describe("unknown values in a preview", () => {
  it("pass as they are, a whole list or one id", async () => {
    const { provider } = newScene();
    const news = { keyIds: UNKNOWN, instanceIds: [UNKNOWN, ONE], region: REGION };

    const { inputs, failures } = await provider.check({}, news);

    assert.deepEqual(listsOf(inputs), [news.keyIds, news.instanceIds]);
    assert.equal(failures, undefined);
  });

  it("stay where known ids are kept in order", async () => {
    const { provider } = newScene();
    const { inputs } = await provider.check(declared, { ...declared, instanceIds: [UNKNOWN, TWO, ONE, UNKNOWN] });
    assert.deepEqual((inputs as typeof declared).instanceIds, [ONE, TWO, UNKNOWN, UNKNOWN]);
  });

  it("pass as the region", async () => {
    const { provider } = newScene();
    const { inputs, failures } = await provider.check(declared, { ...declared, region: UNKNOWN });
    assert.equal((inputs as typeof declared).region, UNKNOWN);
    assert.equal(failures, undefined);
  });

  it("do not hide what is wrong with the rest", async () => {
    const { provider } = newScene();
    const { failures } = await provider.check({}, { ...declared, keyIds: [UNKNOWN, "skey-12345678"] });
    assert.deepEqual(failures?.map(placeOf), ["keyIds[1]"]);
  });
});

describe("the pairs that a program declares", () => {
  const pair = { instanceId: TWO, keyId: KEY_A };

  it("are claimed for the run, in their region", async () => {
    const { provider, session } = newScene();
    await provider.check({}, declared);
    assert.equal(session.claims.isClaimed(REGION, pair), true);
    assert.equal(session.claims.isClaimed("ap-beijing", pair), false);
  });

  it("are claimed also by inputs that are refused, so that no neighbour unbinds them meanwhile", async () => {
    const { provider, session } = newScene();
    await provider.check({}, { ...declared, power: "on" });
    assert.equal(session.claims.isClaimed(REGION, pair), true);
  });

  it("are claimed as far as they are known", async () => {
    const { provider, session } = newScene();
    await provider.check({}, { ...declared, instanceIds: [UNKNOWN, TWO] });
    assert.equal(session.claims.isClaimed(REGION, pair), true);
    assert.equal(session.claims.isClaimed(REGION, { ...pair, instanceId: ONE }), false);
  });
});
