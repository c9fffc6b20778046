import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, CAROL, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

describe("a pair that moves from one association to another", () => {
  const story = storyOfEachTest();
  const giver = association("giver", { keyIds: [ALICE], instanceIds: [WEB, API] });
  const taker = association("taker", { keyIds: [BOB], instanceIds: [WEB] });
  const poorer = association("giver", { keyIds: [ALICE], instanceIds: [WEB] });
  const richer = { keyIds: [ALICE], instanceIds: [API] };

  beforeEach(async () => {
    await story.stack.up(giver, taker);
    await story.cloud.happened();
  });

  it("stays bound where the taker is seen first", async () => {
    const { cloud, stack } = story;

    await stack.up(association("taker", richer), poorer);

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("is bound in the end where the giver is seen first", async () => {
    const { cloud, stack } = story;

    await stack.up(poorer, association("taker", richer));

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [API]: [ALICE] });
    assert.deepEqual(stack.recorded("taker"), { [API]: [ALICE] });
    assert.deepEqual(stack.recorded("giver"), { [WEB]: [ALICE] });
  });

  it("stays bound where the taker waits for the giver", async () => {
    const { cloud, stack } = story;

    await stack.up(poorer, association("taker", richer, { after: ["giver"] }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
    assert.deepEqual(stack.recorded("taker"), { [API]: [ALICE] });
    assert.deepEqual(stack.recorded("giver"), { [WEB]: [ALICE] });
  });

  it("is bound in the end where the taker's ids are outputs of the giver, which has given it up by then", async () => {
    const { cloud, stack } = story;

    await stack.up(poorer, association("taker", richer, { after: ["giver"], isUntold: true }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
    assert.ok(writes.indexOf(unbind([ALICE], [API])) < writes.indexOf(bind([ALICE], [API])), "given up, then taken");
    assert.deepEqual(stack.recorded("taker"), { [API]: [ALICE] });
  });

  it("stays bound where the giver waits for the taker", async () => {
    const { cloud, stack } = story;

    await stack.up(association("taker", richer), { ...poorer, after: ["taker"] });

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("is bound in the end where the giver is taken out of the program", async () => {
    const { cloud, stack } = story;

    await stack.up(association("taker", { keyIds: [ALICE], instanceIds: [WEB, API] }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("is bound again by one who declares it still and is seen only after it was unbound", async () => {
    const { cloud, stack } = story;
    const both = association("both", { keyIds: [ALICE], instanceIds: [API] });
    await stack.up(giver, taker, both);
    await cloud.happened();

    await stack.up(poorer, taker, association("both", both.inputs, { after: ["giver"] }));

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE] });
  });

  describe("while the giver is just giving it up", () => {
    const slow = association("slow", { keyIds: [CAROL], instanceIds: [JOBS] });

    beforeEach(() => story.cloud.set({ actions: { DisassociateInstancesKeyPairs: { operationMs: 10_000 } } }));

    it("is bound in the end by a taker that is seen only then", async () => {
      const { cloud, stack } = story;

      await stack.up(poorer, slow, association("taker", richer, { after: ["slow"] }));

      assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [CAROL] });
      assert.deepEqual(stack.recorded("taker"), { [API]: [ALICE] });
    });

    it("is bound in the end by one who had it all the time and is seen only then", async () => {
      const { cloud, stack } = story;
      await stack.up(giver, taker, association("both", richer));

      await stack.up(poorer, taker, slow, association("both", richer, { after: ["slow"] }));

      assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE], [JOBS]: [CAROL] });
      assert.deepEqual(stack.recorded("both"), { [API]: [ALICE] });
    });

    it("is bound in the end by a new association that is seen only then", async () => {
      const { cloud, stack } = story;

      await stack.up(poorer, taker, slow, association("late", richer, { after: ["slow"] }));

      assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE], [JOBS]: [CAROL] });
      assert.deepEqual(stack.recorded("late"), { [API]: [ALICE] });
    });
  });
});
