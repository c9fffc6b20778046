import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] });

describe("an association some of which has gone", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    await story.stack.up(TEAM);
    await story.cloud.happened();
  });

  it("is read without an instance that was deleted; an up names it and touches nothing", async () => {
    const { cloud, stack } = story;
    await cloud.removeInstance(WEB);

    await stack.refresh();
    assert.deepEqual(stack.recorded("team"), { [API]: [ALICE, BOB] });

    const { errors } = await stack.upFails(TEAM);
    assert.match(errors["team"] ?? "", new RegExp(`${WEB} does not exist`));
    assert.deepEqual((await cloud.happened()).writes, []);

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [API] }));
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("drops a deleted instance from the program with no call that writes, also without a refresh", async () => {
    const { cloud, stack } = story;
    await cloud.removeInstance(WEB);

    const { steps } = await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [API] }));

    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual((await cloud.happened()).writes, []);
    assert.deepEqual(stack.recorded("team"), { [API]: [ALICE, BOB] });
  });

  it("is read without a key that was deleted; an up names it and touches nothing", async () => {
    const { cloud, stack } = story;
    await cloud.removeKeyPair(ALICE);

    await stack.refresh();
    assert.deepEqual(stack.recorded("team"), { [WEB]: [BOB], [API]: [BOB] });
    assert.deepEqual(stack.entry("team").inputs["keyIds"], [BOB]);

    const { errors } = await stack.upFails(TEAM);
    assert.match(errors["team"] ?? "", new RegExp(`${ALICE} does not exist`));
    assert.deepEqual((await cloud.happened()).writes, []);

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB, API] }));
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("replaces a deleted key by a new one in one run", async () => {
    const { cloud, stack } = story;
    await cloud.removeKeyPair(ALICE);
    const renewed = "lhkp-renewed0";
    await cloud.seed({ keyPairs: [{ keyId: renewed }] });

    await stack.up(association("team", { keyIds: [BOB, renewed], instanceIds: [WEB, API] }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([renewed], [WEB, API])]);
    assert.deepEqual(bindings, { [WEB]: [BOB, renewed], [API]: [BOB, renewed] });
  });

  it("is gone where neither a key nor an instance is left: a refresh removes it", async () => {
    const { cloud, stack } = story;
    for (const instanceId of [WEB, API]) await cloud.removeInstance(instanceId);
    for (const keyId of [ALICE, BOB]) await cloud.removeKeyPair(keyId);

    const { steps } = await stack.refresh();

    assert.deepEqual(steps, ["delete team"]);
    assert.equal(stack.has("team"), false);
  });

  it("is still there where the instances are gone and the keys are not", async () => {
    const { cloud, stack } = story;
    for (const instanceId of [WEB, API]) await cloud.removeInstance(instanceId);

    assert.deepEqual((await stack.refresh()).steps, ["update team"]);
    assert.deepEqual(stack.recorded("team"), {});
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("is still there where the keys are gone and the instances are not", async () => {
    const { cloud, stack } = story;
    for (const keyId of [ALICE, BOB]) await cloud.removeKeyPair(keyId);

    assert.deepEqual((await stack.refresh()).steps, ["update team"]);
    assert.deepEqual(stack.recorded("team"), {});
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("is destroyed in one run without a refresh, what is left of it being unbound", async () => {
    const { cloud, stack } = story;
    await cloud.removeInstance(WEB);
    await cloud.removeKeyPair(ALICE);

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [API])]);
    assert.deepEqual(bindings, {});
  });

  it("is found, changed and destroyed where the service refuses unknown keys instead of leaving them out", async () => {
    const { cloud, stack } = story;
    await cloud.set({ unknownKey: "error" });
    await cloud.removeKeyPair(ALICE);

    await stack.refresh();
    assert.deepEqual(stack.recorded("team"), { [WEB]: [BOB], [API]: [BOB] });
    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB, API] }));
    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is found, changed and destroyed where the service leaves unknown instances out instead of refusing them", async () => {
    const { cloud, stack } = story;
    await cloud.set({ unknownInstance: "empty" });
    await cloud.removeInstance(WEB);

    await stack.refresh();
    const { errors } = await stack.upFails(TEAM);
    assert.match(errors["team"] ?? "", new RegExp(`${WEB} does not exist`));
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [API] }));
    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });
});
