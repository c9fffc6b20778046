import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { unbind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] });
const NOTHING = { writes: [], shutdowns: {}, bindings: {} };

describe("a destroy", () => {
  const story = storyOfEachTest();

  it("unbinds all that was bound, in one call, and nothing the second time", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();

    await stack.destroy();
    assert.deepEqual(await cloud.happened(), {
      writes: [unbind([ALICE, BOB], [WEB, API])],
      shutdowns: { [WEB]: 1, [API]: 1 },
      bindings: {},
    });
    assert.deepEqual(await cloud.power(WEB, API), { [WEB]: "RUNNING", [API]: "RUNNING" });

    await stack.destroy();
    assert.deepEqual(await cloud.happened(), NOTHING);
  });

  it("that was killed before it was recorded is done again with no call that writes", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    const copy = story.newStack();
    await copy.up(TEAM);
    await stack.destroy();
    await cloud.happened();

    await copy.destroy();

    assert.deepEqual(await cloud.happened(), NOTHING);
  });

  it("succeeds where all was unbound by hand", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));
    await cloud.unbindByHand(ALICE, WEB);
    await cloud.unbindByHand(ALICE, API);
    await cloud.happened();

    await stack.destroy();

    assert.deepEqual(await cloud.happened(), NOTHING);
  });

  it("unbinds what is still bound where some was unbound by hand, and asks for nothing else", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.unbindByHand(ALICE, WEB);
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes.sort(), [unbind([ALICE, BOB], [API]), unbind([BOB], [WEB])].sort());
    assert.deepEqual(bindings, {});
  });

  it("after a create that was done in part unbinds that part", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "AssociateInstancesKeyPairs", instanceId: WEB, effect: { operation: "FAILED" } });
    await stack.upFails(TEAM);
    await cloud.heal();
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([ALICE, BOB], [API])]);
    assert.deepEqual(bindings, {});
  });

  it("after an update that was done in part unbinds the old and the new", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));
    await cloud.fail({ action: "AssociateInstancesKeyPairs", instanceId: WEB, effect: { operation: "FAILED" } });
    await stack.upFails(association("team", { keyIds: [BOB], instanceIds: [WEB, API, JOBS] }));
    await cloud.heal();

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("leaves keys alone that others have bound", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(BOB, WEB);
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB] });
  });

  for (const state of ["SHUTDOWN", "TERMINATING", "DELETING"]) {
    it(`counts an instance as gone that is ${state}, unbinds the rest, and says what stays bound`, async () => {
      const { cloud, stack } = story;
      await stack.up(TEAM);
      await cloud.patch(WEB, { state });
      await cloud.happened();

      const { warnings } = await stack.destroy();

      assert.deepEqual((await cloud.happened()).writes, [unbind([ALICE, BOB], [API])]);
      assert.match(warnings.join("\n"), new RegExp(state === "SHUTDOWN" ? `${WEB} is isolated` : ""));
    });
  }

  it("refuses before it touches anything where an instance is in rescue mode, and works after that", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.patch(WEB, { state: "RESCUE_MODE" });
    await cloud.happened();

    const { errors } = await stack.destroyFails();
    assert.match(errors["team"] ?? "", new RegExp(`${WEB} is in rescue mode`));
    assert.deepEqual((await cloud.happened()).writes, []);

    await cloud.patch(WEB, { state: "RUNNING" });
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, {});
  });
});
