import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, start, stop, unbind } from "./writes";

const PAIRS = { keyIds: [ALICE], instanceIds: [WEB] };

describe("the power state of an instance", () => {
  const story = storyOfEachTest();

  it("is left to a service that starts the instance again by itself", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", PAIRS));

    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB])]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("is restored where the service leaves the instance down", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });

    await stack.up(association("team", PAIRS));
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB]), start(WEB)]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });

    await stack.destroy();
    assert.deepEqual((await cloud.happened()).writes, [unbind([ALICE], [WEB]), start(WEB)]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("is restored by one call for all that the service leaves down", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });

    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));

    const { writes, shutdowns } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API]), start(WEB, API)]);
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
  });

  it("stays STOPPED where it was found so", async () => {
    const { cloud, stack } = story;
    await cloud.patch(WEB, { state: "STOPPED" });

    await stack.up(association("team", PAIRS));
    await stack.destroy();

    const { writes, shutdowns } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB]), unbind([ALICE], [WEB])]);
    assert.deepEqual(shutdowns, {});
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "STOPPED" });
  });

  it("is nobody's business with power leave", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });

    await stack.up(association("team", { ...PAIRS, power: "leave" }));

    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB])]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "STOPPED" });
  });

  it("is RUNNING in the end with power running, also where it was found STOPPED", async () => {
    const { cloud, stack } = story;
    await cloud.patch(WEB, { state: "STOPPED" });

    await stack.up(association("team", { ...PAIRS, power: "running" }));

    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB]), start(WEB)]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("is RUNNING in the end with power running, also where all is bound already", async () => {
    const { cloud, stack } = story;
    await cloud.patch(WEB, { state: "STOPPED" });
    await cloud.bindByHand(ALICE, WEB);

    await stack.up(association("team", { ...PAIRS, power: "running" }));

    assert.deepEqual((await cloud.happened()).writes, [start(WEB)]);
  });

  it("becomes RUNNING by a change to power running alone", async () => {
    const { cloud, stack } = story;
    await cloud.patch(WEB, { state: "STOPPED" });
    await stack.up(association("team", PAIRS));
    await cloud.happened();

    await stack.up(association("team", { ...PAIRS, power: "running" }));

    assert.deepEqual((await cloud.happened()).writes, [start(WEB)]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("changes once where an instance both gains and loses a key: stopped, both, started", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", PAIRS));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [stop(WEB), bind([BOB], [WEB]), unbind([ALICE], [WEB]), start(WEB)],
      shutdowns: { [WEB]: 1 },
      bindings: { [WEB]: [BOB] },
    });
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("does not change where an instance found STOPPED both gains and loses a key", async () => {
    const { cloud, stack } = story;
    await cloud.patch(WEB, { state: "STOPPED" });
    await stack.up(association("team", PAIRS));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([BOB], [WEB]), unbind([ALICE], [WEB])],
      shutdowns: {},
      bindings: { [WEB]: [BOB] },
    });
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "STOPPED" });
  });

  it("changes once OFFLINE, also where the service binds ONLINE by default", async () => {
    const { cloud, stack } = story;
    const type = "OFFLINE";
    await cloud.set({ defaultAssociateType: "ONLINE" });

    await stack.up(association("team", { ...PAIRS, associateType: type }));

    const { writes, shutdowns } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB], { type })]);
    assert.deepEqual(shutdowns, { [WEB]: 1 });
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("never changes ONLINE", async () => {
    const { cloud, stack } = story;
    const type = "ONLINE";

    await stack.up(association("team", { ...PAIRS, associateType: type }));
    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB], associateType: type }));
    await stack.destroy();

    assert.deepEqual(await cloud.happened(), {
      writes: [
        bind([ALICE], [WEB], { type }),
        bind([BOB], [WEB], { type }),
        // The service tells the user that it chose, and an unbind under another name would be refused.
        unbind([ALICE], [WEB], { type, username: "root" }),
        unbind([BOB], [WEB], { type, username: "root" }),
      ],
      shutdowns: {},
      bindings: {},
    });
  });

  it("is started before it is changed ONLINE, where it is found down and is to run", async () => {
    const { cloud, stack } = story;
    await cloud.patch(WEB, { state: "STOPPED" });

    await stack.up(association("team", { ...PAIRS, associateType: "ONLINE", power: "running" }));

    assert.deepEqual(await cloud.happened(), {
      writes: [start(WEB), bind([ALICE], [WEB], { type: "ONLINE" })],
      shutdowns: {},
      bindings: { [WEB]: [ALICE] },
    });
  });

  it("never changes where the service binds ONLINE by default", async () => {
    const { cloud, stack } = story;
    await cloud.set({ defaultAssociateType: "ONLINE" });

    await stack.up(association("team", PAIRS));
    await stack.destroy();

    const { writes, shutdowns } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB]), unbind([ALICE], [WEB])]);
    assert.deepEqual(shutdowns, {});
  });
});
