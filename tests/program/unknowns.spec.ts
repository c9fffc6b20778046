import assert from "node:assert/strict";
import { script } from "./declaration";
import { ALICE, DB, MAIL, WEB } from "./ids";
import { Story } from "./story";
import { bind, pairs } from "./writes";

/** A resource whose outputs are known only once it is made, such as a machine that the same program creates. */
const MACHINES = `
const PROVIDER = \`exports.handler = () => ({
  diff: async (id, olds, news) => ({ changes: olds.ids.join() !== news.ids.join() }),
  create: async (news) => ({ id: "made", outs: { ids: news.ids, instanceIds: news.ids } }),
  update: async (id, olds, news) => ({ outs: { ids: news.ids, instanceIds: news.ids } }),
});\`;
class Machines extends pulumi.CustomResource {
  constructor(name, ids) {
    super("pulumi-nodejs:dynamic/test:Machines", name, { __provider: PROVIDER, ids, instanceIds: undefined });
  }
}
`;

function program(machines: readonly string[], keyIds: readonly string[]) {
  return script(`${MACHINES}
const machines = new Machines("machines", ${JSON.stringify(machines)});
const keyIds = ${JSON.stringify(keyIds)};
new KeyPairAssociation("all", { keyIds, instanceIds: machines.instanceIds });
new KeyPairAssociation("one", { keyIds: [keyIds[0]], instanceIds: ["${MAIL}", machines.instanceIds[0]] });
`);
}

describe("ids that another resource of the program brings", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB, MAIL], keyPairs: [ALICE] });
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("pass a preview while they are not known, a whole list or an element of one", async () => {
    const run = await story.preview(program([WEB], [ALICE]));
    assert.deepEqual(run.changes, { create: 4 });
    assert.ok(run.diagnostics.every(({ severity }) => severity !== "error"));
    assert.deepEqual(await story.cloud.newWrites(), []);
  });

  it("are bound once they are known", async () => {
    const run = await story.applies();
    assert.deepEqual(run.changes, { create: 4 });
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, MAIL]));
  });

  it("show as updates when the other resource is going to change, and only the difference is called", async () => {
    const files = program([WEB, DB], [ALICE]);
    const preview = await story.preview(files);
    assert.deepEqual(preview.changes, { update: 3 });
    const run = await story.applies();
    assert.deepEqual(run.writes, [bind([ALICE], [DB])]);
    assert.deepEqual(await story.bindings("all"), pairs([ALICE], [WEB, DB]));
  });

  it("that turn out to be wrong fail the association alone, under its name", async () => {
    const run = await story.up(program(["ins-cvm00001"], [ALICE]), { fails: true });
    const errors = run.diagnostics.filter(({ severity }) => severity === "error");
    const shown = errors.filter(({ message }) => /"ins-cvm00001".* the id of a CVM instance/.test(message));
    assert.ok(shown.length > 0 && shown.every(({ urn }) => /::(all|one)$/.test(urn ?? "")));
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, DB, MAIL]));
  });
});
