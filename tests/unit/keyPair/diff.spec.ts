import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/unknowns.js";
import { publicKeyOf } from "../../lifecycle/keyPair/publicKeys.js";
import { REGION } from "../ids.js";
import { newKeyPairScene, sent } from "./scene.js";

const MINE = publicKeyOf("mine");
const ID = "lhkp-12345678";
const imported = {
  keyId: ID,
  keyName: "web_a1b2c3d",
  keyNamePrefix: "web_",
  publicKey: MINE,
  origin: "imported",
  region: REGION,
  stateVersion: 1,
};
const inputs = { keyNamePrefix: "web_", publicKey: MINE, region: REGION };

/** What diff says of a recorded pair and a declaration that check has seen. */
async function differing(olds: object, declared: object, told: object = {}) {
  const { provider } = newKeyPairScene();
  const { inputs: news } = await provider.check(inputs, sent("web", declared, told));
  return provider.diff(ID, { ...olds }, news);
}

describe("comparing a key pair with what is recorded", () => {
  it("finds nothing where nothing has changed, or only the comment has", async () => {
    assert.deepEqual(await differing(imported, inputs), { changes: false });
    assert.deepEqual(await differing(imported, { ...inputs, publicKey: publicKeyOf("mine", "") }), { changes: false });
    const created = { ...imported, origin: "created", privateKey: "shown once" };
    assert.deepEqual(await differing(created, { region: REGION }), { changes: false });
    assert.deepEqual(await differing(created, inputs), { changes: false });
  });

  it("replaces for another key, for none where one was declared, and for one that is not known yet", async () => {
    const replaced = { changes: true, replaces: ["publicKey"], deleteBeforeReplace: false };
    assert.deepEqual(await differing(imported, { publicKey: publicKeyOf("other") }), replaced);
    assert.deepEqual(await differing(imported, {}), replaced);
    assert.deepEqual(await differing(imported, { publicKey: UNKNOWN }), replaced);
  });

  it("does not refuse what is not known yet, and may be as it was", async () => {
    const declared = { ...imported, keyNamePrefix: undefined, keyName: "deploy" };
    const { replaces } = await differing(declared, { keyName: "deploy", publicKey: UNKNOWN });
    assert.deepEqual(replaces, ["publicKey"]);
    const named = await differing(declared, { keyName: UNKNOWN, publicKey: MINE });
    assert.deepEqual(named.replaces, ["keyName"]);
  });

  it("replaces for another region and names all that replaces", async () => {
    const { replaces } = await differing(imported, { region: "ap-tokyo", keyName: "deploy", publicKey: MINE });
    assert.deepEqual(replaces, ["region", "keyName"]);
  });

  it("updates for time-outs and what names are drawn with, and not for a name that is declared as it is", async () => {
    assert.deepEqual(await differing(imported, { ...inputs, timeouts: { create: 5 } }), { changes: true });
    assert.deepEqual(await differing(imported, { ...inputs, keyNamePrefix: "api_" }), { changes: true });
    const { replaces } = await differing(imported, { publicKey: MINE, keyName: "web_a1b2c3d" });
    assert.equal(replaces, undefined);
  });

  it("replaces for what the option replaceOnChanges names", async () => {
    const created = { ...imported, origin: "created" };
    const tagged = { region: REGION, tags: { role: "web" } };
    assert.deepEqual((await differing(created, tagged)).replaces, undefined);
    assert.deepEqual((await differing(created, tagged, { replaceOnChanges: ["tags"] })).replaces, ["tags"]);
    assert.deepEqual((await differing(created, tagged, { replaceOnChanges: ["*"] })).replaces, ["tags"]);
  });

  it("refuses to replace a declared key by itself, unless the old pair may go first", async () => {
    const tagged = { ...inputs, tags: { role: "web" } };
    const replaceOnChanges = ["tags"];
    await assert.rejects(differing(imported, tagged, { replaceOnChanges }), {
      message: /cannot be replaced by itself.*deleteBeforeReplace/,
    });
    const { replaces } = await differing(imported, tagged, { replaceOnChanges, deleteBeforeReplace: true });
    assert.deepEqual(replaces, ["tags"]);
  });

  it("refuses nothing in a refresh, where no program was seen", async () => {
    const { provider } = newKeyPairScene();
    const olds = { ...imported, keyNamePrefix: undefined, keyName: "renamed by hand" };
    const { replaces } = await provider.diff(ID, olds, { keyName: "deploy", publicKey: MINE, region: REGION });
    assert.deepEqual(replaces, ["keyName"]);
  });
});
