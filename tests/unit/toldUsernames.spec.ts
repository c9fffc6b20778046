import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE], region: REGION };

const ID = "lhkpa-0123456789abcdef";
const bindings = [{ instanceId: ONE, keyIds: [KEY_A, KEY_B] }];

describe("keys that somebody else has bound for a user whom nobody of us named", () => {
  const sceneWith = () => {
    const scene = newScriptedScene();
    scene.lighthouse.addInstances([ONE]).addKeys([KEY_A], [ONE], "lighthouse").addKeys([KEY_B], [ONE], "root");
    return scene;
  };

  it("are adopted, and unbound again each under the user that the service tells", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    const { id, outs } = await clock.run(provider.create(declared));
    await clock.run(provider.delete(id, outs));

    assert.deepEqual(lighthouse.bound(), []);
  });

  it("stay bound where the service does not tell, and the refusal says what to do", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.tellsUsers = false;

    await assert.rejects(clock.run(provider.delete(ID, { ...declared, bindings })), {
      message: /KeyPairUnbindUsernameMismatch.*set username to that user, or unbind it in the console/,
    });
    assert.equal(lighthouse.bound().length, 2);
  });
});
