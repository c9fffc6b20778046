import assert from "node:assert/strict";
import { PartialSuccess } from "../../provider/partialSuccess.js";
import { KEY_A, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };

/** A running instance that reads of instances no longer show once its key is bound, though it is there. */
const sceneUnseen = () => {
  const scene = newScriptedScene();
  const { lighthouse } = scene;
  lighthouse.addInstances([ONE]).addKeys([KEY_A]);
  const read = lighthouse.describeInstances.bind(lighthouse);
  const unseen = { is: true };
  lighthouse.describeInstances = async (ids) => {
    const rows = await read(ids);
    return unseen.is && lighthouse.bound().length > 0 ? [] : rows;
  };
  return { ...scene, unseen };
};

describe("an instance that is said not to exist while a key is bound to it", () => {
  it("is not reported as done, and remembered as one that is to run, by the words of each", async () => {
    const { clock, provider } = sceneUnseen();
    await assert.rejects(clock.run(provider.create(declared)), (error) => {
      assert.ok(error instanceof PartialSuccess);
      assert.match(error.message, /went away/);
      assert.match(error.message, /may be left STOPPED/);
      assert.match(error.message, /Look at it in the console/);
      assert.deepEqual((error.properties as { restore?: string[] }).restore, [ONE]);
      return true;
    });
  });

  it("is started by the next update, where it shows again", async () => {
    const { clock, provider, lighthouse, unseen } = sceneUnseen();
    let left: object = {};
    await clock.run(provider.create(declared)).catch((error: PartialSuccess) => {
      left = error.properties;
    });
    // Not as long as it is not seen.
    await assert.rejects(
      clock.run(provider.update("lhkpa-0123456789abcdef", { ...left }, declared)),
      /nothing was changed: .* went away/,
    );
    unseen.is = false;
    lighthouse.instance(ONE).edit({ state: "STOPPED" });
    const { outs } = await clock.run(provider.update("lhkpa-0123456789abcdef", { ...left }, declared));
    assert.equal(outs?.restore, undefined);
    assert.deepEqual(lighthouse.writes().slice(-1), [`StartInstances ${ONE}`]);
  });
});
