import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/unknowns.js";
import { publicKeyOf } from "../../lifecycle/keyPair/publicKeys.js";
import { REGION } from "../ids.js";
import { newKeyPairScene, sent } from "./scene.js";

const MINE = publicKeyOf("mine");

async function reasons(inputs: object): Promise<string[]> {
  const { provider } = newKeyPairScene();
  const { failures = [] } = await provider.check({}, sent("web", inputs));
  return failures.map(({ reason }) => reason);
}

describe("the inputs of a key pair", () => {
  it("are completed: region, what a name is drawn with, and the key without its line end", async () => {
    const { provider } = newKeyPairScene();
    const { inputs, failures } = await provider.check({}, sent("web-1", { publicKey: `${MINE}\n` }));
    assert.deepEqual(failures, undefined);
    assert.deepEqual(inputs, { publicKey: MINE, keyNamePrefix: "web_1_", region: REGION });
  });

  it("keep what a name is drawn with when the resource is renamed", async () => {
    const { provider } = newKeyPairScene();
    const { inputs } = await provider.check({ keyNamePrefix: "web_", region: REGION }, sent("access"));
    assert.equal(inputs?.keyNamePrefix, "web_");
  });

  it("keep the region that is recorded, also in the check that precedes a replacement", async () => {
    const { provider } = newKeyPairScene();
    const first = await provider.check({ region: "ap-tokyo" }, sent("web"));
    const second = await provider.check({}, sent("web"));
    assert.deepEqual([first.inputs?.region, second.inputs?.region], ["ap-tokyo", "ap-tokyo"]);
  });

  it("may not be known yet", async () => {
    const unknown = { keyName: UNKNOWN, publicKey: UNKNOWN, region: UNKNOWN, tags: UNKNOWN };
    assert.deepEqual(await reasons(unknown), []);
    assert.deepEqual(await reasons({ tags: { role: UNKNOWN } }), []);
  });

  it("are the same after a second check", async () => {
    const { provider } = newKeyPairScene();
    const { inputs } = await provider.check({}, sent("web", { publicKey: MINE, tags: { role: "web" } }));
    const again = await provider.check(inputs, sent("web", inputs));
    assert.deepEqual(again.inputs, inputs);
  });

  it("are refused where a name is none, each with what is wrong", async () => {
    const form = /must be 1 to 25 letters, digits and underscores/;
    assert.match((await reasons({ keyName: "" })).join(), form);
    assert.match((await reasons({ keyName: "web-1" })).join(), form);
    assert.match((await reasons({ keyName: 5 })).join(), form);
    assert.match((await reasons({ keyName: "a".repeat(26) })).join(), /it has 26/);
    assert.match((await reasons({ keyNamePrefix: "a".repeat(19) })).join(), /must be 1 to 18/);
    assert.match((await reasons({ keyName: "a", keyNamePrefix: "b" })).join(), /does not go with keyName/);
  });

  it("are refused where the key, a tag or the region is none", async () => {
    assert.match((await reasons({ publicKey: 5 })).join(), /publicKey must be a text/);
    assert.match((await reasons({ publicKey: "ssh-rsa AAAA" })).join(), /publicKey is ssh-rsa without a whole key/);
    assert.match((await reasons({ region: "moon" })).join(), /region is "moon", which is not a region/);
    assert.match((await reasons({ tags: ["web"] })).join(), /tags is \["web"\]; it must be an object/);
    assert.match((await reasons({ tags: { role: 5 } })).join(), /tags\["role"\] is 5; it must be a text/);
    assert.match((await reasons({ tags: { "": "web" } })).join(), /a tag without a key/);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`tag${index}`, ""]));
    assert.match((await reasons({ tags: many })).join(), /has 11 tags; Lighthouse takes at most 10/);
  });

  it("are refused without any region", async () => {
    const { provider } = newKeyPairScene({}, { config: {} });
    const { failures = [] } = await provider.check({}, sent("web"));
    assert.match(failures[0]?.reason ?? "", /region is not set anywhere/);
  });

  it("never show a private key that stands in the place of a public one", async () => {
    const secret = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";
    const pem = `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----\n`;
    const [reason = ""] = await reasons({ publicKey: pem });
    assert.match(reason, /holds a private key/);
    assert.ok(!reason.includes(secret));
  });

  it("warn of a kind of key that the documents do not speak of", async () => {
    const { provider, warnings } = newKeyPairScene();
    const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    await provider.check({}, sent("web", { publicKey }));
    assert.match(warnings.join(), /ssh-ed25519 key, and Lighthouse is documented to take ssh-rsa keys/);
  });
});

describe("a preview of a key pair", () => {
  const previewed = sent("web", {}, { isPreview: true });

  it("goes on without credentials, and says so", async () => {
    const { clock, provider, warnings } = newKeyPairScene({}, { config: { "tencentcloud:region": REGION } });
    const { failures } = await clock.run(provider.check({}, previewed));
    assert.deepEqual(failures, []);
    assert.match(warnings.join(), /plans without having looked at Lighthouse/);
  });

  it("goes on where the quota is not told", async () => {
    const { clock, provider } = newKeyPairScene({
      keyPairs: () => Promise.resolve({ rows: [], total: 0 }),
      quota: () => Promise.reject(new Error("not told")),
    });
    const { failures } = await clock.run(provider.check({}, previewed));
    assert.deepEqual(failures, []);
  });
});
