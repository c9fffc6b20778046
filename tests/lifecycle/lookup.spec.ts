import assert from "node:assert/strict";
import { ALICE, API, BOB, REGION, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const ID = "lhkpa-0123456789abcdef";
const LOOKUP = { keyIds: [ALICE], instanceIds: [WEB, API], region: REGION, __provider: "line" };

describe("a lookup of bindings that nobody manages", () => {
  const story = storyOfEachTest();

  it("says which of the pairs are bound, and writes nothing", async () => {
    const { cloud } = story;
    await cloud.bindByHand(ALICE, WEB);
    await cloud.bindByHand(BOB, WEB);

    const found = await story.newProcess().read(ID, LOOKUP);

    const { keyIds, instanceIds, region, bindings } = found?.outputs ?? {};
    assert.deepEqual({ keyIds, instanceIds, region }, { keyIds: [ALICE], instanceIds: [WEB, API], region: REGION });
    assert.deepEqual(bindings, [{ instanceId: WEB, keyIds: [ALICE] }]);
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("takes the region of the configuration where it names none", async () => {
    const { cloud } = story;
    await cloud.bindByHand(ALICE, WEB);

    const { region: _, ...rest } = LOOKUP;
    const found = await story.newProcess().read(ID, rest);

    assert.equal(found?.outputs["region"], REGION);
  });

  it("throws where nothing is bound, since a silent answer would be taken for bindings", async () => {
    await assert.rejects(story.newProcess().read(ID, LOOKUP), { message: /nothing of it is bound in ap-guangzhou/ });
  });

  it("throws where the id is of another form, and names the right one", async () => {
    await assert.rejects(story.newProcess().read("web", LOOKUP), { message: /is not the id.*lhkpa- and 16/ });
  });

  it("throws where the lists make no sense", async () => {
    const nothing = story.newProcess().read(ID, { ...LOOKUP, keyIds: [] });
    await assert.rejects(nothing, { message: /keyIds/ });
  });
});
