import assert from "node:assert/strict";
import type { Properties } from "../../provider/state.js";
import { KEY_A, KEY_B, ONE, REGION, THREE, TWO } from "./ids.js";
import { CONFIG, newScriptedScene } from "./scene.js";
import { undefinedIn } from "./undefinedIn.js";

const ID = "lhkpa-0123456789abcdef";
const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO, THREE], region: REGION };
const state: Properties = {
  ...declared,
  power: "leave",
  timeouts: { create: 60 },
  stateVersion: 1,
  bindings: declared.instanceIds.map((instanceId) => ({ instanceId, keyIds: [KEY_A, KEY_B], requestId: "r-1" })),
};

const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A, KEY_B], [ONE, TWO, THREE]);
  return scene;
};

describe("refreshing an association", () => {
  it("gives back what is recorded where nothing has changed, so that a preview is quiet", async () => {
    const { clock, provider } = sceneWith();

    const { id, props, inputs } = await clock.run(provider.read(ID, state));

    assert.equal(id, ID);
    assert.deepEqual(props, state);
    assert.deepEqual(inputs, { ...declared, power: "leave", timeouts: { create: 60 } });
    assert.deepEqual(await provider.diff(ID, props, declaredWith(state)), { changes: false });
  });

  it("shows a pair that was unbound by hand, and that one only", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.unbindByHand(KEY_A, TWO);

    const { props, inputs } = await clock.run(provider.read(ID, state));

    assert.deepEqual(props?.bindings[1], { instanceId: TWO, keyIds: [KEY_B], requestId: "r-1" });
    assert.deepEqual(inputs?.instanceIds, [ONE, THREE]);
    assert.deepEqual(inputs?.keyIds, [KEY_A, KEY_B]);
    assert.deepEqual(undefinedIn([props, inputs]), []);
    assert.equal((await provider.diff(ID, props, declaredWith(state))).changes, true);
  });

  it("shows an instance and a key that are gone", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.removeInstance(THREE);
    lighthouse.removeKey(KEY_B);

    const { inputs } = await clock.run(provider.read(ID, state));

    assert.deepEqual([inputs?.keyIds, inputs?.instanceIds], [[KEY_A], [ONE, TWO]]);
  });

  it("shows everything drifted, and nothing gone, where only the pairs are missing", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A, KEY_B]);

    const { id, props } = await clock.run(provider.read(ID, state));

    assert.equal(id, ID);
    assert.deepEqual(props?.bindings, []);
  });

  it("shows it drifted also where the instances alone are left", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.removeKey(KEY_A);
    lighthouse.removeKey(KEY_B);
    assert.equal((await clock.run(provider.read(ID, state))).id, ID);
  });

  it("calls it gone where neither a key nor an instance is left", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    for (const id of declared.keyIds) lighthouse.removeKey(id);
    for (const id of declared.instanceIds) lighthouse.removeInstance(id);
    assert.equal((await clock.run(provider.read(ID, state))).id, "");
  });

  it("takes one call where all is well, and writes nothing", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    await clock.run(provider.read(ID, state));
    assert.deepEqual(
      lighthouse.calls.map(({ action }) => action),
      ["DescribeKeyPairs"],
    );
  });

  it("keeps in mind which instances are to be started again", async () => {
    const { clock, provider } = sceneWith();
    const { props } = await clock.run(provider.read(ID, { ...state, restore: [ONE] }));
    assert.deepEqual(props?.restore, [ONE]);
  });

  it("sees a pair that was dropped from the lists and never unbound", async () => {
    const { clock, provider } = sceneWith();
    const { props } = await clock.run(provider.read(ID, { ...state, instanceIds: [ONE] }));
    assert.deepEqual(
      props?.bindings.map(({ instanceId }: { instanceId: string }) => instanceId),
      [ONE, TWO, THREE],
    );
  });

  it("fails, and calls nothing gone, where the credentials are refused", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble("DescribeKeyPairs", { code: "AuthFailure.SecretIdNotFound" });
    await assert.rejects(clock.run(provider.read(ID, state)), {
      message: /AuthFailure.SecretIdNotFound.*Check the credentials/,
    });
  });
});

describe("looking an association up", () => {
  const lookup = { keyIds: [KEY_A], instanceIds: [ONE, TWO], region: REGION };

  it("gives the bindings that exist, and the lists as they were asked for", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.unbindByHand(KEY_A, TWO);

    const { id, props } = await clock.run(provider.read(ID, lookup));

    assert.equal(id, ID);
    assert.deepEqual(props?.bindings, [{ instanceId: ONE, keyIds: [KEY_A] }]);
    assert.deepEqual([props?.keyIds, props?.instanceIds], [lookup.keyIds, lookup.instanceIds]);
    assert.deepEqual(undefinedIn(props), []);
  });

  it("fails where nothing of it is bound", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A]);
    await assert.rejects(clock.run(provider.read(ID, lookup)), { message: /nothing of it is bound in ap-guangzhou/ });
  });

  it("finds its region in the configuration", async () => {
    const { clock, provider, connected } = sceneWith();
    await clock.run(provider.read(ID, { keyIds: [KEY_A], instanceIds: [ONE] }));
    assert.deepEqual(connected, [CONFIG["tencentcloud:region"]]);
  });

  it("fails for an id of another form, which is named", async () => {
    const { clock, provider } = sceneWith();
    await assert.rejects(clock.run(provider.read("lhkp-f7rjie1q#lhins-ruy9d2tw", lookup)), {
      message: '"lhkp-f7rjie1q#lhins-ruy9d2tw" is not the id of an association: it is lhkpa- and 16 of a-z and 0-9.',
    });
  });

  it("fails for malformed lists before it calls anything", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    await assert.rejects(clock.run(provider.read(ID, { ...lookup, keyIds: ["skey-12345678"] })), {
      message: /CVM key pair/,
    });
    assert.deepEqual(lighthouse.calls, []);
  });
});

/** The inputs of a state. */
function declaredWith({ keyIds, instanceIds, region, power, timeouts }: Properties): Properties {
  return { keyIds, instanceIds, region, power, timeouts };
}
