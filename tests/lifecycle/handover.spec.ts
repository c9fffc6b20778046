import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { unbind } from "./writes";

const PAIRS = { keyIds: [ALICE, BOB], instanceIds: [WEB, API] };
const BOUND = { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] };
const UNTOUCHED = { writes: [], shutdowns: {}, bindings: BOUND };

describe("pairs that pass from one resource to another", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    await story.stack.up(association("team", PAIRS));
    await story.cloud.happened();
  });

  it("stay bound through a replacement", async () => {
    const { cloud, stack } = story;
    const { id } = stack.entry("team");

    const { steps } = await stack.up(association("team", PAIRS, { replace: true }));

    assert.deepEqual(steps, ["replace team", "delete team"]);
    assert.notEqual(stack.entry("team").id, id);
    assert.deepEqual(await cloud.happened(), UNTOUCHED);
  });

  it("stay bound through a replacement that deletes first", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", PAIRS, { replace: true, deleteBeforeReplace: true }));

    assert.deepEqual(await cloud.happened(), UNTOUCHED);
    assert.deepEqual(stack.recorded("team"), BOUND);
  });

  it("stay bound when the resource is tainted", async () => {
    const { cloud, stack } = story;
    stack.taint("team");

    const { steps } = await stack.up(association("team", PAIRS));

    assert.deepEqual(steps, ["replace team", "delete team"]);
    assert.deepEqual(await cloud.happened(), UNTOUCHED);
  });

  it("stay bound when the resource is renamed without an alias", async () => {
    const { cloud, stack } = story;

    const { steps } = await stack.up(association("crew", PAIRS));

    assert.deepEqual(steps, ["create crew", "delete team"]);
    assert.deepEqual(await cloud.happened(), UNTOUCHED);
    assert.deepEqual(stack.recorded("crew"), BOUND);
  });

  it("are the only ones kept when the resource is renamed and changed in one run", async () => {
    const { cloud, stack } = story;

    await stack.up(association("crew", { keyIds: [ALICE], instanceIds: [WEB, API] }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [unbind([BOB], [WEB, API])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("stay bound when an association is split in two", async () => {
    const { cloud, stack } = story;

    await stack.up(
      association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }),
      association("other", { keyIds: [ALICE, BOB], instanceIds: [API] }),
    );

    assert.deepEqual(await cloud.happened(), UNTOUCHED);
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("stay bound when two associations become one", async () => {
    const { cloud, stack } = story;
    await stack.up(
      association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }),
      association("other", { keyIds: [ALICE, BOB], instanceIds: [API] }),
    );

    await stack.up(association("team", PAIRS));

    assert.deepEqual(await cloud.happened(), UNTOUCHED);
    assert.deepEqual(stack.recorded("team"), BOUND);
  });
});
