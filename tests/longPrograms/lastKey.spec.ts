import assert from "node:assert/strict";
import { type Association, declaring } from "../program/declaration";
import { ALICE, BOB, WEB } from "../program/ids";
import { onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { bind, pairs, start, stop, unbind } from "../program/writes";

describe("an association that protects the last key of its instances", function () {
  this.timeout(120_000);
  const access: Association = { keyIds: [ALICE], instanceIds: [WEB], protectLastKey: true };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE, BOB], files: declaring({ access }) });
    await story.applies();
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("lets one key take the other's place, for which the instance goes down once", async () => {
    const run = await story.applies(declaring({ access: { ...access, keyIds: [BOB] } }));
    assert.deepEqual(run.writes, [bind([BOB], [WEB]), start([WEB]), stop([WEB]), unbind([ALICE], [WEB])]);
  });

  it("is not destroyed: one error that names the instance and the way out, and nothing is touched", async () => {
    const run = await story.destroy({ fails: true });
    assert.match(onlyError(run, "access"), new RegExp(`${WEB}.*protectLastKey`));
    assert.deepEqual(await story.cloud.newWrites(), []);
    assert.deepEqual(await story.bindings("access"), pairs([BOB], [WEB]));
  });

  it("is destroyed where a key of somebody else is left", async () => {
    await story.cloud.bind(ALICE, WEB);
    await story.destroy();
    assert.deepEqual(await story.cloud.newWrites(), [unbind([BOB], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
  });

  it("is destroyed once it no longer does: that alone calls nothing", async () => {
    await story.up(declaring({ access }));
    const run = await story.applies(declaring({ access: { ...access, protectLastKey: false } }));
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(run.writes, []);
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});
