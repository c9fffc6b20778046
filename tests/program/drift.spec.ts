import assert from "node:assert/strict";
import { declaring } from "./declaration";
import { ALICE, BOB, DB, MAIL, WEB } from "./ids";
import { refreshedProperties, shownChanges } from "./shownChanges";
import { onlyError } from "./shownErrors";
import { Story } from "./story";
import { bind, pairs } from "./writes";

describe("what is changed in the console, under a program that is applied", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB, MAIL], keyPairs: [ALICE, BOB] });
    await story.up(declaring({ access: { keyIds: [ALICE, BOB], instanceIds: [WEB, DB, MAIL] } }));
    await story.cloud.newWrites();
  });
  after(() => story?.end());

  it("is seen by refresh: of one pair that is unbound, the instance, and nothing else", async () => {
    await story.cloud.unbind(BOB, DB);
    const run = await story.refresh();
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(refreshedProperties(run), ["~instanceIds"]);
    assert.deepEqual(run.diagnostics, []);
    assert.deepEqual(await story.cloud.newWrites(), []);
    assert.deepEqual(
      await story.bindings("access"),
      pairs([ALICE, BOB], [WEB, MAIL]).concat(`${ALICE} on ${DB}`).sort(),
    );
  });

  it("is put right by up, with a bind of that one pair", async () => {
    const run = await story.applies({}, { diff: true });
    assert.deepEqual(shownChanges(run), [`+ [2]: "${DB}"`]);
    assert.deepEqual(run.writes, [bind([BOB], [DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB, MAIL]));
  });

  it("is seen by up --refresh, and put right in the same run", async () => {
    await story.cloud.unbind(ALICE, WEB);
    const run = await story.applies({}, { refresh: true });
    assert.deepEqual(run.writes, [bind([ALICE], [WEB])]);
  });

  it("is nothing where a key is bound that no program declares", async () => {
    await story.cloud.make([], [{ keyId: "lhkp-stranger" }]);
    await story.cloud.bind("lhkp-stranger", WEB);
    const run = await story.refresh();
    assert.deepEqual(run.changes, {});
    await story.cloud.unbind("lhkp-stranger", WEB);
  });

  it("an instance and a key that are gone: refresh shows them, up names them, and without them nothing is planned", async () => {
    await story.cloud.removeInstance(MAIL);
    await story.cloud.removeKeyPair(BOB);
    assert.deepEqual(refreshedProperties(await story.refresh()), ["~instanceIds", "~keyIds"]);

    const failed = await story.up({}, { fails: true });
    const message = onlyError(failed, "access");
    assert.match(message, new RegExp(`${MAIL} does not exist in region ap-guangzhou`));
    assert.match(message, new RegExp(`${BOB} does not exist in region ap-guangzhou`));
    assert.deepEqual(await story.cloud.newWrites(), []);

    const run = await story.applies(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB] } }));
    assert.deepEqual(run.changes, {});
    assert.deepEqual(run.writes, []);
  });

  it("an instance that is gone does not keep the rest from being destroyed", async () => {
    await story.cloud.removeInstance(DB);
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("all that is gone: refresh takes the association out of state", async () => {
    await story.up(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }));
    await story.cloud.removeKeyPair(ALICE);
    await story.cloud.removeInstance(WEB);
    const run = await story.refresh();
    assert.deepEqual(run.changes, { delete: 1 });
    const { text } = await story.program.exportState();
    assert.doesNotMatch(text, /KeyPairAssociation/);
  });
});
