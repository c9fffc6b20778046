import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { type Association, declaring, script } from "../program/declaration";
import { ALICE, BOB, CAROL, DB, MAIL, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind, pairs, unbind } from "../program/writes";

describe("associations of one program that hand pairs over", function () {
  this.timeout(240_000);
  const access: Association = { keyIds: [ALICE, BOB], instanceIds: [WEB, DB] };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB, MAIL], keyPairs: [ALICE, BOB, CAROL] });
    await story.up(declaring({ access }));
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("by a rename with an alias: nothing changes", async () => {
    const run = await story.applies(declaring({ login: { ...access, options: { aliases: [{ name: "access" }] } } }));
    assert.deepEqual(run.changes, {});
    assert.deepEqual(run.writes, []);
  });

  it("by a rename without an alias: the new one adopts, the old one leaves it all bound", async () => {
    const run = await story.applies(declaring({ entry: access }));
    assert.deepEqual(run.changes, { create: 1, delete: 1 });
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB]));
  });

  it("by a move of a key from one to another: it stays bound", async () => {
    const two = { entry: { ...access, keyIds: [ALICE] }, second: { ...access, keyIds: [BOB] } };
    const run = await story.applies(declaring(two));
    assert.deepEqual(run.changes, { create: 1, update: 1 });
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.bindings("entry"), pairs([ALICE], [WEB, DB]));
    assert.deepEqual(await story.bindings("second"), pairs([BOB], [WEB, DB]));
  });

  it("by an exchange of keys between two that exist: both stay bound", async () => {
    const two = { entry: { ...access, keyIds: [BOB] }, second: { ...access, keyIds: [ALICE] } };
    const run = await story.applies(declaring(two));
    assert.deepEqual(run.changes, { update: 2 });
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB]));
  });

  it("by dropping what both declare from one of them: it stays bound for the other", async () => {
    const both = { entry: access, second: { ...access, instanceIds: [DB, MAIL] } };
    const overlapping = await story.applies(declaring(both));
    assert.deepEqual(overlapping.writes, [bind([ALICE, BOB], [MAIL])]);

    const dropped = await story.applies(declaring({ ...both, second: { ...access, instanceIds: [MAIL] } }));
    assert.deepEqual(dropped.changes, { update: 1 });
    assert.deepEqual(dropped.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB, MAIL]));
  });

  it("by the removal of one that another overlaps: only what nobody declares is unbound", async () => {
    const both = { entry: access, second: { ...access, instanceIds: [DB, MAIL] } };
    await story.up(declaring(both));
    const run = await story.applies(declaring({ second: both.second }));
    assert.deepEqual(run.changes, { delete: 1 });
    assert.deepEqual(run.writes, [unbind([ALICE, BOB], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [DB, MAIL]));
  });

  it("and share instances that each gives another key: in one go, with all instances up in the end", async () => {
    const third: Association = { keyIds: [CAROL], instanceIds: [WEB, DB, MAIL] };
    const files = declaring({ second: { ...access, instanceIds: [WEB, DB, MAIL] }, third });
    const run = await story.applies(files, { sharedBy: 2 });
    assert.deepEqual(run.changes, { create: 1, update: 1 });
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB, CAROL], [WEB, DB, MAIL]));
    assert.deepEqual(await story.cloud.down(), []);
  });

  it("are destroyed together, with nothing left", async () => {
    await story.destroy({ sharedBy: 2 });
    assert.deepEqual(await story.cloud.pairs(), []);
    assert.deepEqual(await story.cloud.down(), []);
  });
});

describe("a preview of a pair that is handed over", function () {
  this.timeout(240_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE, BOB] });
    await story.up(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }));
  });
  after(() => story?.end());

  const handedOver = (options: string) =>
    script(`const access = new KeyPairAssociation("access", ${JSON.stringify({ keyIds: [BOB], instanceIds: [WEB] })});
new KeyPairAssociation("taker", ${JSON.stringify({ keyIds: [ALICE], instanceIds: [WEB] })}, ${options});
`);
  const said = ({ diagnostics }: EngineRun) => diagnostics.map(({ message }) => message).join("\n");

  it("says that it stays bound, as it then does", async () => {
    const told = said(await story.preview(handedOver("{}")));
    assert.match(told, new RegExp(`will bind ${BOB} to ${WEB}\n`));
    assert.doesNotMatch(told, /unbind/);
  });

  it("says that it is unbound where the command is not about the one that takes it", async () => {
    const { urn = "" } = await story.recorded("access");
    const told = said(await story.preview({}, { target: [urn] }));
    assert.match(told, new RegExp(`unbind ${ALICE} from ${WEB}`));
  });

  it("says that it is unbound where the one that takes it waits for the other, and so it is, for a while", async () => {
    const told = said(await story.preview(handedOver("{ dependsOn: access }")));
    assert.match(told, new RegExp(`unbind ${ALICE} from ${WEB}`));
    await story.cloud.newWrites();
    await story.up({}, { sharedBy: 2 });
    const writes = await story.cloud.newWrites();
    for (const write of [bind([BOB], [WEB]), unbind([ALICE], [WEB]), bind([ALICE], [WEB])]) {
      assert.ok(writes.includes(write), writes.join("\n"));
    }
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB]));
  });
});
