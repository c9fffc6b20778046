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

describe("a pair that is handed over", function () {
  this.timeout(240_000);
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE, BOB] });
    await story.up(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }));
    await story.cloud.newWrites();
  });
  afterEach(() => story?.end());

  const handedOver = (options: string) =>
    script(`const access = new KeyPairAssociation("access", ${JSON.stringify({ keyIds: [BOB], instanceIds: [WEB] })});
new KeyPairAssociation("taker", ${JSON.stringify({ keyIds: [ALICE], instanceIds: [WEB] })}, ${options});
`);
  const said = ({ diagnostics }: EngineRun) => diagnostics.map(({ message }) => message).join("\n");
  const staysBound = new RegExp(`will bind ${BOB} to ${WEB}; leave ${ALICE} bound to ${WEB}, for taker\n`);

  it("stays bound where the one that takes it waits for the other, as the preview says", async () => {
    const waiting = handedOver("{ dependsOn: access }");
    assert.match(said(await story.preview(waiting)), staysBound);
    const run = await story.applies(waiting);
    assert.deepEqual(run.writes, [bind([BOB], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB]));
    await story.applies(declaring({ access: { keyIds: [BOB], instanceIds: [WEB] } }));
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB], [WEB]));
  });

  it("stays bound where the one that takes it is no target of the command, and is adopted by the next one", async () => {
    const { urn = "" } = await story.recorded("access");
    assert.match(said(await story.preview(handedOver("{}"), { target: [urn] })), staysBound);
    await story.up({}, { target: [urn] });
    assert.deepEqual(await story.cloud.newWrites(), [bind([BOB], [WEB])]);
    assert.deepEqual(await story.bindings("access"), pairs([BOB], [WEB]));

    const run = await story.applies({});
    assert.deepEqual(run.changes, { create: 1 });
    assert.deepEqual(run.writes, []);
    await story.destroy({ sharedBy: 2 });
    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("is not taken for somebody else's where a transformation makes other inputs of the arguments", async () => {
    const both = { keyIds: [ALICE, BOB], instanceIds: [WEB] };
    await story.up(declaring({ access: both }));
    await story.cloud.newWrites();
    const less = `transformations: [({ props, opts }) => ({ props: { ...props, keyIds: ["${ALICE}"] }, opts })]`;
    const run = await story.applies(
      script(`new KeyPairAssociation("access", ${JSON.stringify(both)}, { ${less} });\n`),
    );
    assert.deepEqual(run.writes, [unbind([BOB], [WEB])]);
  });
});

describe("pairs that many associations hand over", function () {
  this.timeout(400_000);
  const count = 40;
  const instances = Array.from({ length: count }, (_, number) => `lhins-m${String(number).padStart(7, "0")}`);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances, keyPairs: [ALICE, BOB] });
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  const each = (prefix: string, keyIds: string[]): Record<string, Association> =>
    Object.fromEntries(instances.map((id, number) => [`${prefix}${number}`, { keyIds, instanceIds: [id] }]));

  it("stay bound where each gives one to another that comes after all of them", async () => {
    await story.up(declaring(each("old", [ALICE, BOB])));
    await story.cloud.newWrites();
    const run = await story.applies(declaring({ ...each("old", [BOB]), ...each("new", [ALICE]) }));
    assert.deepEqual(run.changes, { update: count, create: count });
    assert.deepEqual(run.writes, []);
  });

  it("stay bound where one is split into many, and where many become one", async () => {
    const one = { all: { keyIds: [ALICE, BOB], instanceIds: instances } };
    const joined = await story.applies(declaring(one));
    assert.deepEqual(joined.changes, { create: 1, delete: 2 * count });
    assert.deepEqual(joined.writes, []);

    const rest = { all: { keyIds: [ALICE, BOB], instanceIds: instances.slice(0, 1) } };
    const split = await story.applies(declaring({ ...rest, ...each("each", [ALICE, BOB]) }));
    assert.deepEqual(split.changes, { create: count, update: 1 });
    assert.deepEqual(split.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], instances));
  });
});
