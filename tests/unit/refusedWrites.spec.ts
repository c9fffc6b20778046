import assert from "node:assert/strict";
import { instanceIds, KEY_A, ONE, TWO } from "./ids.js";
import { newRegion } from "./scene.js";
import { bind, outcomesOf, sceneWith } from "./writeScene.js";

describe("a request that is refused for one instance of many", () => {
  it("is halved until that one is alone, and the others go their way", async () => {
    const ids = instanceIds(10);
    const scene = sceneWith(ids);
    scene.lighthouse.addInstances([ids[3] ?? ""], { platformType: "WINDOWS" });

    const outcomes = await outcomesOf(scene, ids);

    assert.equal(outcomes[3], "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair");
    assert.equal(outcomes.filter((outcome) => outcome.startsWith("request-")).length, 9);
    assert.equal(scene.lighthouse.bound().length, 0);
    await scene.clock.advance(60_000);
    assert.equal(scene.lighthouse.bound().length, 9);
  });

  it("fails the change that it is refused for, once some of its instances are, and nobody else's", async () => {
    const ids = instanceIds(20);
    const [good = "", ...bad] = ids.toReversed();
    const scene = newRegion();
    scene.lighthouse.addKeys([KEY_A]).addInstances(bad, { platformType: "WINDOWS" }).addInstances([good]);
    const send = (instanceId: string, owner: object): Promise<string> =>
      scene.region.writes
        .send({ ...bind, instanceId, owner })
        .catch((error: unknown) => String((error as { code?: string }).code ?? error));
    const theirs = {};

    const outcomes = await scene.clock.run(
      Promise.all([...bad.map((instanceId) => send(instanceId, theirs)), send(good, {})]),
    );

    assert.match(outcomes.pop() ?? "", /^request-/);
    assert.deepEqual(new Set(outcomes), new Set(["UnsupportedOperation.WindowsNotAllowToAssociateKeyPair"]));
    assert.ok(scene.lighthouse.calls.length < 15, `${scene.lighthouse.calls.length} requests`);
  });

  it("is not halved at first where everybody looks again anyway", async () => {
    const scene = sceneWith([ONE, TWO]);
    scene.lighthouse.addKeys([KEY_A], [ONE]);

    const outcomes = await outcomesOf(scene, [ONE, TWO]);

    assert.deepEqual(outcomes, Array<string>(2).fill("UnsupportedOperation.KeyPairBindDuplicate"));
    assert.equal(scene.lighthouse.calls.length, 1);
  });

  it("is halved when it is refused again", async () => {
    const scene = sceneWith([ONE, TWO]);
    scene.lighthouse.addKeys([KEY_A], [ONE]);

    const [one, two] = await outcomesOf(scene, [ONE, TWO], { isRepeated: true });

    assert.equal(one, "UnsupportedOperation.KeyPairBindDuplicate");
    assert.match(two ?? "", /^request-/);
  });
});

describe("a request that is refused as a whole", () => {
  it("is not halved where the caller or a key is to blame", async () => {
    const scene = sceneWith([ONE, TWO]);
    scene.lighthouse.trouble(
      "AssociateInstancesKeyPairs",
      { code: "AuthFailure.SignatureFailure" },
      { code: "UnknownParameter" },
    );

    await outcomesOf(scene, [ONE, TWO]);
    await outcomesOf(scene, [ONE, TWO], { associateType: "ONLINE" });
    await outcomesOf(scene, [ONE, TWO], { keyIds: ["lhkp-unknown0"] });

    assert.equal(scene.lighthouse.calls.length, 3);
  });

  it("is not halved where its reply was lost, since it may have been carried out", async () => {
    const scene = sceneWith([ONE, TWO]);
    scene.lighthouse.trouble("AssociateInstancesKeyPairs", { losesReply: true });

    const outcomes = await outcomesOf(scene, [ONE, TWO]);

    assert.ok(outcomes.every((outcome) => outcome.includes("no usable answer")));
    assert.equal(scene.lighthouse.calls.length, 1);
  });
});
