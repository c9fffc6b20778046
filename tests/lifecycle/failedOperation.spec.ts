import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, start, unbind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const FAILED_BIND = { action: "AssociateInstancesKeyPairs", instanceId: WEB, effect: { operation: "FAILED" } };
const FAILED_UNBIND = { action: "DisassociateInstancesKeyPairs", instanceId: WEB, effect: { operation: "FAILED" } };

describe("an operation that ends FAILED", () => {
  const story = storyOfEachTest();

  it("ends the wait at once with an error that names action, instance and RequestId", async () => {
    const { cloud, stack } = story;
    await cloud.fail(FAILED_BIND);
    const startedMs = story.time.now();

    const { errors } = await stack.upFails(TEAM);

    assert.ok(story.time.now() - startedMs < 20_000, "a failure is not waited on");
    const [call] = await cloud.calls("AssociateInstancesKeyPairs");
    assert.match(errors["team"] ?? "", new RegExp(`${WEB}.*AssociateInstancesKeyPairs.*${call?.requestId}.*FAILED`));
    assert.doesNotMatch(errors["team"] ?? "", new RegExp(API));
  });

  it("leaves in state what was bound all the same, and the next up does only the rest", async () => {
    const { cloud, stack } = story;
    await cloud.fail(FAILED_BIND);
    await stack.upFails(TEAM);
    assert.deepEqual(stack.recorded("team")[API], [ALICE]);
    await cloud.heal();
    await cloud.happened();

    const { steps } = await stack.up(TEAM);

    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB])],
      shutdowns: { [WEB]: 1 },
      bindings: { [WEB]: [ALICE], [API]: [ALICE] },
    });
  });

  it("is made up for also after a refresh, which takes the note of the failure away", async () => {
    const { cloud, stack } = story;
    await cloud.fail(FAILED_BIND);
    await stack.upFails(TEAM);
    await cloud.heal();
    await stack.refresh();
    assert.deepEqual(stack.recorded("team"), { [API]: [ALICE] });
    await cloud.happened();

    await stack.up(TEAM);

    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB])]);
  });

  it("is an error also where it had its effect, which is recorded and not made a second time", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ ...FAILED_BIND, effect: { operation: "FAILED", applied: true } });

    await stack.upFails(TEAM);
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE], [API]: [ALICE] });
    await cloud.heal();
    await cloud.happened();

    const { steps } = await stack.up(TEAM);
    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("leaves no machine down that was found running", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ ...FAILED_BIND, effect: { operation: "FAILED", leaves: "STOPPED" } });

    await stack.upFails(TEAM);

    assert.deepEqual(await cloud.power(WEB, API), { [WEB]: "RUNNING", [API]: "RUNNING" });
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB, API]), start(WEB)]);
  });

  it("of a bind keeps the keys that were to go", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();
    await cloud.fail(FAILED_BIND);

    await stack.upFails(association("team", { keyIds: [BOB], instanceIds: [WEB, API] }));

    assert.deepEqual((await cloud.happened()).bindings[WEB], [ALICE]);
    assert.deepEqual(stack.recorded("team")[WEB], [ALICE]);
    await cloud.heal();
    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB, API] }));
    const { writes, bindings } = await cloud.happened();
    assert.ok(writes.indexOf(bind([BOB], [WEB])) >= 0, "only the instance that lacks it is asked for");
    assert.deepEqual(bindings, { [WEB]: [BOB], [API]: [BOB] });
  });

  it("of an unbind is told, and the next up unbinds only what was left", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));
    await cloud.fail(FAILED_UNBIND);

    const { errors } = await stack.upFails(TEAM);
    assert.match(errors["team"] ?? "", new RegExp(`${WEB}.*DisassociateInstancesKeyPairs.*FAILED`));
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE, BOB], [API]: [ALICE] });
    await cloud.heal();
    await cloud.happened();

    await stack.up(TEAM);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("of a destroy keeps the association in state, and the next destroy does the rest", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail(FAILED_UNBIND);

    const { errors } = await stack.destroyFails();
    assert.match(errors["team"] ?? "", new RegExp(`${WEB}.*FAILED`));
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE] });
    await cloud.heal();

    await stack.destroy();
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([ALICE], [WEB])]);
    assert.deepEqual(bindings, {});
  });

  it("everywhere leaves an association that can be destroyed straight away", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "AssociateInstancesKeyPairs", effect: { operation: "FAILED" } });
    await stack.upFails(TEAM);
    await cloud.happened();

    await stack.destroy();

    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: {} });
  });
});
