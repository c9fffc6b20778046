import assert from "node:assert/strict";
import fc from "fast-check";
import { Pairs } from "../../provider/pairs.js";
import { recorded } from "../../provider/recorded.js";
import type { Properties } from "../../provider/state.js";
import { UNKNOWN } from "../../provider/unknowns.js";
import { KEY_A, KEY_B, ONE, REGION, someInstanceIds, someKeyIds, somePairs, THREE, TWO } from "./ids.js";
import { newScene } from "./scene.js";

const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO], region: REGION };
const details = { usernames: new Map<string, string>(), requestIds: new Map([[ONE, "r-1"]]) };
const stateOf = (inputs: typeof declared, live = Pairs.product(inputs.keyIds, inputs.instanceIds)): Properties => ({
  ...recorded(inputs, live, details),
});
const ID = "lhkpa-0123456789abcdef";
const changes = async (olds: Properties, news: Properties, scene = newScene()): Promise<boolean | undefined> =>
  (await scene.provider.diff(ID, olds, news)).changes;

describe("what is declared, beside what is recorded", () => {
  it("is no change where nothing differs", async () => {
    assert.deepEqual(await newScene().provider.diff(ID, stateOf(declared), declared), { changes: false });
  });

  it("is no change where only the order differs", async () => {
    const reordered = { ...declared, keyIds: [KEY_B, KEY_A], instanceIds: [TWO, ONE] };
    assert.equal(await changes(stateOf(declared), reordered), false);
  });

  it("is a change where an instance or a key is added or left out", async () => {
    assert.equal(await changes(stateOf(declared), { ...declared, instanceIds: [ONE, TWO, THREE] }), true);
    assert.equal(await changes(stateOf(declared), { ...declared, instanceIds: [ONE] }), true);
    assert.equal(await changes(stateOf(declared), { ...declared, keyIds: [KEY_A] }), true);
  });

  it("is a change where a recorded list says more than is bound", async () => {
    const live = Pairs.product(declared.keyIds, declared.instanceIds).minus(Pairs.product([KEY_A], [TWO]));
    assert.equal(await changes(stateOf(declared, live), declared), true);
  });

  it("is a change where more is bound than is declared", async () => {
    const live = Pairs.product(declared.keyIds, [ONE, TWO, THREE]);
    assert.equal(await changes(stateOf(declared, live), declared), true);
  });

  it("differs if and only if the set of pairs does", async () => {
    await fc.assert(
      fc.asyncProperty(someKeyIds, someInstanceIds, somePairs, async (keyIds, instanceIds, list) => {
        const news = { keyIds, instanceIds, region: REGION };
        const live = Pairs.of(list);
        const isSame = live.equals(Pairs.product(keyIds, instanceIds));
        assert.equal(await changes(stateOf(declared, live), news), !isSame);
      }),
    );
  });
});

describe("a setting that changes", () => {
  const online = { ...declared, associateType: "ONLINE", username: "lighthouse" };

  it("is a change without any replacement", async () => {
    const found = await newScene().provider.diff(ID, stateOf(declared), { ...declared, power: "leave" });
    assert.deepEqual(found, { changes: true });
  });

  it("is a change whether it is set, changed or left out", async () => {
    assert.equal(await changes(stateOf(declared), online), true);
    assert.equal(await changes(stateOf(online), { ...online, username: "root" }), true);
    assert.equal(await changes(stateOf(online), declared), true);
    assert.equal(await changes(stateOf(online), online), false);
  });

  it("is no change where the default is written out or left out again", async () => {
    assert.equal(await changes(stateOf(declared), { ...declared, power: "asFound" }), false);
    assert.equal(await changes({ ...stateOf(declared), power: undefined }, declared), false);
  });

  it("is a change in one of the time-outs", async () => {
    const timed = { ...declared, timeouts: { create: 60 } };
    assert.equal(await changes(stateOf(timed), timed), false);
    assert.equal(await changes(stateOf(timed), { ...declared, timeouts: { create: 61 } }), true);
    assert.equal(await changes(stateOf(timed), { ...declared, timeouts: { create: 60, delete: 60 } }), true);
    assert.equal(await changes(stateOf(timed), declared), true);
  });
});

describe("another region", () => {
  it("replaces, and the new association is made before the old one goes", async () => {
    assert.deepEqual(await newScene().provider.diff(ID, stateOf(declared), { ...declared, region: "ap-beijing" }), {
      changes: true,
      replaces: ["region"],
      deleteBeforeReplace: false,
    });
  });

  it("is no other where none is recorded", async () => {
    const { region, ...stateWithoutRegion } = stateOf(declared);
    assert.deepEqual(await newScene().provider.diff(ID, stateWithoutRegion, { ...declared, region }), {
      changes: false,
    });
  });
});

describe("an unknown value", () => {
  it("is a change, since nobody knows yet", async () => {
    assert.equal(await changes(stateOf(declared), { ...declared, keyIds: UNKNOWN }), true);
    assert.equal(await changes(stateOf(declared), { ...declared, instanceIds: [ONE, UNKNOWN] }), true);
    assert.equal(await changes(stateOf(declared), { ...declared, power: UNKNOWN }), true);
  });
});

describe("what an earlier run left behind", () => {
  it("is a change while an instance waits to be started again", async () => {
    assert.equal(await changes({ ...stateOf(declared), restore: [ONE] }, declared), true);
  });

  it("is a change where this very run has unbound a recorded pair", async () => {
    const scene = newScene();
    scene.session.claims.release(REGION, [{ instanceId: ONE, keyId: KEY_A }]);
    assert.equal(await changes(stateOf(declared), declared, scene), true);
  });

  it("is no change where the run has unbound a pair of another region or association", async () => {
    const scene = newScene();
    scene.session.claims.release("ap-beijing", [{ instanceId: ONE, keyId: KEY_A }]);
    scene.session.claims.release(REGION, [{ instanceId: THREE, keyId: KEY_A }]);
    assert.equal(await changes(stateOf(declared), declared, scene), false);
  });
});
