import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { publicKeyOf } from "../lifecycle/keyPair/publicKeys";
import { script } from "../program/declaration";
import { DB, WEB } from "../program/ids";
import { Story } from "../program/story";

const MINE = publicKeyOf("mine");
const OTHER = publicKeyOf("other");
const TYPE = "pulumi-nodejs:dynamic/lighthouse:KeyPair";

/** A program that stores a key, has another one made, and binds both. */
function program(publicKey: string): ReturnType<typeof script> {
  return script(`
const { KeyPair } = require("pulumi-tencentcloud-lighthouse");
const mine = new KeyPair("mine", { publicKey: ${JSON.stringify(publicKey)} });
const made = new KeyPair("made");
new KeyPairAssociation("access", { keyIds: [mine.keyId, made.keyId], instanceIds: ${JSON.stringify([WEB, DB])} });
exports.fingerprint = mine.fingerprint;
exports.ids = [mine.keyId, made.keyId];
exports.privateKey = made.privateKey;
`);
}

describe("key pairs and the association that binds them, in one program", function () {
  this.timeout(180_000);
  let story: Story;
  let ids: string[];
  let privateKey: string;
  let made: EngineRun;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB] });
  });
  after(() => story?.end());

  async function bound(): Promise<string[]> {
    return [...new Set((await story.cloud.pairs()).map((pair) => pair.split(" ")[0] ?? ""))].sort();
  }

  it("are planned without a call that writes, ids unknown", async () => {
    const run = await story.preview(program(MINE));
    assert.deepEqual(run.changes, { create: 4 });
    assert.deepEqual(await story.cloud.newWrites(), []);
  });

  it("are made and bound by one up, and a second plans nothing", async () => {
    made = await story.applies();
    assert.deepEqual(made.changes, { create: 4 });
    const outputs = await story.program.stack.outputs();
    ids = outputs["ids"]?.value as string[];
    privateKey = String(outputs["privateKey"]?.value);
    assert.deepEqual(await bound(), [...ids].sort());
    assert.match(String(outputs["fingerprint"]?.value), /^SHA256:[\w+/]{43}$/);
    assert.equal(outputs["privateKey"]?.secret, true);
    assert.match(privateKey, /^-----BEGIN RSA PRIVATE KEY-----\n/);
  });

  it("keep the private key encrypted in state and out of all that was told, also after a refresh", async () => {
    const run = await story.refresh();
    assert.deepEqual(run.changes, {});
    const [line = ""] = privateKey.split("\n").slice(1);
    assert.ok(line.length > 40);
    // Pulumi's SDK hands the engine its debug messages, which hold every secret of a program; nobody sees or keeps them.
    const kept = (await story.traces(line)).filter((name) => !/^run \d+$/.test(name));
    assert.deepEqual(kept, []);
    for (const { stdout, stderr, diagnostics, ephemeral } of [made, run]) {
      assert.ok(!JSON.stringify([stdout, stderr, diagnostics, ephemeral]).includes(line));
    }
    // The Automation API exports secrets decrypted, and marked as what they are.
    const { resources } = await story.program.exportState();
    const [recorded] = resources.filter(({ urn, type }) => type === TYPE && urn.endsWith("::made"));
    const secret = recorded?.outputs?.["privateKey"];
    assert.ok(typeof secret === "object" && secret !== null && "plaintext" in secret, "it is a secret in state");
    assert.equal((await story.program.stack.outputs())["privateKey"]?.value, privateKey);
    await story.isQuiet();
  });

  it("rotate: the preview replaces the pair and updates the association", async () => {
    const run = await story.preview(program(OTHER));
    assert.deepEqual(run.changes, { replace: 1, update: 1 });
  });

  it("rotate: the new pair is made and bound before the old one is unbound and deleted", async () => {
    const { writes } = await story.applies();
    const [old = ""] = ids;
    ids = (await story.program.stack.outputs())["ids"]?.value as string[];
    assert.notEqual(ids[0], old);
    assert.deepEqual(await bound(), [...ids].sort());
    assert.ok(writes.includes(`DeleteKeyPairs ${old} on `), writes.join("; "));
    assert.equal(await story.cloud.keyPairCount(), 2);
  });

  it("go all in one destroy", async () => {
    await story.destroy();
    assert.equal(await story.cloud.keyPairCount(), 0);
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});
