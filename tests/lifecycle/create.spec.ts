import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, JOBS, REGION, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind } from "./writes";

describe("a new association", () => {
  const story = storyOfEachTest();

  it("binds all its pairs by one call, and says so in its outputs", async () => {
    const { cloud, stack } = story;

    const { steps } = await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));

    assert.deepEqual(steps, ["create team"]);
    const [call] = await cloud.calls("AssociateInstancesKeyPairs");
    const { accountId: _, ...outputs } = stack.outputs("team");
    assert.deepEqual(outputs, {
      keyIds: [ALICE, BOB],
      instanceIds: [WEB, API],
      region: REGION,
      power: "asFound",
      stateVersion: 1,
      bindings: [
        { instanceId: WEB, keyIds: [ALICE, BOB], requestId: call?.requestId },
        { instanceId: API, keyIds: [ALICE, BOB], requestId: call?.requestId },
      ],
      __provider: "the line that loads the provider",
    });
    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE, BOB], [WEB, API])],
      shutdowns: { [WEB]: 1, [API]: 1 },
      bindings: { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] },
    });
  });

  it("ends only when the operation has ended", async () => {
    const { cloud, stack } = story;
    await cloud.set({ byHand: true });
    let hasEnded = false;

    const up = stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] })).then(() => {
      hasEnded = true;
    });
    await cloud.until("the operation under way", async () => (await cloud.instance(WEB)).operating);
    await story.time.sleep(15_000);
    assert.equal(hasEnded, false);

    await cloud.finish(WEB);
    await up;
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE] });
  });

  it("adopts what is bound already, with no call that writes", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB);
    await cloud.bindByHand(ALICE, API);

    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));

    const bindings = { [WEB]: [ALICE], [API]: [ALICE] };
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings });
    assert.deepEqual(stack.recorded("team"), bindings);
  });

  it("asks only for what is not bound yet, once for each set of missing keys", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB);
    await cloud.bindByHand(ALICE, JOBS);
    await cloud.bindByHand(BOB, JOBS);

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API, JOBS] }));

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [bind([BOB], [WEB]), bind([ALICE, BOB], [API])].sort());
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
    assert.deepEqual(bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB], [JOBS]: [ALICE, BOB] });
  });

  it("finds its own bindings again where the engine was killed before it had recorded them", async () => {
    const { cloud, stack } = story;
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
    await stack.up(team);
    stack.forget("team");
    await cloud.happened();

    await stack.up(team);

    const bindings = { [WEB]: [ALICE], [API]: [ALICE] };
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings });
    assert.deepEqual(stack.recorded("team"), bindings);
  });

  it("waits for its own bind that an engine killed half way has left under way, and sends no second one", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationMs: 20_000 });
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB] });
    const killed = story.newStack().up(team);
    await cloud.until("the operation under way", async () => (await cloud.instance(WEB)).operating);

    await stack.up(team);
    await killed;

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB])],
      shutdowns: { [WEB]: 1 },
      bindings: { [WEB]: [ALICE] },
    });
  });

  it("leaves other keys of its instances alone", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(BOB, WEB);

    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE] });
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB] });

    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB] });
  });

  it("has an id of the documented form, another than its neighbours, through every change", async () => {
    const { stack } = story;
    const neighbour = association("neighbour", { keyIds: [BOB], instanceIds: [JOBS] });
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }), neighbour);
    const { id } = stack.entry("team");

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [API] }), neighbour);
    await stack.refresh();

    assert.match(id, /^lhkpa-[a-z0-9]{16}$/);
    assert.equal(stack.entry("team").id, id);
    assert.notEqual(stack.entry("neighbour").id, id);
  });
});
