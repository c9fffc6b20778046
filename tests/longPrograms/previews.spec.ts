import assert from "node:assert/strict";
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
