import { strict as assert } from "node:assert";
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { openSshRsa } from "../world/publicKey";
import { TestLighthouse } from "./testLighthouse";

describe("key pairs", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  beforeEach(() => lighthouse.reset());
  const importKey = (KeyName: string, PublicKey: string) => lighthouse.code("ImportKeyPair", { KeyName, PublicKey });

  it("are really made: the private key fits the public one and is shown once", async () => {
    const { KeyPair } = await lighthouse.ok("CreateKeyPair", {
      KeyName: "made_here",
      Tags: [{ Key: "a", Value: "b" }],
    });
    const made = KeyPair as { KeyId: string; PublicKey: string; PrivateKey: string; CreatedTime: null };
    const { n = "", e = "" } = createPublicKey(createPrivateKey(made.PrivateKey)).export({ format: "jwk" });
    const [kind, blob, comment = ""] = made.PublicKey.split(" ");
    const expected = openSshRsa(Buffer.from(e, "base64url"), Buffer.from(n, "base64url"), comment);
    assert.equal(`${kind} ${blob} ${comment}`, expected);
    assert.match(made.PrivateKey, /^-----BEGIN RSA PRIVATE KEY-----/);
    assert.equal(made.CreatedTime, null);
    const calls = JSON.stringify(await lighthouse.control("GET", "/calls"));
    assert.ok(!calls.includes("PRIVATE KEY"));
    const { KeyPairSet } = await lighthouse.ok("DescribeKeyPairs", { KeyIds: [made.KeyId] });
    const [row] = KeyPairSet as { PublicKey: string; PrivateKey: string; Tags: unknown }[];
    assert.deepEqual(
      [row?.PublicKey, row?.PrivateKey, row?.Tags],
      [made.PublicKey, "null", [{ Key: "a", Value: "b" }]],
    );
  });

  it("have names of 1 to 25 letters, digits and underscores, each once in a region", async () => {
    const create = (KeyName: string) => lighthouse.code("CreateKeyPair", { KeyName });
    assert.equal(await create("twice"), "");
    assert.equal(await create("twice"), "InvalidParameterValue.DuplicateParameterValue");
    assert.equal(await create(""), "InvalidParameterValue.InvalidKeyPairNameEmpty");
    assert.equal(await create("a".repeat(26)), "InvalidParameterValue.InvalidKeyPairNameTooLong");
    assert.equal(await create("with-dash"), "InvalidParameterValue.InvalidKeyPairNameIncludeIllegalChar");
    assert.equal(await lighthouse.code("CreateKeyPair", { KeyName: "twice" }, { region: "ap-tokyo" }), "");
  });

  it("of one name are made once, also when two calls come together", async () => {
    const create = () => lighthouse.code("CreateKeyPair", { KeyName: "raced" });
    const codes = await Promise.all([create(), create()]);
    assert.deepEqual(codes.sort(), ["", "InvalidParameterValue.DuplicateParameterValue"]);
  });

  it("stop at the quota of the region", async () => {
    await lighthouse.seed({ keyPairs: 10 });
    const code = "LimitExceeded.KeyPairLimitExceeded";
    assert.equal(await lighthouse.code("CreateKeyPair", { KeyName: "eleventh" }), code);
    await lighthouse.control("PATCH", "/settings", { keyPairQuota: 11 });
    assert.equal(await lighthouse.code("CreateKeyPair", { KeyName: "eleventh" }), "");
  });

  it("are imported only when the text is really a key of an allowed kind", async () => {
    const malformed = "InvalidParameterValue.KeyPairPublicKeyMalformed";
    const [{ publicKey }] = await seeded();
    const [kind, blob = ""] = publicKey.split(" ");
    await lighthouse.reset();
    assert.equal(await importKey("truncated", `${kind} ${blob.slice(0, 200)}`), malformed);
    assert.equal(await importKey("other_kind", `ssh-ed25519 ${blob}`), malformed);
    assert.equal(await importKey("no_key", "hello"), malformed);
    assert.equal(await importKey("two_lines", `${publicKey}\n${publicKey}`), malformed);
    assert.equal(await importKey("small", rsa(512)), malformed);
    assert.equal(await importKey("right", publicKey), "");
    assert.equal(
      await importKey("same_again", `${kind} ${blob} another comment`),
      "InvalidParameterValue.KeyPairPublicKeyDuplicated",
    );
  });

  it("of other kinds are taken once they are allowed", async () => {
    const ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGt5bK3qUo4BkKXxX0bqz1l2vJwLk5nSxg2z5cQ3yZxA test";
    assert.equal(await importKey("ed", ed25519), "InvalidParameterValue.KeyPairPublicKeyMalformed");
    await lighthouse.control("PATCH", "/settings", { publicKeyTypes: ["ssh-rsa", "ssh-ed25519"] });
    assert.equal(await importKey("ed", ed25519), "");
  });

  it("are deleted together or not at all, at most ten, and not while anything holds them", async () => {
    const { keyIds, instanceIds } = await lighthouse.seed({ keyPairs: 3, instances: 1 });
    const [free = "", bound = ""] = keyIds;
    const held = (await lighthouse.seed({ keyPairs: [{ blueprintIds: ["lhbp-12345678"] }] })).keyIds;
    await lighthouse.control("POST", "/bind", { keyId: bound, instanceId: instanceIds[0] });
    const remove = (KeyIds: string[]) => lighthouse.code("DeleteKeyPairs", { KeyIds });
    assert.equal(await remove([free, bound]), "ResourceInUse.KeyPairInUse");
    assert.equal(await remove([free, ...held]), "UnsupportedOperation.KeyPairBindToBlueprints");
    assert.equal(await remove([free, "lhkp-unknown0"]), "ResourceNotFound.KeyIdNotFound");
    const eleven = Array.from({ length: 11 }, (_, index) => `lhkp-${String(index).padStart(8, "0")}`);
    assert.equal(await remove(eleven), "InvalidParameterValue");
    assert.equal(await remove([free]), "");
    assert.equal((await lighthouse.ok("DescribeKeyPairs", { KeyIds: [free] })).TotalCount, 0);
  });

  async function seeded(): Promise<[{ publicKey: string }]> {
    const { keyIds } = await lighthouse.seed({ keyPairs: 1 });
    return [await lighthouse.control("GET", `/keyPairs/${keyIds[0]}`)];
  }
});

function rsa(modulusLength: number): string {
  const { n = "", e = "" } = generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "jwk" });
  return openSshRsa(Buffer.from(e, "base64url"), Buffer.from(n, "base64url"), "small");
}
