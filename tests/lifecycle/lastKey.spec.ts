import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { unbind } from "./writes";

const PROTECTED = { keyIds: [ALICE], instanceIds: [WEB, API], protectLastKey: true };
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

describe("protectLastKey", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    await story.stack.up(association("team", PROTECTED));
    await story.cloud.happened();
  });

  it("refuses a destroy that would leave an instance without any key, before it touches one", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(BOB, API);

    const { errors } = await stack.destroyFails();

    assert.match(errors["team"] ?? "", new RegExp(`${WEB} would be left without any key`));
    assert.doesNotMatch(errors["team"] ?? "", new RegExp(API));
    assert.deepEqual(await cloud.happened(), {
      writes: [],
      shutdowns: {},
      bindings: { ...BOUND, [API]: [ALICE, BOB] },
    });
    assert.deepEqual(stack.recorded("team"), BOUND);
  });

  it("refuses an update that takes an instance out, before it touches one", async () => {
    const { cloud, stack } = story;

    const { errors } = await stack.upFails(
      association("team", { ...PROTECTED, keyIds: [ALICE, BOB], instanceIds: [API] }),
    );

    assert.match(errors["team"] ?? "", new RegExp(`${WEB} would be left without any key`));
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: BOUND });
  });

  it("refuses in the preview already", async () => {
    const { stack } = story;

    const { errors } = await stack.preview(association("team", { ...PROTECTED, instanceIds: [API] }));

    assert.match(errors["team"] ?? "", new RegExp(`${WEB} would be left without any key`));
  });

  it("lets a key be rotated", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", { ...PROTECTED, keyIds: [BOB] }));

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB], [API]: [BOB] });
  });

  it("lets a destroy go on where each instance keeps another key", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(BOB, WEB);
    await cloud.bindByHand(BOB, API);

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB], [API]: [BOB] });
  });

  it("does not count an instance that is gone or going", async () => {
    const { cloud, stack } = story;
    await cloud.removeInstance(WEB);
    await cloud.patch(API, { state: "SHUTDOWN" });

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("holds for two associations that go together, the last of which would lock", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", PROTECTED), association("crew", { ...PROTECTED, keyIds: [BOB] }));

    const { errors } = await stack.destroyFails();

    assert.match(Object.values(errors).join("\n"), /would be left without any key/);
    const { bindings } = await cloud.happened();
    assert.deepEqual(Object.keys(bindings).sort(), [API, WEB]);
  });

  it("ends when the program takes it back", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", { ...PROTECTED, protectLastKey: false }));
    assert.deepEqual((await cloud.happened()).writes, []);
    await stack.destroy();

    assert.deepEqual((await cloud.happened()).writes, [unbind([ALICE], [WEB, API])]);
  });
});
