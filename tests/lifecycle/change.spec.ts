import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, CAROL, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

describe("a changed association", () => {
  const story = storyOfEachTest();

  it("binds to an added instance, and touches no other", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));
    const { id } = stack.entry("team");
    await cloud.happened();

    const { steps } = await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API, JOBS] }));

    assert.deepEqual(steps, ["update team"]);
    assert.equal(stack.entry("team").id, id);
    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [JOBS])],
      shutdowns: { [JOBS]: 1 },
      bindings: { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] },
    });
  });

  it("binds an added key to all its instances, and sends no other key", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([BOB], [WEB, API])],
      shutdowns: { [WEB]: 1, [API]: 1 },
      bindings: { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] },
    });
  });

  it("unbinds from an instance that was taken out", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [API] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [unbind([ALICE, BOB], [WEB])],
      shutdowns: { [WEB]: 1 },
      bindings: { [API]: [ALICE, BOB] },
    });
    assert.deepEqual(stack.recorded("team"), { [API]: [ALICE, BOB] });
  });

  it("unbinds a key that was taken out, everywhere", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB, API] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [unbind([ALICE], [WEB, API])],
      shutdowns: { [WEB]: 1, [API]: 1 },
      bindings: { [WEB]: [BOB], [API]: [BOB] },
    });
  });

  it("binds what came before it unbinds what went, where both lists change", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [ALICE, CAROL], instanceIds: [API] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE, CAROL], [API]), unbind([ALICE, BOB], [WEB])],
      shutdowns: { [WEB]: 1, [API]: 1 },
      bindings: { [API]: [ALICE, CAROL] },
    });
  });

  it("is no change where only the order of the ids is another", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));
    await cloud.happened();

    const { steps } = await stack.up(association("team", { keyIds: [BOB, ALICE], instanceIds: [API, WEB] }));

    assert.deepEqual(steps, ["same team"]);
    assert.deepEqual(await cloud.calls(), []);
  });

  it("writes nothing where only settings change, and records them", async () => {
    const { cloud, stack } = story;
    const pairs = { keyIds: [ALICE], instanceIds: [WEB] };
    await stack.up(association("team", pairs));
    await cloud.happened();

    const { steps } = await stack.up(
      association("team", { ...pairs, power: "leave", associateType: "ONLINE", timeouts: { update: 90 } }),
    );

    assert.deepEqual(steps, ["update team"]);
    const { power, associateType, timeouts } = stack.outputs("team");
    assert.deepEqual(
      { power, associateType, timeouts },
      { power: "leave", associateType: "ONLINE", timeouts: { update: 90 } },
    );
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: { [WEB]: [ALICE] } });
  });

  it("keeps its outputs when a setting is taken out again", async () => {
    const { stack } = story;
    const pairs = { keyIds: [ALICE], instanceIds: [WEB] };
    await stack.up(association("team", { ...pairs, power: "leave", timeouts: { create: 90 } }));

    await stack.up(association("team", pairs));

    const { power, timeouts, keyIds } = stack.outputs("team");
    assert.deepEqual({ power, timeouts, keyIds }, { power: "asFound", timeouts: undefined, keyIds: [ALICE] });
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE] });
  });

  it("works on different instances at the same time", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationMs: 20_000 });
    await cloud.bindByHand(ALICE, API);
    const startedMs = story.time.now();

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API, JOBS] }));

    assert.ok(story.time.now() - startedMs < 35_000, "three operations of 20 s end within 35 s");
  });
});
