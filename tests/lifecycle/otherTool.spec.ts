import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, isAccepted, refused, unbind } from "./writes";

const BIND = "AssociateInstancesKeyPairs";
const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };
const UNFINISHED = "UnsupportedOperation.LatestOperationUnfinished";
const IN_PROGRESS = "OperationDenied.InstanceOperationInProgress";

describe("another tool at work on an instance", () => {
  const story = storyOfEachTest();

  it("is waited for where its operation shows, and nothing is sent before it ends", async () => {
    const { cloud, stack } = story;
    await cloud.work(WEB, { name: "RebootInstances", operationMs: 30_000, state: "REBOOTING", finalState: "RUNNING" });

    await stack.up(TEAM);

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [API]), bind([ALICE], [WEB])]);
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
    assert.deepEqual(bindings, BOUND);
  });

  it("is waited for where nothing but the refusal shows it", async () => {
    const { cloud, stack } = story;
    await cloud.work(WEB, { hidden: true, operationMs: 60_000 });

    await stack.up(TEAM);

    const { writes, bindings } = await cloud.happened();
    assert.equal(writes[0], refused(bind([ALICE], [WEB, API]), IN_PROGRESS));
    assert.ok(writes.includes(bind([ALICE], [API])), "the other instance does not wait");
    assert.equal(writes.at(-1), bind([ALICE], [WEB]));
    assert.ok(writes.length < 25, `it is not asked for all the time: ${writes.length} calls in a minute`);
    assert.deepEqual(bindings, BOUND);
  });

  it("is waited for where it begins between look and call", async () => {
    const { cloud, stack } = story;
    const edits = [{ edit: "operation", instanceId: WEB, operationMs: 15_000 }];
    await cloud.fail({ action: BIND, times: 1, effect: { edits } });

    await stack.up(TEAM);

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.equal(writes[0], refused(bind([ALICE], [WEB, API]), UNFINISHED));
    assert.deepEqual(writes.slice(1).sort(), [bind([ALICE], [API]), bind([ALICE], [WEB])]);
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
    assert.deepEqual(bindings, BOUND);
  });

  it("is waited for by a destroy", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.work(WEB, { operationMs: 15_000 });
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [unbind([ALICE], [API]), unbind([ALICE], [WEB])]);
    assert.deepEqual(bindings, {});
  });

  it("may be our own program, run a second time meanwhile: both end well, and each pair is bound once", async () => {
    const { cloud, stack } = story;
    const other = story.newStack();

    const outcomes = await Promise.all([stack.tryUp(TEAM), other.tryUp(TEAM)]);

    assert.deepEqual(
      outcomes.map(({ errors }) => errors),
      [{}, {}],
    );
    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.equal(writes.filter(isAccepted).length, 1);
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
    assert.deepEqual(bindings, BOUND);
    assert.deepEqual(other.recorded("team"), BOUND);
  });

  it("may be another program that binds another key: both end well", async () => {
    const { cloud, stack } = story;
    const other = story.newStack();

    await Promise.all([stack.up(TEAM), other.up(association("crew", { keyIds: [BOB], instanceIds: [WEB] }))]);

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE] });
  });

  it("that never ends is waited for until the timeout, and the error names it; nothing was changed", async () => {
    const { cloud, stack } = story;
    await cloud.work(WEB, { name: "ResetInstance", byHand: true });
    await cloud.work(API, { name: "ResetInstance", byHand: true });

    const { errors } = await stack.upFails(association("team", { ...TEAM.inputs, timeouts: { create: 10 } }));

    assert.match(errors["team"] ?? "", /timed out after 10 s.*ResetInstance/);
    assert.deepEqual((await cloud.happened()).writes, []);
    assert.equal(stack.has("team"), false);
  });

  it("does not hold up the other instances, which are bound and recorded", async () => {
    const { cloud, stack } = story;
    await cloud.work(WEB, { byHand: true });

    await stack.upFails(association("team", { ...TEAM.inputs, timeouts: { create: 10 } }));

    assert.deepEqual((await cloud.happened()).bindings, { [API]: [ALICE] });
    assert.deepEqual(stack.recorded("team")[API], [ALICE]);
    await cloud.finish(WEB);
    await stack.up(TEAM);
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB])]);
  });

  it("that begins right after our bind and undoes nothing does not spoil it", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationAfter: "StopInstances", actions: { StopInstances: { operationMs: 500 } } });

    await stack.up(association("team", { ...TEAM.inputs, power: "leave" }));

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB, API])],
      shutdowns: { [WEB]: 1, [API]: 1 },
      bindings: BOUND,
    });
  });
});
