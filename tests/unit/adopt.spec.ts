import assert from "node:assert/strict";
import { KEY_A, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };

describe("adopting keys that were bound by hand for a user", () => {
  const sceneWith = () => {
    const scene = newScriptedScene();
    scene.lighthouse.addInstances([ONE]).addKeys([KEY_A], [ONE], "lighthouse");
    return scene;
  };

  it("can be unbound again, though nobody of us ever named the user", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    const { id, outs } = await clock.run(provider.create(declared));
    await clock.run(provider.delete(id, outs));

    assert.deepEqual(lighthouse.bound(), []);
  });

  it("is deleted also where only the service, and not the record, tells the user", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const state = { ...declared, bindings: [{ instanceId: ONE, keyIds: [KEY_A] }] };

    await clock.run(provider.delete("lhkpa-0123456789abcdef", state));

    assert.deepEqual(lighthouse.bound(), []);
  });
});
