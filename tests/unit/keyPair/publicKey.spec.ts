import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fingerprintOf, isSameKey, readPublicKey } from "../../../provider/keyPair/publicKey.js";

/** A key of `ssh-keygen -t ed25519`, and the fingerprint that `ssh-keygen -l` prints of it. */
const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl someone@somewhere";
const ED25519_FINGERPRINT = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU";

const problemOf = (text: string): string => {
  const read = readPublicKey(text);
  return "problem" in read ? read.problem : assert.fail("it is a public key");
};

describe("the fingerprint of a public key", () => {
  it("is the published one of a known key, whatever its comment and line end", () => {
    assert.equal(fingerprintOf(ED25519), ED25519_FINGERPRINT);
    assert.equal(fingerprintOf(`${ED25519.split(" ").slice(0, 2).join(" ")}\r\n`), ED25519_FINGERPRINT);
  });

  it("is absent where the text is no public key", () => {
    assert.equal(fingerprintOf(""), undefined);
    assert.equal(fingerprintOf("ssh-rsa AAAA"), undefined);
  });
});

describe("a public key that ssh-keygen has made", () => {
  const kinds: [string, string[]][] = [
    ["ssh-rsa", ["-t", "rsa", "-b", "2048"]],
    ["ssh-ed25519", ["-t", "ed25519"]],
    ["ecdsa-sha2-nistp256", ["-t", "ecdsa", "-b", "256"]],
    ["ecdsa-sha2-nistp384", ["-t", "ecdsa", "-b", "384"]],
    ["ecdsa-sha2-nistp521", ["-t", "ecdsa", "-b", "521"]],
  ];

  // Where there is none, the key above has to do.
  const program = "ssh-keygen";
  const isThere = spawnSync(program, ["-?"]).error === undefined;
  for (const [kind, options] of isThere ? kinds : []) {
    it(`is read as it prints it: ${kind}`, function () {
      this.timeout(30_000);
      const folder = mkdtempSync(join(tmpdir(), "keys-"));
      try {
        const path = join(folder, "id");
        execFileSync(program, ["-q", ...options, "-N", "", "-C", "a b c", "-f", path]);
        const text = readFileSync(`${path}.pub`, "utf8");
        const read = readPublicKey(text);
        assert.ok(!("problem" in read));
        assert.equal(read.kind, kind);
        const printed = execFileSync(program, ["-l", "-f", `${path}.pub`], { encoding: "utf8" });
        assert.equal(fingerprintOf(text), printed.split(" ")[1]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

describe("a text that is no public key", () => {
  const [, blob = ""] = ED25519.split(" ");

  it("is never quoted where it is a private key, and it is said that it is one", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const problem = problemOf(pem);
    assert.match(problem, /holds a private key; give the public one/);
    assert.ok(!problem.includes(pem.split("\n")[1] ?? pem));
    assert.match(problemOf("PuTTY-User-Key-File-3: ssh-rsa"), /private key/);
  });

  it("in another form is told how to be converted", () => {
    assert.match(problemOf("-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----"), /ssh-keygen -i -m PKCS8/);
    assert.match(problemOf("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA"), /ssh-keygen -i -f/);
  });

  it("is told apart by what is wrong with it", () => {
    assert.match(problemOf(" \n"), /is empty; leave it out/);
    assert.match(problemOf(`${ED25519}\n${ED25519}\n`), /holds 2 lines/);
    assert.match(problemOf(`from="10.0.0.1" ${ED25519}`), /begins with no kind of key/);
    assert.match(problemOf("ssh-dss AAAA"), /begins with no kind of key/);
    assert.match(problemOf("ssh-rsa"), /ssh-rsa without a whole key after it/);
    assert.match(problemOf(`ssh-rsa ${blob}`), /ssh-rsa without a whole key after it/);
    assert.match(problemOf(`ssh-ed25519 ${blob.slice(0, -4)}`), /without a whole key after it/);
    assert.match(problemOf(`ssh-ed25519 ${blob}!`), /without a whole key after it/);
  });

  it("is one where the numbers are none", () => {
    const field = (text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
    const shortOne = Buffer.concat([field("ssh-ed25519"), field("short")]).toString("base64");
    assert.match(problemOf(`ssh-ed25519 ${shortOne}`), /of the form of ssh-ed25519 and no key/);
    const nothing = Buffer.concat([field("ecdsa-sha2-nistp256"), field("nistp256")]).toString("base64");
    assert.match(problemOf(`ecdsa-sha2-nistp256 ${nothing}`), /and no key/);
    const small = Buffer.concat([field("ssh-rsa"), field("\u0001\u0000\u0001"), field("a".repeat(64))]).toString(
      "base64",
    );
    assert.match(problemOf(`ssh-rsa ${small}`), /RSA key of 51\d bits/);
  });
});

describe("two public keys", () => {
  it("are the same whatever their comments, and not where the keys differ", () => {
    const [kind, blob] = ED25519.split(" ");
    assert.equal(isSameKey(ED25519, `${kind} ${blob}`), true);
    const { publicKey } = generateKeyPairSync("ed25519");
    const { x = "" } = publicKey.export({ format: "jwk" });
    const head = Buffer.from(blob ?? "", "base64").subarray(0, 19);
    const other = Buffer.concat([head, Buffer.from(x, "base64url")]).toString("base64");
    assert.equal(isSameKey(ED25519, `${kind} ${other}`), false);
  });

  it("of a kind that is not known are the same where the texts are, and nothing is the same as nothing", () => {
    assert.equal(isSameKey("ssh-dss AAAA", "ssh-dss AAAA "), true);
    assert.equal(isSameKey("ssh-dss AAAA", ED25519), false);
    assert.equal(isSameKey("", ""), false);
  });
});
