import assert from "node:assert/strict";
import { declaring } from "./declaration";
import { ALICE, BOB, CAROL, DB, MAIL, WEB } from "./ids";
import { shownChanges } from "./shownChanges";
import { Story } from "./story";
import { bind, pairs, unbind } from "./writes";

describe("a program with an association, from its first preview to its end", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB, MAIL], keyPairs: [ALICE, BOB, CAROL] });
  });
  after(() => story?.end());

  it("is previewed without a call that changes anything, and names the machines that will go down", async () => {
    const files = declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB] } });
    const run = await story.preview(files);
    assert.deepEqual(run.changes, { create: 2 });
    assert.deepEqual(await story.cloud.newWrites(), []);
    const warnings = run.diagnostics.filter(({ severity, urn }) => severity === "warning" && urn?.endsWith("::access"));
    assert.ok(
      warnings.some(
        ({ message }) => /will be shut down/.test(message) && [WEB, DB].every((id) => message.includes(id)),
      ),
    );
  });

  it("is applied by one bind, and then plans nothing", async () => {
    const run = await story.applies();
    assert.deepEqual(run.changes, { create: 2 });
    assert.deepEqual(run.writes, [bind([ALICE], [WEB, DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, DB]));
    assert.deepEqual(await story.cloud.down(), []);
  });

  it("keeps in state one short line of provider, an id of the documented form, what is bound, and where it is declared", async () => {
    const { id, inputs, outputs, sourcePosition } = await story.recorded("access");
    assert.match(sourcePosition ?? "", /^project:\/\/\/index\.js#\d+,\d+$/);
    const line = 'exports.handler = () => require("pulumi-tencentcloud-lighthouse/provider");';
    assert.equal(inputs?.["__provider"], line);
    assert.equal(outputs?.["__provider"], line);
    assert.ok(line.length < 120);
    assert.match(id ?? "", /^lhkpa-[0-9a-z]{16}$/);
    assert.equal(outputs?.["stateVersion"], 1);
    assert.equal(outputs?.["region"], "ap-guangzhou");
    const bindings = outputs?.["bindings"] as { instanceId: string; keyIds: string[] }[];
    assert.deepEqual(
      bindings.map(({ instanceId, keyIds }) => ({ instanceId, keyIds })),
      [
        { instanceId: WEB, keyIds: [ALICE] },
        { instanceId: DB, keyIds: [ALICE] },
      ],
    );
  });

  it("binds only to an instance that is added, and shows only that", async () => {
    const { id } = await story.recorded("access");
    const files = declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB, MAIL] } });
    const run = await story.applies(files, { diff: true });
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(shownChanges(run), [`+ [2]: "${MAIL}"`]);
    assert.deepEqual(run.writes, [bind([ALICE], [MAIL])]);
    assert.equal((await story.recorded("access")).id, id);
  });

  it("binds only the key that is added, to all", async () => {
    const files = declaring({ access: { keyIds: [ALICE, BOB], instanceIds: [WEB, DB, MAIL] } });
    const run = await story.applies(files, { diff: true });
    assert.deepEqual(shownChanges(run), [`+ [1]: "${BOB}"`]);
    assert.deepEqual(run.writes, [bind([BOB], [WEB, DB, MAIL])]);
  });

  it("plans nothing when both lists are put in another order", async () => {
    await story.program.write(declaring({ access: { keyIds: [BOB, ALICE], instanceIds: [MAIL, WEB, DB] } }));
    await story.isQuiet();
  });

  it("binds the key that takes another's place before it unbinds the other", async () => {
    await story.cloud.newCalls();
    await story.up(declaring({ access: { keyIds: [CAROL, BOB], instanceIds: [WEB, DB, MAIL] } }));
    const order = (await story.cloud.newCalls())
      .map(({ action }) => action)
      .filter((action) => /KeyPairs$/.test(action));
    const firstUnbind = order.indexOf("DisassociateInstancesKeyPairs");
    assert.ok(order.indexOf("AssociateInstancesKeyPairs") < firstUnbind);
    assert.ok(order.lastIndexOf("AssociateInstancesKeyPairs") < firstUnbind);
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB, CAROL], [WEB, DB, MAIL]));
    assert.deepEqual(await story.cloud.down(), []);
    await story.isQuiet();
  });

  it("unbinds only from the instances that are left out", async () => {
    const run = await story.applies(declaring({ access: { keyIds: [CAROL, BOB], instanceIds: [DB] } }));
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(run.writes, [unbind([BOB, CAROL], [MAIL, WEB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB, CAROL], [DB]));
  });

  it("is destroyed by one unbind of what is left", async () => {
    await story.cloud.newCalls();
    const run = await story.destroy();
    assert.deepEqual(run.changes, { delete: 2 });
    assert.deepEqual(await story.cloud.newWrites(), [unbind([BOB, CAROL], [DB])]);
    assert.deepEqual(await story.cloud.pairs(), []);
    assert.deepEqual(await story.cloud.down(), []);
    assert.deepEqual((await story.program.exportState()).resources, []);
  });

  it("is destroyed a second time without a call", async () => {
    const run = await story.destroy();
    assert.deepEqual(run.changes, {});
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  it("adopts what is bound already, and destroys it while the program runs", async () => {
    await story.cloud.bind(ALICE, WEB);
    const shutdowns = await story.cloud.shutdowns();
    const run = await story.applies(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }));
    assert.deepEqual(run.changes, { create: 2 });
    assert.deepEqual(run.writes, []);
    assert.equal(await story.cloud.shutdowns(), shutdowns);

    await story.destroy({ runProgram: true });
    assert.deepEqual(await story.cloud.newWrites(), [unbind([ALICE], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});
