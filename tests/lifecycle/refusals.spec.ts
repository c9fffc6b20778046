import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, instanceIds, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const WINDOWS = "lhins-windows0";
const UNKNOWN = "lhins-unknown0";
const UNKNOWN_KEY = "lhkp-unknown0";
const UNTOUCHED = { writes: [], shutdowns: {}, bindings: {} };

describe("what can be known to fail", () => {
  const story = storyOfEachTest();

  beforeEach(() => story.cloud.seed({ instances: [{ instanceId: WINDOWS, platformType: "WINDOWS" }] }));

  it("is refused before anything is touched: one Windows machine in a list of four", async () => {
    const { cloud, stack } = story;

    const { errors } = await stack.upFails(
      association("team", { keyIds: [ALICE], instanceIds: [WEB, API, WINDOWS, JOBS] }),
    );

    const told = errors["team"] ?? "";
    assert.match(told, new RegExp(`${WINDOWS} runs Windows`));
    for (const innocent of [WEB, API, JOBS]) assert.doesNotMatch(told, new RegExp(innocent));
    assert.deepEqual(await cloud.happened(), UNTOUCHED);
    assert.equal(stack.has("team"), false);
  });

  it("is told all at once, with each culprit named", async () => {
    const { cloud, stack } = story;
    await cloud.patch(API, { state: "SHUTDOWN" });

    const { errors } = await stack.upFails(
      association("team", { keyIds: [ALICE, UNKNOWN_KEY], instanceIds: [WEB, API, WINDOWS, UNKNOWN] }),
    );

    const told = errors["team"] ?? "";
    for (const culprit of [UNKNOWN_KEY, API, WINDOWS, UNKNOWN]) assert.match(told, new RegExp(culprit));
    assert.doesNotMatch(told, new RegExp(WEB));
    assert.doesNotMatch(told, new RegExp(ALICE));
    assert.deepEqual(await cloud.happened(), UNTOUCHED);
  });

  it("is told with the region, since an id of another region is unknown in this one", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ instances: [{ instanceId: "lhins-faraway0", region: "ap-shanghai" }] });

    const { errors } = await stack.upFails(association("team", { keyIds: [ALICE], instanceIds: ["lhins-faraway0"] }));

    assert.match(errors["team"] ?? "", /lhins-faraway0 does not exist in region ap-guangzhou/);
  });

  it("is refused by an update before anything is touched, and the association stays as it was", async () => {
    const { cloud, stack } = story;
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(team);
    const before = structuredClone(stack.entry("team"));
    await cloud.happened();

    const { errors } = await stack.upFails(association("team", { keyIds: [BOB], instanceIds: [WEB, WINDOWS] }));

    assert.match(errors["team"] ?? "", new RegExp(`${WINDOWS} runs Windows`));
    assert.deepEqual(await cloud.happened(), { ...UNTOUCHED, bindings: { [WEB]: [ALICE] } });
    assert.deepEqual(stack.entry("team"), before);
    assert.deepEqual((await stack.up(team)).steps, ["same team"]);
  });

  it("is refused by the preview already", async () => {
    const { cloud, stack } = story;

    const { errors } = await stack.preview(association("team", { keyIds: [ALICE], instanceIds: [WEB, WINDOWS] }));

    assert.match(errors["team"] ?? "", new RegExp(`${WINDOWS} runs Windows`));
    assert.deepEqual(await cloud.happened(), UNTOUCHED);
  });

  it("and is told only by the service is an error with the instance to blame; the others are bound", async () => {
    const { cloud, stack } = story;
    await cloud.patch(API, { displayArea: true });
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB, API, JOBS] });

    const { errors } = await stack.tryUp(team);

    const told = errors["team"] ?? "";
    assert.match(told, new RegExp(API));
    assert.match(told, /DisplayArea/);
    const { bindings } = await cloud.happened();
    assert.ok(Object.keys(bindings).length === 0 || stack.has("team"), "what is bound is in state");
    await cloud.patch(API, { displayArea: false });
    await stack.up(team);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] });
  });

  it("does not fail for what is bound already: an instance that cannot take keys now keeps those it has", async () => {
    const { cloud, stack } = story;
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
    await stack.up(team);
    await cloud.patch(WEB, { state: "RESCUE_MODE" });
    await cloud.happened();

    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API, JOBS] }));

    const { bindings } = await cloud.happened();
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] });
  });

  it("is an input that makes no sense, and then nothing is called at all", async () => {
    const { cloud, stack } = story;

    const { errors } = await stack.upFails(
      association("none", { keyIds: [], instanceIds: [WEB] }),
      association("twice", { keyIds: [ALICE], instanceIds: [WEB, WEB] }),
      association("cvm", { keyIds: ["skey-12345678"], instanceIds: [WEB] }),
      association("offline", { keyIds: [ALICE], instanceIds: [WEB], username: "deploy" }),
    );

    assert.match(errors["none"] ?? "", /keyIds/);
    assert.match(errors["twice"] ?? "", new RegExp(`instanceIds.*${WEB}`));
    assert.match(errors["cvm"] ?? "", /skey-12345678/);
    assert.match(errors["offline"] ?? "", /username.*ONLINE/);
    assert.deepEqual(await cloud.calls(), []);
  });
});

describe("what only the service can know to fail", () => {
  const story = storyOfEachTest();

  it("fails the association that it is about, and none whose request it would have shared", async () => {
    const { cloud, stack } = story;
    const shown = instanceIds(6);
    await cloud.seed({ instances: shown.map((instanceId) => ({ instanceId, displayArea: true })) });

    const { errors } = await stack.upFails(
      association("showroom", { keyIds: [ALICE], instanceIds: shown }),
      association("team", { keyIds: [ALICE], instanceIds: [WEB] }),
    );

    assert.deepEqual(Object.keys(errors), ["showroom"]);
    for (const instanceId of shown) assert.match(errors["showroom"] ?? "", new RegExp(instanceId));
    assert.doesNotMatch(errors["showroom"] ?? "", new RegExp(WEB));
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE] });
    assert.equal(stack.has("team"), true);
  });
});
