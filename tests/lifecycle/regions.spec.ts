import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, REGION, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

const FAR = "ap-shanghai";
const FAR_KEY = "lhkp-faraway0";
const FAR_INSTANCE = "lhins-faraway0";
const HERE = { keyIds: [ALICE], instanceIds: [WEB] };
const THERE = { keyIds: [FAR_KEY], instanceIds: [FAR_INSTANCE], region: FAR };

describe("the region of an association", () => {
  const story = storyOfEachTest();

  beforeEach(() =>
    story.cloud.seed({
      keyPairs: [{ keyId: FAR_KEY, region: FAR }],
      instances: [{ instanceId: FAR_INSTANCE, region: FAR }],
    }),
  );

  it("stays the recorded one when the default changes, with a warning and no change", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", HERE));
    await cloud.happened();
    story.config["tencentcloud:region"] = FAR;

    const { steps, warnings } = await stack.up(association("team", HERE));

    assert.deepEqual(steps, ["same team"]);
    assert.match(warnings.join("\n"), new RegExp(`${REGION}.*${FAR}`));
    await stack.refresh();
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("stays the recorded one through a replacement, though the default has changed", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", HERE));
    await cloud.happened();
    story.config["tencentcloud:region"] = FAR;

    await stack.up(association("team", HERE, { replace: true }));

    assert.equal(stack.outputs("team")["region"], REGION);
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: { [WEB]: [ALICE] } });
  });

  it("replaces the association where the program changes it: the new one is made, then the old one goes", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", HERE));
    await cloud.happened();

    const { steps } = await stack.up(association("team", THERE));

    assert.deepEqual(steps, ["replace team", "delete team"]);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([FAR_KEY], [FAR_INSTANCE]), unbind([ALICE], [WEB])]);
    assert.deepEqual(bindings, { [FAR_INSTANCE]: [FAR_KEY] });
  });

  it("locks nobody out where the new association fails: the old one stays", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", HERE));
    await cloud.happened();

    await stack.upFails(association("team", { ...HERE, region: FAR }));

    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: { [WEB]: [ALICE] } });
    assert.deepEqual((await stack.up(association("team", HERE))).steps, ["same team"]);
  });

  it("may be another for each association of a program", async () => {
    const { cloud, stack } = story;

    await stack.up(association("here", HERE), association("there", THERE));

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [FAR_INSTANCE]: [FAR_KEY] });
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is no change where the program comes to name the recorded one", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", HERE));
    await cloud.happened();

    const { steps } = await stack.up(association("team", { ...HERE, region: REGION }));

    assert.deepEqual(steps, ["same team"]);
    assert.deepEqual(await cloud.calls(), []);
  });

  it("that is set nowhere is an error that says how to set it, and nothing is called", async () => {
    const { cloud, stack } = story;
    delete story.config["tencentcloud:region"];

    const { errors } = await stack.upFails(association("team", HERE));

    assert.match(errors["team"] ?? "", /region.*pulumi config set tencentcloud:region/);
    assert.deepEqual(await cloud.calls(), []);
  });
});
