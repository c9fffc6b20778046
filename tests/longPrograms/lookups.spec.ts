import assert from "node:assert/strict";
import { script } from "../program/declaration";
import { ALICE, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind } from "../program/writes";

/** A program that names its credentials itself, from a configuration of its own. */
const OTHER_ACCOUNT = script(`const { Provider, getInstancesOutput } = require("pulumi-tencentcloud-lighthouse");
const config = new pulumi.Config("other");
const other = new Provider("other", {
  secretId: config.requireSecret("secretId"),
  secretKey: config.requireSecret("secretKey"),
  region: "ap-guangzhou",
});
const found = getInstancesOutput({}, { provider: other });
new KeyPairAssociation("access", { keyIds: ["${ALICE}"], instanceIds: found.instanceIds }, { provider: other });
exports.region = found.region;
exports.ids = found.instanceIds;
`);

describe("a look-up with an explicit provider", function () {
  this.timeout(180_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE], files: OTHER_ACCOUNT });
    const { TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY } = story.cloud.credentials;
    await story.program.stack.setAllConfig({
      "other:secretId": { value: TENCENTCLOUD_SECRET_ID, secret: true },
      "other:secretKey": { value: TENCENTCLOUD_SECRET_KEY, secret: true },
    });
    story.program.setEnv({
      TENCENTCLOUD_SECRET_ID: undefined,
      TENCENTCLOUD_SECRET_KEY: undefined,
      TENCENTCLOUD_REGION: undefined,
    });
  });
  after(() => story?.end());

  it("looks with the credentials and in the region of that, and what it finds is no secret", async () => {
    const { writes } = await story.applies();

    assert.deepEqual(writes, [bind([ALICE], [WEB])]);
    const { resources } = await story.program.exportState();
    const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    assert.deepEqual(stack?.outputs, { region: "ap-guangzhou", ids: [WEB] });
  });
});

describe("a look-up that is awaited", function () {
  this.timeout(180_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [{ keyId: ALICE, keyName: "alice" }] });
  });
  after(() => story?.end());

  it("that names what does not exist fails the program with one line, and calls nothing that writes", async () => {
    const files = script(`const { getInstances } = require("pulumi-tencentcloud-lighthouse");
module.exports = async () => getInstances({ instanceIds: ["${WEB}", "lhins-nobody01"] });
`);
    const run = await story.preview(files, { fails: true });

    assert.match(run.stdout, /error: getInstances: instance lhins-nobody01 does not exist in region ap-guangzhou/);
    assert.doesNotMatch(run.stdout, /lookUp|at async/);
  });

  it("with a misspelt argument fails the program before anything is called", async () => {
    await story.cloud.newCalls();
    const files = script(`const { getKeyPairs } = require("pulumi-tencentcloud-lighthouse");
module.exports = async () => getKeyPairs({ names: ["alice"] });
`);
    const run = await story.preview(files, { fails: true });

    assert.match(run.stdout, /error: getKeyPairs: names is no argument of it; it takes .*keyNames/);
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  it("leaves no private key anywhere", async () => {
    const files = script(`const { getKeyPairs } = require("pulumi-tencentcloud-lighthouse");
module.exports = async () => ({ keys: (await getKeyPairs({ keyNames: ["alice"], atLeast: 1 })).keyPairs });
`);
    await story.up(files);

    const { text } = await story.program.exportState();
    assert.match(text, /ssh-rsa AAAA/);
    assert.doesNotMatch(text, /PRIVATE KEY|privateKey/);
  });
});
