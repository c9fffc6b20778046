import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API, JOBS] });

describe("an association that has drifted", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    await story.stack.up(TEAM);
    await story.cloud.happened();
  });

  it("is read as it is, and the next up binds again only what was unbound by hand", async () => {
    const { cloud, stack } = story;
    await cloud.unbindByHand(ALICE, API);

    const refreshed = await stack.refresh();
    assert.deepEqual(refreshed.steps, ["update team"]);
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE], [JOBS]: [ALICE] });
    assert.deepEqual(stack.entry("team").inputs["instanceIds"], [WEB, JOBS]);
    assert.deepEqual((await cloud.happened()).writes, []);

    const { steps } = await stack.up(TEAM);
    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [API])],
      shutdowns: { [API]: 1 },
      bindings: { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] },
    });
  });

  it("is not there where nothing was changed: a refresh changes nothing, and an up after it is quiet", async () => {
    const { cloud, stack } = story;
    const { inputs, outputs } = structuredClone(stack.entry("team"));

    const refreshed = await stack.refresh();
    assert.deepEqual(refreshed.steps, ["same team"]);
    assert.deepEqual(stack.entry("team").outputs, outputs);
    assert.deepEqual(stack.entry("team").inputs, inputs);

    const { steps } = await stack.up(TEAM);
    assert.deepEqual(steps, ["same team"]);
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("shows a key that was unbound everywhere as a key, not as all the instances", async () => {
    const { cloud, stack } = story;
    const both = association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API, JOBS] });
    await stack.up(both);
    await cloud.happened();
    for (const instanceId of [WEB, API, JOBS]) await cloud.unbindByHand(BOB, instanceId);

    await stack.refresh();
    const { keyIds, instanceIds } = stack.entry("team").inputs;
    assert.deepEqual({ keyIds, instanceIds }, { keyIds: [ALICE], instanceIds: [WEB, API, JOBS] });

    await stack.up(both);
    assert.deepEqual((await cloud.happened()).writes, [bind([BOB], [WEB, API, JOBS])]);
  });

  it("is repaired also where the drift leaves holes that no two lists can say", async () => {
    const { cloud, stack } = story;
    const both = association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] });
    await stack.up(both);
    await cloud.happened();
    await cloud.unbindByHand(ALICE, WEB);
    await cloud.unbindByHand(BOB, API);

    await stack.refresh();
    assert.deepEqual(stack.recorded("team"), { [WEB]: [BOB], [API]: [ALICE] });

    await stack.up(both);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [bind([ALICE], [WEB]), bind([BOB], [API])].sort());
    assert.deepEqual(bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] });
  });

  it("is not gone where every binding was removed, however often it is refreshed", async () => {
    const { cloud, stack } = story;
    for (const instanceId of [WEB, API, JOBS]) await cloud.unbindByHand(ALICE, instanceId);

    assert.deepEqual((await stack.refresh()).steps, ["update team"]);
    assert.deepEqual((await stack.refresh()).steps, ["same team"]);
    assert.deepEqual((await stack.refresh()).steps, ["same team"]);
    assert.deepEqual(stack.recorded("team"), {});

    const { steps } = await stack.up(TEAM);
    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB, API, JOBS])]);
  });

  it("notices that a machine was reinstalled, and binds its keys again in one run", async () => {
    const { cloud, stack } = story;
    await cloud.reinstall(JOBS);

    await stack.refresh();
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE], [API]: [ALICE] });

    await stack.up(TEAM);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [JOBS])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] });
  });

  it("does not count keys that others have bound to its instances", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(BOB, WEB);

    assert.deepEqual((await stack.refresh()).steps, ["same team"]);
    assert.deepEqual((await stack.up(TEAM)).steps, ["same team"]);
    assert.deepEqual((await cloud.happened()).bindings[WEB], [ALICE, BOB]);
  });

  it("binds nothing twice where the drift was mended by hand before the up", async () => {
    const { cloud, stack } = story;
    await cloud.unbindByHand(ALICE, API);
    await stack.refresh();
    await cloud.bindByHand(ALICE, API);

    const { steps } = await stack.up(TEAM);

    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual((await cloud.happened()).writes, []);
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] });
  });

  it("binds again a pair that an update would have left alone, had nothing been removed behind its back", async () => {
    const { cloud, stack } = story;
    await cloud.unbindByHand(ALICE, WEB);

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API, JOBS] }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [bind([ALICE, BOB], [WEB]), bind([BOB], [API, JOBS])].sort());
    assert.deepEqual(bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB], [JOBS]: [ALICE, BOB] });
  });
});
