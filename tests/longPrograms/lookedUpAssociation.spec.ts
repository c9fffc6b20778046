import assert from "node:assert/strict";
import { script } from "../program/declaration";
import { ALICE, BOB, DB, MAIL, WEB } from "../program/ids";
import { onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { bind } from "../program/writes";

const NO_CREDENTIALS = { TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined };

/** An association of what two look-ups find, of which one is asked for twice. */
function accessTo(tags: Record<string, string>) {
  return script(`const { getInstancesOutput, getKeyPairsOutput } = require("pulumi-tencentcloud-lighthouse");
const wanted = { tags: ${JSON.stringify(tags)}, platformType: "LINUX_UNIX" };
const keys = getKeyPairsOutput({ keyNames: ["alice"] });
new KeyPairAssociation("access", { keyIds: keys.keyIds, instanceIds: getInstancesOutput(wanted).instanceIds });
exports.names = getInstancesOutput(wanted).instances.apply((found) => found.map(({ instanceName }) => instanceName));
`);
}

describe("an association of what look-ups find", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    const role = (value: string) => ({ Tags: [{ Key: "role", Value: value }] });
    story = await Story.begin({
      instances: [
        { instanceId: WEB, name: "web", ...role("web") },
        { instanceId: MAIL, name: "mail", ...role("mail") },
        { instanceId: "lhins-windows1", name: "windows", platformType: "WINDOWS", ...role("web") },
      ],
      keyPairs: [
        { keyId: ALICE, keyName: "alice" },
        { keyId: BOB, keyName: "alice2" },
      ],
      files: accessTo({ role: "web" }),
    });
  });
  after(() => story?.end());

  it("looks once in a preview and once in an update, and then there is nothing to do", async () => {
    await story.preview();
    assert.deepEqual(await lookups(), ["DescribeInstances", "DescribeKeyPairs"]);

    const { writes } = await story.applies();

    assert.deepEqual(writes, [bind([ALICE], [WEB])]);
    const { resources } = await story.program.exportState();
    const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    assert.deepEqual(stack?.outputs?.["names"], ["web"]);
  });

  it("comes to one more instance when there is one more", async () => {
    await story.cloud.make([{ instanceId: DB, name: "db", Tags: [{ Key: "role", Value: "web" }] }], []);

    assert.deepEqual((await story.applies()).writes, [bind([ALICE], [DB])]);
  });

  it("of nothing is refused, and what is bound stays bound", async () => {
    const bound = await story.cloud.pairs();

    const run = await story.up(accessTo({ role: "wbe" }), { fails: true });

    assert.match(onlyError(run, "access"), /instanceIds must name at least one instance; it is empty/);
    assert.deepEqual(await story.cloud.pairs(), bound);
  });

  it("is not known in a preview without credentials, which says so in one warning; an update fails", async () => {
    await story.cloud.newCalls();
    story.program.setEnv(NO_CREDENTIALS);

    const preview = await story.preview(accessTo({ role: "web" }));
    const update = await story.up({}, { fails: true });

    const warnings = preview.stdout.match(/warning: this preview looks nothing up in Lighthouse.*no credentials/g);
    assert.equal(new Set(warnings).size, 1, preview.stdout);
    assert.deepEqual(preview.changes, { update: 1 });
    assert.match(update.stdout, /error: getInstances: no credentials for Tencent Cloud were found/);
    assert.doesNotMatch(update.stdout, /lookUp\.js/);
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  /** The calls of look-ups since the last time: those that name no ids. */
  async function lookups(): Promise<string[]> {
    const calls = (await story.cloud.newCalls()).filter(({ parameters }) => "Filters" in parameters);
    return calls.map(({ action }) => action).sort();
  }
});
