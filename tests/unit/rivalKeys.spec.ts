import assert from "node:assert/strict";
import { PartialSuccess } from "../../provider/partialSuccess.js";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const mine = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };
const theirs = { keyIds: [KEY_B], instanceIds: [ONE], region: REGION };

const sceneWith = async (replaces: boolean) => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE]).addKeys([KEY_A]).addKeys([KEY_B], [ONE]);
  scene.lighthouse.replaces = replaces;
  await scene.provider.check(
    {},
    { ...theirs, __declaration: { urn: "urn:pulumi:dev::app::type::theirs", isPreview: false } },
  );
  await scene.provider.check(
    {},
    { ...mine, __declaration: { urn: "urn:pulumi:dev::app::type::mine", isPreview: false } },
  );
  return scene;
};

describe("a key that another association of the program declares on the same instance", () => {
  it("is told where it stops being bound by our bind, with the name of that association", async () => {
    const { clock, provider } = await sceneWith(true);

    await assert.rejects(clock.run(provider.create(mine)), (error) => {
      assert.ok(error instanceof PartialSuccess);
      assert.match(
        error.message,
        /lhkp-bbbbbbbb \(declared by theirs\) was bound.*is no longer.*drops the earlier keys/,
      );
      return true;
    });
  });

  it("is no matter where the service keeps it", async () => {
    const { clock, provider, lighthouse } = await sceneWith(false);
    await clock.run(provider.create(mine));
    assert.equal(lighthouse.bound().length, 2);
  });

  it("is no matter where it was not bound before", async () => {
    const { clock, provider, lighthouse } = await sceneWith(true);
    lighthouse.addKeys([KEY_B]);
    await clock.run(provider.create(mine));
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });
});
