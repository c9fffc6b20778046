import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { fingerprintOf } from "../../../provider/keyPair/publicKey";
import { REGION } from "../ids";
import { storyOfEachTest } from "../story";
import { keyPair } from "./declaration";
import { keyPairWrites } from "./keyPairWrites";
import { publicKeyOf } from "./publicKeys";

const MINE = publicKeyOf("mine");

describe("a key pair whose public key is declared", () => {
  const story = storyOfEachTest();

  it("is stored under a name that is drawn from that of the resource", async () => {
    const { cloud, stack } = story;

    await stack.up(keyPair("web-1.prod", { publicKey: `${MINE}\n` }));

    const [made] = await cloud.newKeyPairs();
    assert.match(made?.keyName ?? "", /^web_1_prod_[a-z0-9]{7}$/);
    assert.equal(made?.publicKey, MINE);
    const { keyId, keyName, publicKey, fingerprint, origin, region } = stack.outputs("web-1.prod");
    assert.deepEqual(
      [keyId, keyName, publicKey, fingerprint, origin, region],
      [made?.keyId, made?.keyName, MINE, fingerprintOf(MINE), "imported", REGION],
    );
    assert.match(String(stack.outputs("web-1.prod")["createdTime"]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal("privateKey" in stack.outputs("web-1.prod"), false);
  });

  it("is stored under the declared name, with its tags", async () => {
    const { cloud, stack } = story;

    await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy", tags: { role: "web" } }));

    const [call] = await cloud.calls("ImportKeyPair");
    assert.deepEqual(call?.parameters, { KeyName: "deploy", PublicKey: MINE, Tags: [{ Key: "role", Value: "web" }] });
    assert.deepEqual(stack.outputs("web")["tags"], { role: "web" });
  });

  it("is adopted where it exists exactly as declared, and that is said", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ keyPairs: [{ keyId: "lhkp-before00", keyName: "deploy", publicKey: publicKeyOf("mine", "") }] });

    const { infos } = await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy" }));

    assert.equal(stack.entry("web").id, "lhkp-before00");
    assert.deepEqual(await keyPairWrites(cloud), []);
    assert.match(infos.join("\n"), /adopted lhkp-before00.*deleted with the resource.*retainOnDelete/);
  });

  it("is refused where its key is stored under another name, which is told", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ keyPairs: [{ keyId: "lhkp-before00", keyName: "laptop", publicKey: MINE }] });

    const { errors } = await stack.upFails(keyPair("web", { publicKey: MINE }));

    assert.match(errors["web"] ?? "", /stored already, as lhkp-before00, named "laptop".*Set keyName to "laptop"/);
    assert.deepEqual(await keyPairWrites(cloud), []);
    assert.equal(stack.has("web"), false);
  });

  it("is refused where another key has its name, which is told", async () => {
    const { cloud, stack } = story;
    const other = publicKeyOf("other");
    await cloud.seed({ keyPairs: [{ keyId: "lhkp-before00", keyName: "deploy", publicKey: other }] });

    const { errors } = await stack.upFails(keyPair("web", { publicKey: MINE, keyName: "deploy" }));

    assert.ok(errors["web"]?.includes(`"deploy", the name of lhkp-before00 (${fingerprintOf(other)})`), errors["web"]);
    assert.deepEqual(await keyPairWrites(cloud), []);
  });
});

describe("a key pair that the service makes", () => {
  const story = storyOfEachTest();

  it("has its private key among its outputs, and nowhere in what is said", async () => {
    const { cloud, stack } = story;

    const outcome = await stack.up(keyPair("web"));

    assert.deepEqual(await keyPairWrites(cloud), ["create web_…"]);
    const { privateKey, publicKey, origin } = stack.outputs("web");
    const { n = "" } = createPublicKey(createPrivateKey(String(privateKey))).export({ format: "jwk" });
    const blob = Buffer.from(String(publicKey).split(" ")[1] ?? "", "base64");
    assert.ok(blob.includes(Buffer.from(n, "base64url")), "both are of one pair");
    assert.equal(origin, "created");
    assert.doesNotMatch(JSON.stringify(outcome), /PRIVATE KEY/);
  });

  it("keeps its private key through a refresh", async () => {
    const { stack } = story;
    await stack.up(keyPair("web"));
    const before = { ...stack.outputs("web") };

    const { steps } = await stack.refresh();

    assert.deepEqual(steps, ["same web"]);
    assert.deepEqual(stack.outputs("web"), before);
  });

  it("is refused under a name that is taken, since nobody can have that private key again", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ keyPairs: [{ keyId: "lhkp-before00", keyName: "deploy" }] });

    const { errors } = await stack.upFails(keyPair("web", { keyName: "deploy" }));

    assert.match(errors["web"] ?? "", /lhkp-before00.*private key.*cannot be had again/);
    assert.deepEqual(await keyPairWrites(cloud), []);
  });

  it("is not made where the quota is used up, and the error says what to do", async () => {
    const { cloud, stack } = story;
    await cloud.set({ keyPairQuota: 3 });

    const { errors } = await stack.upFails(keyPair("web"));

    assert.match(errors["web"] ?? "", /KeyPairLimitExceeded.*delete one that nothing uses/);
  });
});
