import assert from "node:assert/strict";
import fc from "fast-check";
import { KEY_A, KEY_B, KEY_C, ONE, REGION, someInstanceIds, THREE, TWO } from "./ids.js";
import { newScene, newScriptedScene } from "./scene.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";

const ID = "lhkpa-0123456789abcdef";

describe("one run of a command", () => {
  it("has one region of each name, and connects to it once", () => {
    const { session, connected } = newScene({ lighthouse: (clock) => new ScriptedLighthouse(clock) });

    const regions = [session.region(REGION), session.region("ap-beijing"), session.region(REGION)];

    assert.equal(regions[0], regions[2]);
    assert.notEqual(regions[0], regions[1]);
    assert.deepEqual(connected, [REGION, "ap-beijing"]);
  });

  it("asks for credentials only when something is called", async () => {
    const { provider, session } = newScene({ config: {} });
    const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };

    await provider.check({}, declared);
    await provider.diff(ID, { ...declared, bindings: [] }, declared);

    assert.throws(() => session.region(REGION), /no credentials for Tencent Cloud were found/);
  });

  it("takes its configuration at once, before any other call can come in between", () => {
    const { provider, session } = newScene({ config: {} });
    const config = {
      get: (key: string) => (key === "tencentcloud:region" ? "ap-tokyo" : undefined),
      require: () => "",
    };

    void provider.configure({ config });

    assert.equal(session.ambientRegion()?.value, "ap-tokyo");
  });
});

describe("associations of one run that share instances", () => {
  const sceneWith = () => {
    const scene = newScriptedScene();
    scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A, KEY_B, KEY_C]);
    return scene;
  };

  it("change an instance one after the other, so that none is refused as busy, and nothing is lost", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const create = (keyId: string) => provider.create({ keyIds: [keyId], instanceIds: [ONE, TWO], region: REGION });

    await clock.run(Promise.all([create(KEY_A), create(KEY_B), create(KEY_C)]));

    assert.equal(lighthouse.bound().length, 6);
    assert.equal(lighthouse.writes().length, 3);
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });

  it("bind what both declare once", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };

    await clock.run(Promise.all([provider.create(declared), provider.create(declared)]));

    assert.deepEqual(lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A} ${ONE}`]);
  });

  it("converge whatever they declare, at the same time", async () => {
    await fc.assert(
      fc.asyncProperty(someInstanceIds, someInstanceIds, someInstanceIds, async (first, second, third) => {
        const { clock, provider, lighthouse } = sceneWith();
        const all = [...new Set([...first, ...second, ...third])];
        lighthouse.addInstances(all);
        const create = (keyId: string, instanceIds: string[]) =>
          provider.create({ keyIds: [keyId], instanceIds, region: REGION });

        await clock.run(Promise.all([create(KEY_A, first), create(KEY_B, second), create(KEY_C, third)]));

        const on = (keyId: string, ids: string[]): string[] => ids.map((id) => `${keyId} ${id}`);
        assert.deepEqual(lighthouse.bound(), [...on(KEY_A, first), ...on(KEY_B, second), ...on(KEY_C, third)].sort());
        assert.ok(all.every((id) => lighthouse.instance(id).seen().state === "RUNNING"));
      }),
      { numRuns: 20 },
    );
  });
});

describe("an association that takes over from another in one run", () => {
  const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };
  const sceneWith = () => {
    const scene = newScriptedScene();
    scene.lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE]);
    return scene;
  };
  const state = { ...declared, stateVersion: 1, bindings: [{ instanceId: ONE, keyIds: [KEY_A] }] };

  it("keeps its pairs when the old one is deleted afterwards", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    await provider.check({}, declared);
    await clock.run(provider.create(declared));
    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.writes(), []);
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });

  it("binds again what was unbound before it was checked, though its state says that it is bound", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    await clock.run(provider.delete(ID, state));
    const { changes } = await provider.diff(ID, state, declared);
    await clock.run(provider.update(ID, state, declared));

    assert.equal(changes, true);
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });

  it("loses nothing where it is checked while the old one is being deleted", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.instance(ONE).edit({ state: "STARTING" });
    void clock.sleep(5_000).then(() => lighthouse.instance(ONE).edit({ state: "RUNNING" }));
    void clock.sleep(3_000).then(() => provider.check({}, declared));

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });
});
