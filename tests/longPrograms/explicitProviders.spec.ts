import assert from "node:assert/strict";
import { publicKeyOf } from "../lifecycle/keyPair/publicKeys";
import { script } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { Story } from "../program/story";
import { pairs, unbind } from "../program/writes";

const LAPTOP = "lhkp-laptop00";
const MINE = publicKeyOf("mine");

/** A program with two explicit providers, each of which has a process of its own. */
const program = (statements: string): ReturnType<typeof script> => {
  return script(`const { KeyPair, Provider } = require("pulumi-tencentcloud-lighthouse");
const first = new Provider("first", { region: "ap-guangzhou" });
const second = new Provider("second", { region: "ap-guangzhou" });
${statements}`);
};

const association = (name: string, keyIds: string[], instanceIds: string[], options: string): string => {
  return `new KeyPairAssociation("${name}", ${JSON.stringify({ keyIds, instanceIds })}, ${options});\n`;
};

describe("resources of several explicit providers", function () {
  this.timeout(240_000);
  let story: Story;

  before(async () => {
    const laptop = { keyId: LAPTOP, keyName: "laptop", publicKey: MINE };
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB, laptop] });
    await story.applies(program(association("access", [ALICE], [WEB], "{}")));
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("are not even replaced where they get another provider: nothing is called", async () => {
    for (const options of ["{ provider: first }", "{ provider: second }"]) {
      const run = await story.applies(program(association("access", [ALICE], [WEB], options)));
      assert.deepEqual(run.changes, {});
      assert.deepEqual(run.writes, []);
    }
    assert.deepEqual(await story.bindings("access"), pairs([ALICE], [WEB]));
  });

  it("are renamed with it, and what nobody declares any more is unbound", async () => {
    await story.up(program(association("access", [ALICE, BOB], [WEB], "{ provider: first }")));
    const run = await story.applies(program(association("renamed", [ALICE], [WEB], "{ provider: second }")));
    assert.deepEqual(run.changes, { create: 1, delete: 1 });
    assert.deepEqual(run.writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(await story.bindings("renamed"), pairs([ALICE], [WEB]));
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
  });

  it("exchange keys, which stay bound", async () => {
    const access = (keyId: string): string => association("access", [keyId], [WEB], "{ provider: second }");
    const other = (keyId: string): string => association("other", [keyId], [WEB], "{ provider: first }");
    await story.up(program(access(ALICE) + other(BOB)));
    // Each process has to hear what the other declares before it unbinds, and on a busy machine one of them may begin late.
    await story.cloud.set({ latencyMs: 500 });
    const run = await story.applies(program(access(BOB) + other(ALICE)));
    await story.cloud.set({ latencyMs: 0 });
    assert.deepEqual(run.changes, { update: 2 });
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.bindings("access"), pairs([BOB], [WEB]));
    assert.deepEqual(await story.bindings("other"), pairs([ALICE], [WEB]));
  });

  it("share a pair, that stays bound for the one as long as it declares it", async () => {
    const access = association("access", [ALICE, BOB], [WEB, DB], "{ provider: second }");
    await story.up(program(access + association("other", [ALICE], [WEB], "{ provider: first }")));
    const run = await story.applies(program(access));
    assert.deepEqual(run.changes, { delete: 1 });
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE, BOB], [WEB, DB]));
  });

  it("give a pair up that one which depends on them keeps: it stays bound", async () => {
    const kept = `new KeyPairAssociation("kept", ${JSON.stringify({ keyIds: [BOB], instanceIds: [DB] })}, { provider: first, dependsOn: access });\n`;
    const access = (keyIds: string[]): string => {
      return `const access = ${association("access", keyIds, [WEB, DB], "{ provider: second }")}`;
    };
    await story.up(program(access([ALICE, BOB]) + kept));
    const run = await story.applies(program(access([ALICE]) + kept));
    assert.deepEqual(run.writes, [unbind([BOB], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), [...pairs([ALICE], [WEB, DB]), ...pairs([BOB], [DB])].sort());
    assert.deepEqual(await story.bindings("kept"), pairs([BOB], [DB]));
  });

  it("keep the key pair that they have adopted", async () => {
    const keyPair = (name: string, options: string): string => {
      return `new KeyPair("${name}", ${JSON.stringify({ publicKey: MINE, keyName: "laptop" })}, ${options});\n`;
    };
    await story.up(program(keyPair("laptop", "{ provider: first }")), { sharedBy: 2 });
    const run = await story.applies(program(keyPair("renamed", "{ provider: second }")));
    assert.deepEqual(run.changes, { create: 1, delete: 1 });
    assert.deepEqual(run.writes, []);
  });

  it("are destroyed with nothing left", async () => {
    await story.up(
      program(
        association("access", [ALICE], [WEB], "{ provider: second }") +
          association("other", [ALICE], [WEB], "{ provider: first }"),
      ),
    );
    await story.destroy({ sharedBy: 2 });
    assert.deepEqual(await story.cloud.pairs(), []);
    assert.deepEqual(await story.cloud.down(), []);
  });
});
