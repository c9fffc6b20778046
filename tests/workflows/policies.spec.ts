import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CALLS_PER_SECOND } from "../../provider/actions.js";
import { CHECKOUT } from "../engine/checkout";
import { script } from "../program/declaration";
import { ALICE, BOB, WEB } from "../program/ids";
import { Project } from "./project";

/** Needs no permission: whoever has credentials may ask whose they are. */
const FREE = "GetCallerIdentity";

interface Policy {
  statement: { effect: string; action: string[]; resource: string[] }[];
}

const policy = (name: string): Policy => {
  const parsed: Policy = JSON.parse(readFileSync(join(CHECKOUT, "docs", "policies", `${name}.json`), "utf8"));
  return parsed;
};

const allowedBy = (name: string): string[] =>
  policy(name)
    .statement.flatMap(({ action }) => action)
    .sort();

/** A public key as OpenSSH writes it: three fields, each after its length. */
function publicKey(): string {
  const { e = "", n = "" } = generateKeyPairSync("rsa", { modulusLength: 2_048 }).publicKey.export({ format: "jwk" });
  const modulus = Buffer.concat([Buffer.from([0]), Buffer.from(n, "base64url")]);
  const fields = [Buffer.from("ssh-rsa"), Buffer.from(e, "base64url"), modulus];
  const parts = fields.flatMap((field) => [Buffer.from([0, 0, field.length >> 8, field.length & 255]), field]);
  return `ssh-rsa ${Buffer.concat(parts).toString("base64")}`;
}

const imported = publicKey();

/** A program that makes a key pair of either origin, and binds them and another key. */
const using = (keyId: string) =>
  script(`const { KeyPair } = require("pulumi-tencentcloud-lighthouse");
const made = new KeyPair("made", { keyName: "made" });
const imported = new KeyPair("imported", { keyName: "imported", publicKey: ${JSON.stringify(imported)} });
new KeyPairAssociation("access", { keyIds: ["${keyId}", made.id, imported.id], instanceIds: ["${WEB}"] });
`);

describe("the policies for the access management of Tencent Cloud", function () {
  this.timeout(600_000);
  let project: Project;
  const called = { previews: new Set<string>(), applies: new Set<string>() };

  before(async () => {
    project = await Project.begin({ files: using(ALICE), instances: [WEB], keyPairs: [ALICE, BOB] });
  });
  after(() => project?.end());

  const note = async (into: Set<string>): Promise<void> => {
    for (const { action } of await project.story.cloud.newCalls())
      if (action !== FREE) into.add(`lighthouse:${action}`);
  };

  it("are those of a program that binds, rotates, makes and deletes keys, previewed each time", async () => {
    const { story } = project;
    const { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key } = story.cloud.credentials;
    const credentials = { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key };
    const preview = "pulumi preview --stack $PULUMI_STACK --json --show-sames | npx --no-install lighthouse-report";
    for (const files of [using(ALICE), using(BOB)]) {
      await story.program.write(files);
      const previewed = await project.run(preview, credentials);
      assert.equal(previewed.code, 0, previewed.stderr);
      await note(called.previews);
      // Not as in the workflow, which skips the preview: a person's `up` has one.
      const applied = await project.run("pulumi up --stack $PULUMI_STACK --non-interactive --yes", credentials);
      assert.equal(applied.code, 0, applied.stdout + applied.stderr);
      await note(called.applies);
    }
    await story.refresh();
    await note(called.previews);
    await story.destroy();
    await note(called.applies);

    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("allow a preview exactly what it calls, which only reads", () => {
    assert.deepEqual([...called.previews].sort(), allowedBy("preview"));
    assert.ok(allowedBy("preview").every((action) => action.startsWith("lighthouse:Describe")));
  });

  it("allow an apply exactly what it calls", () => {
    assert.deepEqual([...called.applies].sort(), allowedBy("apply"));
  });

  it("name every action that the provider knows, and no other", () => {
    assert.deepEqual(
      allowedBy("apply"),
      Object.keys(CALLS_PER_SECOND)
        .map((action) => `lighthouse:${action}`)
        .sort(),
    );
  });

  it("allow nothing else: only single actions, and those that change something on instances and key pairs only", () => {
    const statements = [...policy("preview").statement, ...policy("apply").statement];
    assert.ok(statements.every(({ effect, action }) => effect === "allow" && !action.join().includes("*")));
    const anywhere = statements.filter(({ resource }) => resource.includes("*")).flatMap(({ action }) => action);
    // A key pair that is still to be made has no name that a policy could give.
    assert.deepEqual([...new Set(anywhere.filter((action) => !action.startsWith("lighthouse:Describe")))].sort(), [
      "lighthouse:CreateKeyPair",
      "lighthouse:ImportKeyPair",
    ]);
  });
});
