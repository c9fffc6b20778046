import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const declared = { keyIds: [KEY_A], instanceIds: [ONE, TWO], region: REGION };
const state = {
  ...declared,
  stateVersion: 1,
  bindings: [ONE, TWO].map((instanceId) => ({ instanceId, keyIds: [KEY_A] })),
};

const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE, TWO]).addKeys([KEY_B]);
  return scene;
};

describe("what an interrupted run has left under way", () => {
  it("is waited for before anything is adopted, and made up for where it unbinds", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const interrupted = lighthouse.disassociate([KEY_A], [ONE], {});
    await clock.run(interrupted);

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_A} ${TWO}`]);
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });

  it("is adopted where it binds, and not bound once more", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A], [TWO]);
    await clock.run(lighthouse.associate([KEY_A], [ONE], {}));

    await clock.run(provider.create(declared));

    assert.equal(lighthouse.writes().length, 1);
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_A} ${TWO}`]);
  });
});

describe("what somebody else does in the midst of a change", () => {
  it("is made up for where a key is unbound that was to be kept", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const news = { ...declared, keyIds: [KEY_A, KEY_B] };
    lighthouse.trouble("AssociateInstancesKeyPairs", { meanwhile: () => lighthouse.unbindByHand(KEY_A, TWO) });

    const first = await clock.run(provider.update(ID, state, news)).catch((error: unknown) => error);

    const { message, properties } = first as { message: string; properties: typeof state };
    assert.match(message, /lhkp-aaaaaaaa was bound.* is no longer/);
    await clock.run(provider.update(ID, properties, news));
    assert.equal(lighthouse.bound().length, 4);
  });
});

describe("an instance that is missing from one answer", () => {
  it("is looked for once more while a key is still said to be bound to it", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(
      "DescribeInstances",
      { code: "ResourceNotFound.InstanceIdNotFound" },
      { code: "ResourceNotFound.InstanceIdNotFound" },
    );

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.bound(), []);
  });
});
