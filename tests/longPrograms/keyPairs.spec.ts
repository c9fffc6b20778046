import assert from "node:assert/strict";
import { publicKeyOf } from "../lifecycle/keyPair/publicKeys";
import { script } from "../program/declaration";
import { WEB } from "../program/ids";
import { hasNoDump, onlyError } from "../program/shownErrors";
import { Story } from "../program/story";

const MINE = publicKeyOf("mine");

/** A program that declares key pairs: by name their arguments, and their options where they have some. */
function declaring(keyPairs: Readonly<Record<string, readonly object[]>>): ReturnType<typeof script> {
  const statements = Object.entries(keyPairs).map(([name, given]) => {
    return `new KeyPair(${[name, ...given].map((value) => JSON.stringify(value)).join(", ")});\n`;
  });
  return script(`const { KeyPair } = require("pulumi-tencentcloud-lighthouse");\n${statements.join("")}`);
}

describe("key pairs that exist already", function () {
  this.timeout(180_000);
  let story: Story;

  before(async () => {
    const publicKey = publicKeyOf("other");
    const keyPairs = [
      { keyId: "lhkp-mine0000", keyName: "laptop", publicKey: MINE },
      { keyId: "lhkp-other000", keyName: "deploy", publicKey },
    ];
    story = await Story.begin({ instances: [WEB], keyPairs });
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("are refused in the preview where only the key is as declared", async () => {
    const run = await story.preview(declaring({ key: [{ publicKey: MINE }] }), { fails: true });
    assert.match(onlyError(run, "key"), /lhkp-mine0000, named "laptop".*Set keyName to "laptop" to adopt it/);
  });

  it("are adopted where both are, without a call that writes", async () => {
    const run = await story.applies(declaring({ key: [{ publicKey: MINE, keyName: "laptop" }] }));
    assert.deepEqual(run.writes, []);
    assert.ok(run.diagnostics.some(({ message }) => /adopted lhkp-mine0000/.test(message)));
  });

  it("stay with the resource that is renamed without an alias", async () => {
    const run = await story.applies(declaring({ renamed: [{ publicKey: MINE, keyName: "laptop" }] }));
    assert.deepEqual(run.changes, { create: 1, delete: 1 });
    assert.deepEqual(run.writes, []);
  });

  it("are looked up by get, which manages nothing", async () => {
    await story.up(
      script(`const { KeyPair } = require("pulumi-tencentcloud-lighthouse");
new KeyPair("renamed", { publicKey: ${JSON.stringify(MINE)}, keyName: "laptop" });
exports.name = KeyPair.get("found", "lhkp-other000").keyName;
`),
    );
    assert.equal((await story.program.stack.outputs())["name"]?.value, "deploy");
    assert.deepEqual(await story.cloud.newWrites(), []);
  });

  it("that are none are said not to be there by get", async () => {
    const run = await story.preview(
      script(`const { KeyPair } = require("pulumi-tencentcloud-lighthouse");
KeyPair.get("found", "lhkp-nowhere0");
`),
      { fails: true },
    );
    hasNoDump(run);
    assert.match(run.stdout + run.stderr, /lhkp-nowhere0 does not exist in region ap-guangzhou/);
  });
});

describe("key pairs that cannot be as they are declared", function () {
  this.timeout(180_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB] });
  });
  after(() => story?.end());

  it("are refused in the preview once the quota is used up", async () => {
    await story.cloud.set({ keyPairQuota: 1 });
    const run = await story.preview(declaring({ one: [{}], two: [{}] }), { fails: true });

    assert.match(run.stdout, /2 are to be made in region ap-guangzhou, where there is room for 1 more of 1/);
    await story.cloud.set({ keyPairQuota: 10 });
  });

  it("are refused where the text is no public key, without showing it", async () => {
    const secret = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ";
    const publicKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----\n`;
    const run = await story.preview(declaring({ key: [{ publicKey }] }), { fails: true });
    assert.match(onlyError(run, "key"), /publicKey holds a private key; give the public one/);
    assert.ok(!JSON.stringify(run).includes(secret));
  });

  it("stay while something else binds them, and destroy names the instance", async () => {
    await story.up(declaring({ key: [{ publicKey: MINE, keyName: "laptop" }] }));
    const { resources } = await story.program.exportState();
    const id = resources.find(({ urn }) => urn.endsWith("KeyPair::key"))?.id ?? "";
    await story.cloud.bind(id, WEB);
    const run = await story.destroy({ fails: true });
    assert.ok(onlyError(run, "key").includes(`${id} is still bound to ${WEB}`));
    await story.cloud.unbind(id, WEB);
    await story.destroy();
    assert.equal(await story.cloud.keyPairCount(), 0);
  });
});
