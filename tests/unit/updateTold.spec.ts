import assert from "node:assert/strict";
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

/** The association as declared above, made. */
const sceneWith = (openLines: OpenLines = () => () => []) => {
  const scene = newScriptedScene({ account: "100000000001", openLines });
  scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A], [ONE, TWO]);
  return scene;
};

/** The same in a program that tells of another one, which declares the key on the first instance. */
const sceneTold = () => {
  const scene = sceneWith(() => {
    const lines = [{ place: 1, name: "other", provider: 0, keyIds: [KEY_A], instanceIds: [ONE] }];
    return () => lines.splice(0);
  });
  scene.session.program.check({ file: "of this run", place: 0 });
  return scene;
};

describe("updating an association that gives a pair to another one of the program", () => {
  it("leaves it alone, and records it there once that is checked", async () => {
    const { clock, provider, session, lighthouse } = sceneTold();
    const checked = clock.sleep(400).then(() => {
      session.claims.claim(REGION, Pairs.of([{ instanceId: ONE, keyId: KEY_A }]), "urn:other");
    });
    const updated = provider.update(ID, state, { ...declared, instanceIds: [TWO] });
    const [{ outs }] = await clock.run(Promise.all([updated, checked]));
    assert.deepEqual(lighthouse.writes(), []);
    assert.deepEqual(outs?.bindings, [{ instanceId: TWO, keyIds: [KEY_A] }]);
    assert.equal(session.claims.isLeft(REGION, { instanceId: ONE, keyId: KEY_A }), true);
  });

  it("goes on recording it where the other one is not checked, and plans nothing for it", async () => {
    const { clock, provider, session, lighthouse } = sceneTold();
    const news = { ...declared, instanceIds: [TWO] };
    const startMs = clock.now();
    const { outs } = await clock.run(provider.update(ID, state, news));
    assert.ok(clock.now() - startMs < 2_000);
    assert.deepEqual(lighthouse.writes(), []);
    assert.deepEqual(outs?.bindings, [
      { instanceId: TWO, keyIds: [KEY_A] },
      { instanceId: ONE, keyIds: [KEY_A] },
    ]);
    assert.deepEqual(await provider.diff(ID, { ...outs }, news), { changes: false });

    // In a run in which the program declares it no more.
    const next = sceneWith();
    const { changes } = await next.provider.diff(ID, { ...outs }, news);
    assert.equal(changes, true);
    await next.clock.run(next.provider.update(ID, { ...outs }, news));
    assert.deepEqual(next.lighthouse.bound(), [`${KEY_A} ${TWO}`]);
    assert.equal(session.claims.isLeft(REGION, { instanceId: ONE, keyId: KEY_A }), false);
  });

  it("goes on waiting for as long as others are checked", async () => {
    const { clock, provider, session } = sceneTold();
    const checked = (async () => {
      for (let number = 0; number < 8; number++) {
        await clock.sleep(400);
        session.claims.claim(REGION, Pairs.of([{ instanceId: THREE, keyId: KEY_A }]), `urn:${number}`);
      }
      session.claims.claim(REGION, Pairs.of([{ instanceId: ONE, keyId: KEY_A }]), "urn:other");
    })();
    const updated = provider.update(ID, state, { ...declared, instanceIds: [TWO] });
    const [{ outs }] = await clock.run(Promise.all([updated, checked]));
    assert.deepEqual(outs?.bindings, [{ instanceId: TWO, keyIds: [KEY_A] }]);
  });
});
