import assert from "node:assert/strict";
import { type Association, declaring } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { bind, pairs, unbind } from "../program/writes";

describe("an association that is replaced while its pairs stay", function () {
  this.timeout(120_000);
  const bound: Association = { keyIds: [ALICE], instanceIds: [WEB, DB], options: { replacementTrigger: "first" } };
  let story: Story;
  let id: string | undefined;
  let urn: string;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
    await story.up(declaring({ access: bound }));
    ({ id, urn } = await story.recorded("access"));
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  async function isReplacedWithoutWrites(): Promise<void> {
    assert.deepEqual(await story.cloud.newWrites(), []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, DB]));
    const before = id;
    ({ id } = await story.recorded("access"));
    assert.notEqual(id, before);
    await story.isQuiet();
  }

  it("by up --replace", async () => {
    const run = await story.up({}, { replace: [urn] });
    assert.deepEqual(run.changes, { replace: 1 });
    await isReplacedWithoutWrites();
  });

  it("by state taint", async () => {
    assert.equal((await story.program.command(["state", "taint", urn, "--yes", "--stack", "test"])).code, 0);
    const run = await story.up();
    assert.deepEqual(run.changes, { replace: 1 });
    await isReplacedWithoutWrites();
  });

  it("by a replacement trigger", async () => {
    const run = await story.up(declaring({ access: { ...bound, options: { replacementTrigger: "second" } } }));
    assert.deepEqual(run.changes, { replace: 1 });
    await isReplacedWithoutWrites();
  });

  it("by up --replace, the old one deleted first", async () => {
    await story.program.write(
      declaring({ access: { ...bound, options: { replacementTrigger: "second", deleteBeforeReplace: true } } }),
    );
    const run = await story.up({}, { replace: [urn] });
    assert.deepEqual(run.changes, { replace: 1 });
    await isReplacedWithoutWrites();
  });
});

describe("an association with replaceOnChanges", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
    await story.up(declaring({ access: replacedOn("keyIds", {}) }));
  });
  after(() => story?.end());

  function replacedOn(property: string, change: Partial<Association>): Association {
    return { keyIds: [ALICE], instanceIds: [WEB], ...change, options: { replaceOnChanges: [property] } };
  }

  it("of a list is replaced when that changes, and only the difference is called", async () => {
    const run = await story.applies(declaring({ access: replacedOn("keyIds", { keyIds: [ALICE, BOB] }) }));
    assert.deepEqual(run.changes, { replace: 1 });
    assert.deepEqual(run.writes, [bind([BOB], [WEB])]);
  });

  it("of a list is updated when another property changes", async () => {
    const change = { keyIds: [ALICE, BOB], instanceIds: [WEB, DB] };
    const run = await story.applies(declaring({ access: replacedOn("keyIds", change) }));
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(run.writes, [bind([ALICE, BOB], [DB])]);
  });

  it("of everything is replaced by any change: the old one unbinds what the new one does not declare", async () => {
    const change = { keyIds: [BOB], instanceIds: [WEB, DB], power: "leave" };
    const run = await story.applies(declaring({ access: replacedOn("*", change) }));
    assert.deepEqual(run.changes, { replace: 1 });
    assert.deepEqual(run.writes, [unbind([ALICE], [WEB, DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB], [WEB, DB]));
  });
});

describe("an association that moves to another region", function () {
  this.timeout(120_000);
  const NEAR = { keyId: "lhkp-near0001", region: "ap-guangzhou" };
  const FAR = { keyId: "lhkp-far00001", region: "ap-singapore" };
  const near = { instanceId: "lhins-near0001", region: NEAR.region };
  const far = { instanceId: "lhins-far00001", region: FAR.region };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [near, far], keyPairs: [NEAR, FAR] });
    await story.up(declaring({ access: { keyIds: [NEAR.keyId], instanceIds: [near.instanceId] } }));
  });
  after(() => story?.end());

  it("is replaced: bound there first, then unbound here", async () => {
    await story.cloud.newCalls();
    const there = { keyIds: [FAR.keyId], instanceIds: [far.instanceId], region: FAR.region };
    const run = await story.up(declaring({ access: there }));
    assert.deepEqual(run.changes, { replace: 1 });
    const writes = (await story.cloud.newCalls()).filter(({ action }) => /InstancesKeyPairs$/.test(action));
    assert.deepEqual(
      writes.map(({ action }) => action),
      ["AssociateInstancesKeyPairs", "DisassociateInstancesKeyPairs"],
    );
    assert.deepEqual(await story.cloud.pairs(), pairs([FAR.keyId], [far.instanceId]));
    await story.isQuiet();
  });

  it("stays where it is when only the default region changes, and says so", async () => {
    const there = { keyIds: [FAR.keyId], instanceIds: [far.instanceId] };
    story.program.setEnv({ TENCENTCLOUD_REGION: FAR.region });
    await story.applies(declaring({ access: there }));
    story.program.setEnv({ TENCENTCLOUD_REGION: NEAR.region });
    const run = await story.preview();
    assert.deepEqual(run.changes, {});
    const warnings = run.diagnostics.filter(({ severity }) => severity === "warning");
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0]?.message ?? "",
      /in region ap-singapore and stays there, though .*TENCENTCLOUD_REGION says ap-guangzhou/,
    );
  });

  it("that fails to be bound there stays bound here", async () => {
    await story.cloud.newCalls();
    const nowhere = { keyIds: [FAR.keyId], instanceIds: [far.instanceId], region: "ap-tokyo" };
    const run = await story.up(declaring({ access: nowhere }), { fails: true });
    assert.match(onlyError(run, "access"), /does not exist in region ap-tokyo/);
    assert.deepEqual(await story.cloud.newWrites(), []);
    assert.equal((await story.recorded("access")).outputs?.["region"], FAR.region);
  });
});
