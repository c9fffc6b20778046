import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { type Association, declaring } from "../program/declaration";
import { ALICE, BOB, DB, MAIL, WEB } from "../program/ids";
import { errorsUnder } from "../program/shownErrors";
import { Story } from "../program/story";
import { unusedPort } from "../program/unusedPort";

const WINDOWS = "lhins-win00001";
const RESCUED = "lhins-rescue01";
const ISOLATED = "lhins-shut0001";

describe("a preview of what cannot be", function () {
  this.timeout(120_000);
  const access: Association = { keyIds: [ALICE], instanceIds: [WEB, WINDOWS, RESCUED, ISOLATED, "lhins-unknown1"] };
  let story: Story;

  before(async () => {
    story = await Story.begin({
      instances: [
        WEB,
        { instanceId: WINDOWS, platformType: "WINDOWS" },
        { instanceId: RESCUED, state: "RESCUE_MODE" },
        { instanceId: ISOLATED, state: "SHUTDOWN" },
      ],
      keyPairs: [ALICE],
      files: declaring({ access }),
    });
  });
  after(() => story?.end());

  it("fails at the place of each culprit, as the up does, and neither writes anything", async () => {
    const told = errorsUnder(await story.preview({}, { fails: true }), "access").join("\n");
    for (const [index, id] of access.instanceIds.entries()) {
      const isBad = index > 0;
      assert.equal(new RegExp(`instanceIds\\[${index}\\].*${id}`).test(told), isBad, told);
    }

    const refused = errorsUnder(await story.up({}, { fails: true }), "access").join("\n");
    for (const id of access.instanceIds.slice(1)) assert.ok(refused.includes(id), refused);
    assert.deepEqual(await story.cloud.newWrites(), []);
  });
});

describe("a preview where nobody listens", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    const files = declaring({
      access: { keyIds: [ALICE], instanceIds: [WEB] },
      other: { keyIds: [BOB], instanceIds: [DB] },
    });
    story = await Story.begin({ files });
    story.program.setEnv({ TENCENTCLOUD_ENDPOINT: `127.0.0.1:${await unusedPort()}` });
  });
  after(() => story?.end());

  it("plans all the same, and says in one line what it could not look at", async () => {
    const run = await story.preview();
    assert.deepEqual(run.changes, { create: 3 });
    const warnings = run.diagnostics.filter(({ severity }) => severity === "warning");
    assert.equal(warnings.length, 1, JSON.stringify(warnings));
    assert.match(warnings[0]?.message ?? "", /plans without having looked at Lighthouse: .*Not foretold are/);
  });
});

describe("an up that takes long", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB, MAIL], keyPairs: [ALICE] });
    await story.cloud.set({ operationMs: 4_000 });
  });
  after(() => story?.end());

  it("says of each instance what it waits for: soon, at each change of state, and not at each look", async () => {
    const run = await story.up(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB, MAIL] } }));
    const lines = run.ephemeral.map(({ message }) => message);
    for (const id of [WEB, DB, MAIL]) {
      const ofOne = lines.filter((line) => line.includes(id));
      assert.ok(ofOne.length >= 1 && ofOne.length <= 5, JSON.stringify(ofOne));
      assert.equal(new Set(ofOne).size, ofOne.length, "no line comes twice");
      assert.match(ofOne[0] ?? "", new RegExp(`^binding on ${id}: [A-Z]+ \\([0-2] s\\)$`));
    }
    assert.ok(run.stdout.includes(`binding on ${WEB}`), "the display has it");
    const reads = (await story.cloud.newCalls()).filter(({ action }) => action === "DescribeInstances");
    assert.ok(reads.length > 5, "it has looked more often than it spoke");
  });
});

describe("an up of 300 instances", function () {
  this.timeout(120_000);
  const instanceIds = Array.from({ length: 300 }, (_, index) => `lhins-${String(index).padStart(8, "0")}`);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: instanceIds, keyPairs: [ALICE] });
    await story.cloud.set({ operationMs: 3_000 });
  });
  after(() => story?.end());

  it("counts them, in a few lines that name none", async () => {
    const run = await story.up(declaring({ access: { keyIds: [ALICE], instanceIds } }));
    const lines = run.ephemeral.map(({ message }) => message).filter((message) => /instances|lhins-/.test(message));
    assert.ok(lines.length >= 2 && lines.length <= 20, JSON.stringify(lines));
    assert.deepEqual(
      lines.filter((line) => line.includes("lhins-")),
      [],
    );
    assert.match(lines.at(-1) ?? "", /^300 instances done \(\d+ s\)$/);
  });
});

describe("a preview of 30 associations", function () {
  this.timeout(120_000);
  const instances = Array.from({ length: 30 }, (_, number) => `lhins-fleet${String(number).padStart(3, "0")}`);
  /** All of them, with the same keys; named by their place. */
  const all = (keyIds: string[]) =>
    declaring(
      Object.fromEntries(
        instances.map((id, place): [string, Association] => [`on${place}`, { keyIds, instanceIds: [id] }]),
      ),
    );
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances, keyPairs: [ALICE, BOB], files: all([ALICE]) });
  });
  after(() => story?.end());

  /** How often each action was called since this was last asked. */
  async function newCalls(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { action } of await story.cloud.newCalls()) counts[action] = (counts[action] ?? 0) + 1;
    return counts;
  }

  const warnings = (run: EngineRun, what: RegExp) => run.diagnostics.filter(({ message }) => what.test(message)).length;

  const LOOKS = { DescribeKeyPairs: 1, DescribeInstances: 1, DescribeInstancesDeniedActions: 1 };

  it("that are new looks at all of them in one call of each kind, and warns under each", async () => {
    const run = await story.preview();
    assert.deepEqual(run.changes, { create: 31 });
    assert.equal(warnings(run, /password login ends on lhins-/), instances.length);
    assert.deepEqual(await newCalls(), LOOKS);
  });

  it("that get another key looks at them likewise, and at what each of the keys is bound to", async () => {
    await story.up();
    await newCalls();
    const run = await story.preview(all([BOB]));
    assert.deepEqual(run.changes, { update: 30 });
    assert.equal(warnings(run, /will be shut down: lhins-/), instances.length);
    assert.deepEqual(await newCalls(), { ...LOOKS, DescribeKeyPairs: 2 });
  });
});
