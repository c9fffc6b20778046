import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

const PAIRS = { keyIds: [ALICE], instanceIds: [WEB] };
const TEAM = association("team", { ...PAIRS, timeouts: { create: 10, update: 10, delete: 10 } });

describe("a wait that times out", () => {
  const story = storyOfEachTest();

  it("is an error that tells what was waited for and last seen, never a success", async () => {
    const { cloud, stack } = story;
    await cloud.set({ byHand: true });

    const { errors } = await stack.upFails(TEAM);

    const [call] = await cloud.calls("AssociateInstancesKeyPairs");
    const told = `${WEB}: timed out after 10 s.*AssociateInstancesKeyPairs on the instance.*${call?.requestId}.*OPERATING`;
    assert.match(errors["team"] ?? "", new RegExp(told));
    assert.ok(stack.has("team"), "what was sent is in state");
  });

  it("is no success either where the binding shows while the operation goes on", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationMs: 14_000, bindingsWritten: "whileOperating" });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /timed out/);
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE] });
  });

  it("is gone on with by the next up, which sends nothing where the operation has ended meanwhile", async () => {
    const { cloud, stack } = story;
    await cloud.set({ byHand: true });
    await stack.upFails(TEAM);
    await cloud.finish(WEB);
    await cloud.happened();

    const { steps } = await stack.up(TEAM);

    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: { [WEB]: [ALICE] } });
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE] });
  });

  it("is gone on with by the next up, which waits where the operation still goes on", async () => {
    const { cloud, stack } = story;
    await cloud.set({ byHand: true });
    await stack.upFails(TEAM);
    await cloud.happened();

    const up = stack.up(TEAM);
    await cloud.until("a look at the instance", async () => (await cloud.calls("DescribeInstances")).length > 2);
    await cloud.finish(WEB);
    await up;

    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: { [WEB]: [ALICE] } });
  });

  it("leaves nothing behind when it is destroyed after the operation has ended", async () => {
    const { cloud, stack } = story;
    await cloud.set({ byHand: true });
    await stack.upFails(TEAM);
    await cloud.finish(WEB);
    await cloud.set({ operationMs: 2_000 });
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([ALICE], [WEB])]);
    assert.deepEqual(bindings, {});
  });

  it("leaves nothing behind when it is destroyed while the operation still goes on", async () => {
    const { cloud, stack } = story;
    await cloud.set({ actions: { AssociateInstancesKeyPairs: { operationMs: 15_000 } } });
    await stack.upFails(TEAM);
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([ALICE], [WEB])]);
    assert.deepEqual(bindings, {});
  });

  it("keeps what is sure: instances whose operations have ended are recorded, and not asked for again", async () => {
    const { cloud, stack } = story;
    await cloud.set({ instances: { [WEB]: { byHand: true } } });
    const both = association("team", { ...TEAM.inputs, instanceIds: [WEB, API] });

    const { errors } = await stack.upFails(both);
    assert.doesNotMatch(errors["team"] ?? "", new RegExp(API));
    assert.deepEqual(stack.recorded("team")[API], [ALICE]);
    await cloud.finish(WEB);
    await cloud.happened();

    await stack.up(both);
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("of the bind of an update takes nothing away", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.set({ actions: { AssociateInstancesKeyPairs: { byHand: true } } });
    await cloud.happened();

    const rotated = association("team", { ...TEAM.inputs, keyIds: [BOB] });
    await stack.upFails(rotated);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE] });
    assert.ok(stack.recorded("team")[WEB]?.includes(ALICE), "what is bound stays recorded");

    await cloud.finish(WEB);
    await cloud.set({ actions: { AssociateInstancesKeyPairs: null } });
    await stack.up(rotated);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(
      writes.filter((write) => write.startsWith("bind")),
      [],
    );
    assert.deepEqual(bindings, { [WEB]: [BOB] });
  });

  it("of a destroy keeps the association, and the next destroy finds the unbind done", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.set({ byHand: true });

    const { errors } = await stack.destroyFails();
    assert.match(errors["team"] ?? "", new RegExp(`${WEB}: timed out after 10 s.*DisassociateInstancesKeyPairs`));
    await cloud.finish(WEB);
    await cloud.happened();

    await stack.destroy();
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: {} });
  });

  it("because nothing can be read after the bind leaves what was sent in state; nothing is bound twice", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationMs: 5_000 });
    const up = stack.upFails(TEAM);
    await cloud.untilCalled("AssociateInstancesKeyPairs");
    await cloud.fail({ action: "DescribeInstances", effect: { code: "InternalError.DescribeInstanceStatus" } });

    await up;
    assert.ok(stack.has("team"), "what was sent is in state");
    await cloud.heal();

    const { steps } = await stack.up(TEAM);
    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB])],
      shutdowns: { [WEB]: 1 },
      bindings: { [WEB]: [ALICE] },
    });
  });
});
