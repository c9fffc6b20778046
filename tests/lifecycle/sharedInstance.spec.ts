import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, CAROL, instanceIds, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

describe("associations that share instances", () => {
  const story = storyOfEachTest();

  it("take turns on an instance that both change at the same time, and nothing is refused", async () => {
    const { cloud, stack } = story;

    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("two", { keyIds: [BOB], instanceIds: [WEB] }),
    );

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [bind([ALICE], [WEB]), bind([BOB], [WEB])]);
    assert.deepEqual(shutdowns, { [WEB]: 2 });
    assert.deepEqual(bindings, { [WEB]: [ALICE, BOB] });
    assert.deepEqual(stack.recorded("one"), { [WEB]: [ALICE] });
    assert.deepEqual(stack.recorded("two"), { [WEB]: [BOB] });
  });

  it("give five instances two keys without one refused call, and each instance goes down once for each", async () => {
    const { cloud, stack } = story;
    const shared = instanceIds(5);
    await cloud.seed({ instances: shared.map((instanceId) => ({ instanceId })) });

    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: shared }),
      association("two", { keyIds: [BOB], instanceIds: shared }),
    );

    const calls = await cloud.calls();
    assert.deepEqual(
      calls.filter(({ reply }) => reply.code !== undefined),
      [],
    );
    const { shutdowns, bindings } = await cloud.happened();
    assert.deepEqual(shutdowns, Object.fromEntries(shared.map((instanceId) => [instanceId, 2])));
    for (const instanceId of shared) assert.deepEqual(bindings[instanceId], [ALICE, BOB]);
  });

  it("do not wait for each other where they share none", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationMs: 20_000 });
    const startedMs = story.time.now();

    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("two", { keyIds: [BOB], instanceIds: [API] }),
    );

    assert.ok(story.time.now() - startedMs < 35_000, "two operations of 20 s end within 35 s");
  });

  it("cross over without a deadlock", async () => {
    const { cloud, stack } = story;

    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB, API] }),
      association("two", { keyIds: [BOB], instanceIds: [API, WEB] }),
      association("three", { keyIds: [CAROL], instanceIds: [WEB] }),
    );

    const { bindings } = await cloud.happened();
    assert.deepEqual(bindings, { [WEB]: [ALICE, BOB, CAROL], [API]: [ALICE, BOB] });
  });

  it("are destroyed at the same time, and nothing is refused", async () => {
    const { cloud, stack } = story;
    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("two", { keyIds: [BOB], instanceIds: [WEB] }),
    );
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [unbind([ALICE], [WEB]), unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, {});
  });

  it("bind a pair that both declare once", async () => {
    const { cloud, stack } = story;

    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("two", { keyIds: [ALICE], instanceIds: [WEB] }),
    );

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB])],
      shutdowns: { [WEB]: 1 },
      bindings: { [WEB]: [ALICE] },
    });
    assert.deepEqual(stack.recorded("one"), { [WEB]: [ALICE] });
    assert.deepEqual(stack.recorded("two"), { [WEB]: [ALICE] });
  });

  it("keep a pair of both that one of them drops", async () => {
    const { cloud, stack } = story;
    const two = association("two", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(association("one", { keyIds: [ALICE, BOB], instanceIds: [WEB] }), two);
    await cloud.happened();

    await stack.up(association("one", { keyIds: [BOB], instanceIds: [WEB] }), two);

    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: { [WEB]: [ALICE, BOB] } });
    assert.deepEqual(stack.recorded("one"), { [WEB]: [BOB] });
  });

  it("keep a pair of both where one of them is taken out of the program", async () => {
    const { cloud, stack } = story;
    const one = association("one", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(one, association("two", { keyIds: [ALICE, BOB], instanceIds: [WEB] }));
    await cloud.happened();

    const { steps } = await stack.up(one);

    assert.deepEqual(steps, ["same one", "delete two"]);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE] });
  });

  it("unbind a pair of both once when all is destroyed", async () => {
    const { cloud, stack } = story;
    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("two", { keyIds: [ALICE], instanceIds: [WEB] }),
    );
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([ALICE], [WEB])]);
    assert.deepEqual(bindings, {});
  });

  it("are made one after the other where one depends on the other", async () => {
    const { cloud, stack } = story;

    await stack.up(
      association("one", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("two", { keyIds: [BOB], instanceIds: [WEB] }, { after: ["one"] }),
    );
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB]), bind([BOB], [WEB])]);

    await stack.destroy();
    assert.deepEqual((await cloud.happened()).writes, [unbind([BOB], [WEB]), unbind([ALICE], [WEB])]);
  });
});
