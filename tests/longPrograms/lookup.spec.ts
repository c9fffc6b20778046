import assert from "node:assert/strict";
import { declaring, script } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { hasNoDump, onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { bind, pairs } from "../program/writes";

const ID = "lhkpa-0123456789abcdef";

function getting(id: string, lookup: object): ReturnType<typeof script> {
  return script(`
const found = KeyPairAssociation.get("found", ${JSON.stringify(id)}, ${JSON.stringify(lookup)});
exports.bindings = found.bindings;
exports.region = found.region;
`);
}

describe("bindings that exist already", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
    await story.cloud.bind(ALICE, WEB);
    await story.cloud.bind(ALICE, DB);
    await story.cloud.bind(BOB, WEB);
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("are looked up by get, which manages and changes nothing", async () => {
    await story.up(getting(ID, { keyIds: [ALICE, BOB], instanceIds: [WEB, DB], region: "ap-guangzhou" }));
    const outputs = await story.program.stack.outputs();
    const bindings = outputs["bindings"]?.value as { instanceId: string; keyIds: string[] }[];
    const found = bindings.flatMap(({ instanceId, keyIds }) => pairs(keyIds, [instanceId]));
    assert.deepEqual(found.sort(), [...pairs([ALICE], [WEB, DB]), `${BOB} on ${WEB}`].sort());
    assert.equal(outputs["region"]?.value, "ap-guangzhou");
    const { inputs } = await story.recorded("found");
    assert.deepEqual(Object.keys(inputs ?? {}).sort(), ["__provider", "instanceIds", "keyIds", "region"]);
    const again = await story.preview();
    assert.deepEqual(again.changes, {});
    assert.deepEqual(
      again.steps.map(({ op, name }) => `${op} ${name}`),
      ["read found"],
    );
    await story.destroy();
    assert.deepEqual(await story.cloud.newWrites(), []);
  });

  it("are not there for get: an error that says so", async () => {
    const run = await story.up(getting(ID, { keyIds: [BOB], instanceIds: [DB] }), { fails: true });
    assert.match(onlyError(run, "found"), /bound in ap-guangzhou/);
  });

  it("are not found by an id of another form: an error that shows the form", async () => {
    const run = await story.up(getting(`${ALICE}#${WEB}`, { keyIds: [ALICE], instanceIds: [WEB] }), { fails: true });
    assert.match(onlyError(run, "found"), /"lhkp-alice001#lhins-web00001" is not the id .*lhkpa- and 16/);
  });

  it("are not imported: the option is refused with what to do instead", async () => {
    const access = { keyIds: [ALICE, BOB], instanceIds: [WEB, DB] };
    const imported = { ...access, options: { import: ID } };
    const run = await story.preview(declaring({ access: imported }), { fails: true });
    assert.match(run.stdout, /"access" cannot be imported.*leave out the option import, and pulumi up adopts/);
    hasNoDump(run);
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  it("are adopted by a create, which binds what is missing and no more", async () => {
    const run = await story.applies(declaring({ access: { keyIds: [ALICE, BOB], instanceIds: [WEB, DB] } }));
    assert.deepEqual(run.writes, [bind([BOB], [DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB]));
  });

  it("stay when their association is taken out with retainOnDelete", async () => {
    const access = { keyIds: [ALICE, BOB], instanceIds: [WEB, DB], options: { retainOnDelete: true } };
    await story.applies(declaring({ access }));
    const run = await story.applies(declaring({}));
    assert.deepEqual(run.changes, { delete: 1 });
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB]));
  });
});
