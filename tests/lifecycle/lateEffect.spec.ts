import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { unbind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const FAILED_BIND = { action: "AssociateInstancesKeyPairs", instanceId: WEB, effect: { operation: "FAILED" } };

/** Within this time what a failed change has asked for is still looked for. */
const SHOWS_WITHIN_MS = 10_000;
const FORGOTTEN_AFTER_MS = 600_000;

describe("a bind that ended FAILED and takes effect all the same, later", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    const { cloud, stack } = story;
    await cloud.fail(FAILED_BIND);
    await stack.upFails(TEAM);
    await cloud.heal();
    assert.deepEqual(stack.recorded("team"), { [API]: [ALICE] }, "what does not show is not recorded as bound");
    await cloud.happened();
  });

  it("is unbound by a destroy", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB);

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is waited for by a destroy that follows at once", async () => {
    const { cloud, stack, time } = story;
    const startedMs = time.now();
    const destroyed = stack.destroy();
    await time.sleep(SHOWS_WITHIN_MS / 2);
    await cloud.bindByHand(ALICE, WEB);

    await destroyed;

    assert.ok(time.now() - startedMs < SHOWS_WITHIN_MS * 2, "the wait is a short one");
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is not waited for by a destroy that comes later", async () => {
    const { cloud, stack, time } = story;
    await time.sleep(SHOWS_WITHIN_MS);
    const startedMs = time.now();

    await stack.destroy();

    assert.ok(time.now() - startedMs < SHOWS_WITHIN_MS / 2);
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is unbound by an up of a program that declares it no longer, even after a refresh that saw nothing", async () => {
    const { cloud, stack } = story;
    await stack.refresh();
    await cloud.bindByHand(ALICE, WEB);

    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [API] }));

    const { bindings, writes } = await cloud.happened();
    assert.deepEqual(bindings, { [API]: [ALICE] });
    assert.deepEqual(writes, [unbind([ALICE], [WEB])]);
    assert.equal("awaited" in stack.outputs("team"), false);
  });

  it("is adopted by an up that declares it still", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB);

    await stack.up(TEAM);

    assert.deepEqual((await cloud.happened()).writes, []);
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("stays remembered when the next change fails too", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ ...FAILED_BIND, instanceId: API });
    await stack.upFails(association("team", { keyIds: [ALICE, BOB], instanceIds: [API] }));
    await cloud.heal();
    await cloud.bindByHand(ALICE, WEB);

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is forgotten by a refresh that does not see it long after", async () => {
    const { stack, time } = story;
    const until = new Date(time.now() - FORGOTTEN_AFTER_MS).toISOString();
    stack.entry("team").outputs["awaited"] = [{ instanceId: WEB, keyIds: [ALICE], action: "bind", until }];
    await stack.refresh();
    assert.equal("awaited" in stack.outputs("team"), false);
  });
});
