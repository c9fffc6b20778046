import assert from "node:assert/strict";
import { type ClaimBoard, type ClaimNote, NO_OTHERS } from "../../provider/claimBoard.js";
import { Pairs } from "../../provider/pairs.js";
import type { OpenLines } from "../../provider/program.js";
import { KEY_A, ONE, REGION, THREE, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const declared = { keyIds: [KEY_A], instanceIds: [ONE, TWO], region: REGION };
const state = {
  ...declared,
  power: "asFound",
  stateVersion: 1,
  bindings: [ONE, TWO].map((instanceId) => ({ instanceId, keyIds: [KEY_A] })),
};

/** Where the program tells of the other one. */
const OTHER = { file: "of this run", place: 1 };

/** The association as declared above, made. */
const sceneWith = (openLines: OpenLines, board = NO_OTHERS) => {
  const scene = newScriptedScene({ account: "100000000001", openLines, board });
  scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A], [ONE, TWO]);
  return scene;
};

/** The same in a program that tells of another one, which declares the key on the first instance. */
const sceneTold = (board?: ClaimBoard) => {
  const openLines: OpenLines = () => {
    const lines = [{ place: 1, name: "other", provider: 0, keyIds: [KEY_A], instanceIds: [ONE] }];
    return () => lines.splice(0);
  };
  const scene = sceneWith(openLines, board);
  scene.session.program.heed(OTHER.file);
  return scene;
};

describe("updating an association that gives a pair to another one of the program", () => {
  it("leaves it alone, and records it no more, whether that one is checked before, later or never", async () => {
    for (const isChecked of [false, true]) {
      const { clock, provider, session, lighthouse } = sceneTold();
      if (isChecked) session.claims.claim(REGION, Pairs.of([{ instanceId: ONE, keyId: KEY_A }]), "urn:other");
      const news = { ...declared, instanceIds: [TWO] };
      const { outs } = await clock.run(provider.update(ID, state, news));
      assert.deepEqual(lighthouse.writes(), []);
      assert.deepEqual(outs?.bindings, [{ instanceId: TWO, keyIds: [KEY_A] }]);
      assert.equal(session.claims.isLeft(REGION, { instanceId: ONE, keyId: KEY_A }), true);
      assert.deepEqual(await provider.diff(ID, { ...outs }, news), { changes: false });
    }
  });

  it("goes on recording it where the other one was refused", async () => {
    const { clock, provider, session, lighthouse } = sceneTold();
    session.claims.claim(REGION, Pairs.of([{ instanceId: ONE, keyId: KEY_A }]), "urn:other", OTHER);
    session.claims.fail("urn:other");
    const { outs } = await clock.run(provider.update(ID, state, { ...declared, instanceIds: [TWO] }));
    assert.deepEqual(lighthouse.writes(), []);
    assert.equal(((outs?.bindings ?? []) as object[]).length, 2);
  });

  it("unbinds it where the other one turns out to declare something else, if that is known in time", async () => {
    const { clock, provider, session, lighthouse } = sceneTold();
    session.claims.claim(REGION, Pairs.of([{ instanceId: THREE, keyId: KEY_A }]), "urn:other", OTHER);
    await clock.run(provider.update(ID, state, { ...declared, instanceIds: [TWO] }));
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${TWO}`]);
  });

  it("unbinds it where another provider of the program has the other one checked, with other inputs", async () => {
    const note = { owner: "urn:other", region: REGION, keyIds: [KEY_A], instanceIds: [THREE], told: OTHER };
    const news: ClaimNote[] = [{ what: "claimed", ...note }];
    const { clock, provider, lighthouse } = sceneTold({ post: () => undefined, news: () => news.splice(0) });
    await clock.run(provider.update(ID, state, { ...declared, instanceIds: [TWO] }));
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${TWO}`]);
  });

  it("warns where the other one turns out to declare something else, if that is known too late", async () => {
    const { clock, provider, warnings } = sceneTold();
    await clock.run(provider.update(ID, state, { ...declared, instanceIds: [TWO] }));
    const theirs = {
      keyIds: [KEY_A],
      instanceIds: [THREE],
      region: REGION,
      __declaration: { urn: "urn:other", told: OTHER },
    };
    await clock.run(provider.check({}, theirs));
    assert.match(warnings.join("\n"), new RegExp(`${KEY_A} stays bound to ${ONE}: it was left to this association`));
  });

  it("records it still where the other one turns out meanwhile to declare something else", async () => {
    const { clock, provider, session } = sceneTold();
    const news = { ...declared, instanceIds: [TWO, THREE] };
    const checked = clock.sleep(100).then(() => {
      session.claims.claim(REGION, Pairs.of([{ instanceId: THREE, keyId: KEY_A }]), "urn:other", OTHER);
    });
    const [{ outs }] = await clock.run(Promise.all([provider.update(ID, state, news), checked]));
    const recorded = ((outs?.bindings ?? []) as { instanceId: string }[]).map(({ instanceId }) => instanceId).sort();
    const { changes } = await provider.diff(ID, { ...outs }, news);
    // Unbound in time, or recorded and unbound by the next change.
    assert.deepEqual([recorded, changes], recorded.includes(ONE) ? [[ONE, TWO, THREE], true] : [[TWO, THREE], false]);
  });

  it("holds for nothing where a bind has cost another one its key, which is yet to be checked", async () => {
    const { clock, provider, session, lighthouse } = sceneTold();
    lighthouse.removeInstance(THREE);
    const voided = [{ instanceId: ONE, keyIds: [KEY_A] }];
    lighthouse.unbindByHand(KEY_A, ONE);
    const recorded = { ...state, instanceIds: [TWO], bindings: [{ instanceId: TWO, keyIds: [KEY_A] }], voided };
    const { outs } = await clock.run(provider.update(ID, recorded, { ...declared, instanceIds: [TWO] }));
    assert.equal(outs?.voided, undefined);
    assert.equal(session.claims.isLeft(REGION, { instanceId: ONE, keyId: KEY_A }), false);
  });

  it("leaves it alone in a delete as well", async () => {
    const { clock, provider, lighthouse } = sceneTold();
    await clock.run(provider.delete(ID, state));
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });
});
