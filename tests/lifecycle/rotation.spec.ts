import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, start, stop, unbind } from "./writes";

const ALL = [WEB, API, JOBS];
const BEFORE = association("team", { keyIds: [ALICE], instanceIds: ALL });
const AFTER = association("team", { keyIds: [BOB], instanceIds: ALL });

describe("a key that is rotated", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    await story.stack.up(BEFORE);
    await story.cloud.happened();
  });

  it("is bound everywhere before the old one is unbound, and each machine goes down once", async () => {
    const { cloud, stack } = story;

    const { steps } = await stack.up(AFTER);

    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual(await cloud.happened(), {
      writes: [stop(...ALL), bind([BOB], ALL), unbind([ALICE], ALL), start(...ALL)],
      shutdowns: { [WEB]: 1, [API]: 1, [JOBS]: 1 },
      bindings: { [WEB]: [BOB], [API]: [BOB], [JOBS]: [BOB] },
    });
  });

  it("never leaves an instance with neither: nothing is unbound while the bind goes on", async () => {
    const { cloud, stack } = story;
    await cloud.set({ actions: { AssociateInstancesKeyPairs: { byHand: true } } });

    const up = stack.up(AFTER);
    await cloud.until("the bind under way", async () => {
      const views = await Promise.all(ALL.map((id) => cloud.instance(id)));
      return views.every(
        ({ operating, latestOperation }) => operating && /^Associate/.test(latestOperation?.action ?? ""),
      );
    });
    await story.time.sleep(20_000);
    assert.deepEqual(await cloud.calls("DisassociateInstancesKeyPairs"), []);

    for (const instanceId of ALL) await cloud.finish(instanceId);
    await up;
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB], [API]: [BOB], [JOBS]: [BOB] });
  });

  it("never leaves an instance with neither: nothing is unbound before the new binding shows", async () => {
    const { cloud, stack } = story;
    await cloud.set({ actions: { AssociateInstancesKeyPairs: { lateBindingReads: 4 } } });

    await stack.up(AFTER);

    const calls = await cloud.calls();
    const boundAt = calls.findIndex(({ action }) => action === "AssociateInstancesKeyPairs");
    const unboundAt = calls.findIndex(({ action }) => action === "DisassociateInstancesKeyPairs");
    const looks = calls.slice(boundAt, unboundAt).filter(({ action }) => action === "DescribeKeyPairs");
    assert.ok(looks.length > 4, "the binding was looked for until it showed");
  });

  it("never leaves an instance with neither: one on which the bind fails keeps the old key", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "AssociateInstancesKeyPairs", instanceId: API, effect: { operation: "FAILED" } });

    const { errors } = await stack.upFails(AFTER);
    assert.match(errors["team"] ?? "", new RegExp(`${API}.*FAILED`));
    const { bindings } = await cloud.happened();
    assert.deepEqual(bindings[API], [ALICE]);
    assert.ok(bindings[WEB]?.includes(BOB) && bindings[JOBS]?.includes(BOB), "the others have the new key");
    assert.deepEqual(await cloud.power(...ALL), { [WEB]: "RUNNING", [API]: "RUNNING", [JOBS]: "RUNNING" });

    await cloud.heal();
    await stack.up(AFTER);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB], [API]: [BOB], [JOBS]: [BOB] });
  });

  it("is bound ONLINE without a shutdown, in the same order", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", { ...AFTER.inputs, associateType: "ONLINE" }));

    const { writes, shutdowns } = await cloud.happened();
    assert.deepEqual(shutdowns, {});
    assert.match(writes[0] ?? "", /^bind/);
    assert.deepEqual(
      writes.map((write) => write.split(" ")[0]),
      ["bind", "unbind"],
    );
  });

  it("on an instance where the new one was bound by hand already only loses the old one", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(BOB, WEB);

    await stack.up(AFTER);

    const { writes, shutdowns } = await cloud.happened();
    assert.ok(writes.includes(bind([BOB], [API, JOBS])), "bound where it was missing, and only there");
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1, [JOBS]: 1 });
  });

  it("may come with an added and a dropped instance", async () => {
    const { cloud, stack } = story;
    const added = "lhins-added000";
    await cloud.seed({ instances: [{ instanceId: added, state: "RUNNING" }] });

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB, API, added] }));

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.deepEqual(bindings, { [WEB]: [BOB], [API]: [BOB], [added]: [BOB] });
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1, [JOBS]: 1, [added]: 1 });
    const lastBind = writes.findLastIndex((write) => write.startsWith("bind"));
    const droppedAt = writes.findIndex((write) => write.startsWith("unbind") && write.includes(JOBS));
    assert.ok(lastBind < droppedAt, "nothing is only taken away before all is given");
  });
});
