import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const declared = { keyIds: [KEY_A], instanceIds: [ONE, TWO], region: REGION, protectLastKey: true };
const state = {
  ...declared,
  power: "asFound",
  stateVersion: 1,
  bindings: [ONE, TWO].map((instanceId) => ({ instanceId, keyIds: [KEY_A] })),
};

/** Both instances have the key of the association; the first has one more, which somebody else bound. */
const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE, TWO]).addKeys([KEY_B], [ONE]);
  return scene;
};

describe("an association that protects the last key", () => {
  it("unbinds nothing where an instance would be left without any, and names it", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    await assert.rejects(clock.run(provider.delete(ID, state)), {
      message: /^nothing was changed: lhins-22222222 would be left without any key/,
    });
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("unbinds where another key stays, whoever bound it", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    await clock.run(provider.update(ID, state, { ...declared, instanceIds: [TWO] }));
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${TWO}`, `${KEY_B} ${ONE}`]);
  });

  it("replaces the last key by another", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    await clock.run(provider.update(ID, state, { ...declared, keyIds: [KEY_B] }));
    assert.deepEqual(lighthouse.bound(), [`${KEY_B} ${ONE}`, `${KEY_B} ${TWO}`]);
  });

  it("does not mind an instance that is gone or going", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.instance(TWO).edit({ state: "SHUTDOWN" });
    await clock.run(provider.delete(ID, state));
    assert.deepEqual(lighthouse.writes(), [`DisassociateInstancesKeyPairs ${KEY_A} ${ONE}`]);
  });

  it("says so in the preview already", async () => {
    const { clock, provider } = sceneWith();
    const news = { ...declared, instanceIds: [ONE], __declaration: { urn: "urn:web", isPreview: true } };
    const { inputs } = await clock.run(provider.check(declared, news));
    await assert.rejects(clock.run(provider.diff(ID, state, inputs)), {
      message: /lhins-22222222 would be left without any key/,
    });
  });

  it("is unlike one that does not, which takes the last key away", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    await clock.run(provider.delete(ID, { ...state, protectLastKey: false }));
    assert.deepEqual(lighthouse.bound(), [`${KEY_B} ${ONE}`]);
  });
});
