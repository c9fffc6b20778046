import assert from "node:assert/strict";
import { Pairs } from "../../provider/pairs.js";
import type { Properties } from "../../provider/state.js";
import { KEY_A, KEY_B, ONE, REGION, THREE, TWO } from "./ids.js";
import { newScene, newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const UNBIND = "DisassociateInstancesKeyPairs";
const state: Properties = {
  keyIds: [KEY_A, KEY_B],
  instanceIds: [ONE, TWO],
  region: REGION,
  power: "asFound",
  stateVersion: 1,
  bindings: [
    { instanceId: ONE, keyIds: [KEY_A, KEY_B] },
    { instanceId: TWO, keyIds: [KEY_A, KEY_B] },
  ],
};

const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A, KEY_B], [ONE, TWO, THREE]);
  return scene;
};

describe("deleting an association", () => {
  it("unbinds what is recorded as bound, in one request, and nothing else", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.writes(), [`${UNBIND} ${KEY_A},${KEY_B} ${ONE},${TWO}`]);
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${THREE}`, `${KEY_B} ${THREE}`]);
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });

  it("is done already where nothing is bound any more", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A, KEY_B]);
    await clock.run(provider.delete(ID, state));
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("is done already where keys and instances are gone", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.removeKey(KEY_A);
    lighthouse.removeInstance(ONE);

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.writes(), [`${UNBIND} ${KEY_B} ${TWO}`]);
  });

  it("unbinds the rest where one pair was unbound by hand", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.unbindByHand(KEY_A, ONE);

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${THREE}`, `${KEY_B} ${THREE}`]);
  });

  it("calls nothing where nothing was ever bound", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    await clock.run(provider.delete(ID, { ...state, bindings: [] }));
    await clock.run(provider.delete(ID, {}));
    assert.deepEqual(lighthouse.calls, []);
  });

  it("leaves alone what the program declares elsewhere", async () => {
    const { clock, provider, session, lighthouse } = sceneWith();
    session.claims.claim(REGION, Pairs.of([{ instanceId: ONE, keyId: KEY_A }]), "urn:new");

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_A} ${THREE}`, `${KEY_B} ${THREE}`]);
  });

  it("warns of an isolated instance, from which nothing can be unbound, and unbinds from the others", async () => {
    const { clock, provider, lighthouse, warnings } = sceneWith();
    lighthouse.instance(TWO).edit({ state: "SHUTDOWN" });

    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.writes(), [`${UNBIND} ${KEY_A},${KEY_B} ${ONE}`]);
    assert.match(warnings.join(), /lhins-22222222 is isolated \(SHUTDOWN\)/);
  });

  it("is refused before anything is touched where a person has to act first", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.instance(TWO).edit({ state: "RESCUE_MODE" });

    await assert.rejects(clock.run(provider.delete(ID, state)), {
      message: /nothing was changed: lhins-22222222 is in rescue mode/,
    });
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("unbinds under the user that was recorded", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A], [ONE], "lighthouse");
    lighthouse.tellsUsers = false;

    const bindings = [{ instanceId: ONE, keyIds: [KEY_A], username: "lighthouse" }];
    await clock.run(provider.delete(ID, { ...state, bindings }));

    assert.equal(lighthouse.bound().includes(`${KEY_A} ${ONE}`), false);
  });

  it("unbinds under the user that the service tells, where somebody else bound the key for one", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A, KEY_B], [ONE], "lighthouse");
    await clock.run(provider.delete(ID, state));
    assert.deepEqual(lighthouse.bound(), []);
  });

  it("fails where something stays bound, and does the rest at the next try", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(UNBIND, { fails: true });

    await assert.rejects(clock.run(provider.delete(ID, state)), {
      message: /not everything could be unbound.*ended FAILED.*same command again/,
    });
    await clock.run(provider.delete(ID, state));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${THREE}`, `${KEY_B} ${THREE}`]);
  });

  it("asks for a region where none is recorded and none is a default", async () => {
    const { provider } = newScene({ config: {} });
    const { region, ...withoutRegion } = state;
    assert.equal(region, REGION);
    await assert.rejects(provider.delete(ID, withoutRegion), { message: /no region is recorded.*pulumi config set/ });
  });

  it("starts an instance that an earlier change has left down", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A, KEY_B]).instance(ONE).edit({ state: "STOPPED" });

    await clock.run(provider.delete(ID, { ...state, restore: [ONE] }));

    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });
});
