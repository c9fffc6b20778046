import assert from "node:assert/strict";
import { KEY_A, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const MINE = "100000000001";
const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };
const state = { ...declared, accountId: MINE, stateVersion: 1, bindings: [{ instanceId: ONE, keyIds: [KEY_A] }] };

const sceneOf = (account?: string) => {
  const scene = newScriptedScene(account === undefined ? {} : { account });
  scene.lighthouse.addInstances([ONE]).addKeys([KEY_A], [ONE]);
  return scene;
};

describe("the account in which an association was made", () => {
  it("is recorded where the service tells it", async () => {
    const { clock, provider } = sceneOf(MINE);
    assert.equal((await clock.run(provider.create(declared))).outs?.accountId, MINE);
  });

  it("is left out where it is not told, and nothing else is the worse for it", async () => {
    const { clock, provider } = sceneOf();
    const { outs } = await clock.run(provider.create(declared));
    assert.equal("accountId" in (outs ?? {}), false);
    assert.equal(outs?.bindings.length, 1);
  });

  it("stays recorded through an update and a refresh", async () => {
    const { clock, provider } = sceneOf(MINE);
    assert.equal((await clock.run(provider.update(ID, state, declared))).outs?.accountId, MINE);
    assert.equal((await clock.run(provider.read(ID, state))).props?.accountId, MINE);
  });
});

describe("credentials of another account", () => {
  const refusal = { message: /made in account 100000000001, and the credentials are those of account 100000000002/ };

  it("change nothing and delete nothing", async () => {
    const { clock, provider, lighthouse } = sceneOf("100000000002");
    await assert.rejects(clock.run(provider.update(ID, state, declared)), refusal);
    await assert.rejects(clock.run(provider.delete(ID, state)), refusal);
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("never make a refresh take for gone what they do not see", async () => {
    const { clock, provider, lighthouse } = sceneOf("100000000002");
    lighthouse.removeInstance(ONE);
    lighthouse.removeKey(KEY_A);
    await assert.rejects(clock.run(provider.read(ID, state)), refusal);
  });

  it("are not told from the right ones where nobody tells, and then nothing is taken for gone", async () => {
    const { clock, provider, lighthouse } = sceneOf();
    lighthouse.removeInstance(ONE);
    lighthouse.removeKey(KEY_A);
    await assert.rejects(clock.run(provider.read(ID, state)), { message: /could not be told/ });
  });
});
