import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, CAROL, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, start, unbind } from "./writes";

const type = "ONLINE";
const PAIRS = { keyIds: [ALICE], instanceIds: [WEB] };
const FOR_DEPLOY = { ...PAIRS, associateType: type, username: "deploy" } as const;
const DEPLOY = { type, username: "deploy" } as const;

describe("keys that are bound for a named user", () => {
  const story = storyOfEachTest();

  it("are bound ONLINE for that user, recorded with it and unbound under it", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", FOR_DEPLOY));
    const [binding] = stack.outputs("team")["bindings"] as { username: string }[];
    assert.equal(binding?.username, "deploy");
    assert.deepEqual((await cloud.instance(WEB)).usernames, { [ALICE]: "deploy" });
    await stack.destroy();

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB], DEPLOY), unbind([ALICE], [WEB], DEPLOY)],
      shutdowns: {},
      bindings: {},
    });
  });

  it("are unbound under the old name and bound under the new where the name changes", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", FOR_DEPLOY));
    await cloud.happened();

    await stack.up(association("team", { ...FOR_DEPLOY, username: "admin" }));

    assert.deepEqual((await cloud.happened()).writes, [
      unbind([ALICE], [WEB], DEPLOY),
      bind([ALICE], [WEB], { type, username: "admin" }),
    ]);
    assert.deepEqual((await cloud.instance(WEB)).usernames, { [ALICE]: "admin" });
  });

  it("stay as they are where the name is left out, and are unbound under the recorded one", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", FOR_DEPLOY));
    await cloud.happened();

    await stack.up(association("team", { ...PAIRS, associateType: type }));
    assert.deepEqual((await cloud.happened()).writes, []);

    await stack.destroy();
    assert.deepEqual((await cloud.happened()).writes, [unbind([ALICE], [WEB], DEPLOY)]);
  });

  it("are unbound on the running instance also where another key is bound by a shutdown", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", FOR_DEPLOY));
    await cloud.happened();

    await stack.up(association("team", { ...PAIRS, keyIds: [BOB] }));

    assert.deepEqual(await cloud.happened(), {
      writes: [bind([BOB], [WEB]), unbind([ALICE], [WEB], DEPLOY)],
      shutdowns: { [WEB]: 1 },
      bindings: { [WEB]: [BOB] },
    });
    assert.equal((await cloud.instance(WEB)).state, "RUNNING");
  });

  it("are unbound, for each his own, on an instance that the bind before has left down, once it runs again", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });
    await stack.up(association("team", FOR_DEPLOY));
    await stack.up(association("team", { ...PAIRS, keyIds: [ALICE, CAROL] }));
    await cloud.happened();

    await stack.up(association("team", { ...PAIRS, keyIds: [BOB] }));

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.deepEqual({ shutdowns, bindings }, { shutdowns: { [WEB]: 1 }, bindings: { [WEB]: [BOB] } });
    const unbinds = [unbind([ALICE], [WEB], DEPLOY), unbind([CAROL], [WEB], { type, username: "root" })];
    assert.deepEqual(writes, [bind([BOB], [WEB]), start(WEB), ...unbinds]);
    assert.equal((await cloud.instance(WEB)).state, "RUNNING");
  });

  it("are unbound under the recorded name where name and type are left out of the program", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", FOR_DEPLOY));
    await stack.up(association("team", PAIRS));
    await cloud.happened();

    await stack.destroy();

    assert.deepEqual(await cloud.happened(), {
      writes: [unbind([ALICE], [WEB], DEPLOY)],
      shutdowns: {},
      bindings: {},
    });
  });

  it("are unbound under the recorded name where the service does not tell it", async () => {
    const { cloud, stack } = story;
    await cloud.set({ actions: { DescribeKeyPairs: { onlineKnown: false } } });
    await stack.up(association("team", FOR_DEPLOY));
    await stack.refresh();
    await cloud.happened();

    await stack.up(association("team", { ...FOR_DEPLOY, username: "admin" }));
    assert.deepEqual((await cloud.happened()).writes, [
      unbind([ALICE], [WEB], DEPLOY),
      bind([ALICE], [WEB], { type, username: "admin" }),
    ]);
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).writes, [unbind([ALICE], [WEB], { type, username: "admin" })]);
  });

  it("that were bound by hand for another are taken off that user first", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB, "somebody");

    await stack.up(association("team", FOR_DEPLOY));

    assert.deepEqual((await cloud.happened()).writes, [
      unbind([ALICE], [WEB], { type, username: "somebody" }),
      bind([ALICE], [WEB], DEPLOY),
    ]);
  });

  it("that were bound by hand for the same are adopted", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB, "deploy");

    await stack.up(association("team", FOR_DEPLOY));

    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("are unbound one user after the other where one instance has both", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(ALICE, WEB, "deploy");
    await cloud.bindByHand(BOB, WEB, "admin");
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB], associateType: type }));
    await cloud.happened();

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    const expected = [unbind([ALICE], [WEB], DEPLOY), unbind([BOB], [WEB], { type, username: "admin" })];
    assert.deepEqual(writes.sort(), expected.sort());
    assert.deepEqual(bindings, {});
  });

  it("are seen as drift where somebody has bound them again for another", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", FOR_DEPLOY));
    await cloud.unbindByHand(ALICE, WEB);
    await cloud.bindByHand(ALICE, WEB, "somebody");
    await cloud.happened();

    assert.deepEqual((await stack.refresh()).steps, ["update team"]);
    await stack.up(association("team", FOR_DEPLOY));

    assert.deepEqual((await cloud.instance(WEB)).usernames, { [ALICE]: "deploy" });
  });

  it("get a clear error from a service that knows neither type nor user", async () => {
    const { cloud, stack } = story;
    await cloud.set({ onlineKnown: false });

    const { errors } = await stack.upFails(association("team", { ...FOR_DEPLOY, instanceIds: [WEB, API] }));

    assert.match(errors["team"] ?? "", /UnknownParameter.*leave both unset/);
    const { writes, bindings } = await cloud.happened();
    assert.equal(writes.length, 1);
    assert.deepEqual(bindings, {});
    assert.equal(stack.has("team"), false);
  });
});
