import assert from "node:assert/strict";
import { type Association, declaring } from "./declaration";
import { ALICE, BOB, DB, MAIL, WEB } from "./ids";
import { onlyError } from "./shownErrors";
import { Story } from "./story";
import { bind, pairs, unbind } from "./writes";

const FAILS_ON_DB = { action: "AssociateInstancesKeyPairs", instanceId: DB, effect: { operation: "FAILED" } };

describe("an up of which a part fails", function () {
  this.timeout(120_000);
  const access: Association = { keyIds: [ALICE], instanceIds: [WEB, DB] };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB, MAIL], keyPairs: [ALICE, BOB] });
  });
  beforeEach(async () => {
    await story.cloud.repair();
    await story.cloud.newWrites();
  });
  after(() => story?.end());

  async function failsOnDb(): Promise<void> {
    await story.cloud.fault(FAILS_ON_DB);
    const run = await story.up(declaring({ access }), { fails: true });
    const message = onlyError(run, "access");
    assert.match(message, new RegExp(`${DB}: .*AssociateInstancesKeyPairs .*RequestId [0-9a-f-]{36}.*FAILED`));
    assert.deepEqual(await story.cloud.newWrites(), [bind([ALICE], [WEB, DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
  }

  it("fails with one error that names the instance, and records what is bound", async () => {
    await failsOnDb();
    const { id, initErrors } = await story.recorded("access");
    assert.match(id ?? "", /^lhkpa-/);
    assert.equal(initErrors?.length, 1);
    assert.deepEqual(await story.bindings("access"), pairs([ALICE], [WEB]));
  });

  it("is finished by the next, which binds only what is missing", async () => {
    const { id } = await story.recorded("access");
    const run = await story.applies();
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(run.writes, [bind([ALICE], [DB])]);
    assert.equal((await story.recorded("access")).id, id);
    assert.equal((await story.recorded("access")).initErrors, undefined);
  });

  it("in an update records the new and keeps the old", async () => {
    await story.cloud.fault(FAILS_ON_DB);
    const news = { keyIds: [BOB], instanceIds: [WEB, DB, MAIL] };
    const run = await story.up(declaring({ access: news }), { fails: true });
    onlyError(run, "access");
    const live = await story.cloud.pairs();
    assert.ok(live.includes(`${ALICE} on ${DB}`), "the key whose successor failed is still there");
    assert.deepEqual(await story.bindings("access"), live);
  });

  it("can be refreshed straight away, and then finished", async () => {
    const refreshed = await story.refresh();
    assert.ok(refreshed.diagnostics.every(({ severity }) => severity !== "error"));
    const run = await story.applies();
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB], [WEB, DB, MAIL]));
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(await story.cloud.down(), []);
  });

  it("can be destroyed straight away", async () => {
    await story.destroy();
    await story.cloud.newWrites();
    await failsOnDb();
    await story.destroy();
    assert.deepEqual(await story.cloud.newWrites(), [unbind([ALICE], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), []);
    assert.deepEqual((await story.program.exportState()).resources, []);
  });

  it("in a destroy leaves the rest to the next", async () => {
    await story.up();
    await story.cloud.fault({ ...FAILS_ON_DB, action: "DisassociateInstancesKeyPairs" });
    const failed = await story.destroy({ fails: true });
    assert.match(onlyError(failed, "access"), new RegExp(`${DB}: .*FAILED`));
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [DB]));

    assert.match(onlyError(failed, "access"), /To keep the association after all, run: pulumi up --refresh/);

    await story.cloud.repair();
    await story.cloud.newWrites();
    await story.destroy();
    assert.deepEqual(await story.cloud.newWrites(), [unbind([ALICE], [DB])]);
    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("in a destroy is bound again by an up that refreshes, as its error says", async () => {
    await story.up();
    await story.cloud.fault({ ...FAILS_ON_DB, action: "DisassociateInstancesKeyPairs" });
    await story.destroy({ fails: true });
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [DB]));

    await story.cloud.repair();
    const run = await story.applies({}, { refresh: true });
    assert.deepEqual(run.writes, [bind([ALICE], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, DB]));
  });
});
