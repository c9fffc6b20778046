import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, instanceIds, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

describe("several faults in one run", () => {
  const story = storyOfEachTest();
  const team = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
  const both = { [WEB]: [ALICE], [API]: [ALICE] };

  it("of a lost bind and of the reads that would tell what came of it end with each pair bound once", async () => {
    const { cloud, stack } = story;
    await cloud.fail(
      { action: BIND, call: 1, effect: { reset: "after" } },
      { action: "DescribeInstances", call: { from: 2, to: 6 }, effect: { code: "InternalError" } },
      { action: "DescribeKeyPairs", call: { from: 3, to: 5 }, effect: { code: "RequestLimitExceeded" } },
    );

    await stack.up(team);

    const { shutdowns, bindings } = await cloud.happened();
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
    assert.deepEqual(bindings, both);
  });

  it("of a FAILED bind and a refused start leave the machine named and remembered, and the next up starts it", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });
    await cloud.fail(
      { action: BIND, instanceId: WEB, effect: { operation: "FAILED", leaves: "STOPPED" } },
      { action: "StartInstances", instanceId: WEB, effect: { code: "UnauthorizedOperation.NoPermission" } },
    );

    const { errors } = await stack.upFails(team);
    assert.match(errors["team"] ?? "", new RegExp(`${WEB}: ${BIND}.*FAILED.*left STOPPED`));
    await cloud.heal();
    await stack.up(team);

    assert.deepEqual(await cloud.power(WEB, API), { [WEB]: "RUNNING", [API]: "RUNNING" });
    assert.deepEqual((await cloud.happened()).bindings, both);
  });

  it("of reads that are throttled for three minutes hold a bind up, and nothing is sent twice", async () => {
    const { cloud, stack, time } = story;
    await cloud.fail({ action: "DescribeInstances", call: { from: 2 }, effect: { code: "RequestLimitExceeded" } });
    void time.sleep(180_000).then(() => cloud.heal());

    await stack.up(team);

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API])]);
    assert.deepEqual(bindings, both);
  });

  it("of a key pair that is deleted while its bind goes on name it, and a program without it goes on", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, effect: { edits: [{ edit: "deleteKeyPair", keyId: ALICE }], when: "after" } });

    const { errors } = await stack.upFails(team);
    assert.match(errors["team"] ?? "", new RegExp(`${ALICE} does not exist any more`));
    await cloud.heal();
    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB, API] }));

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB], [API]: [BOB] });
  });
});

describe("two associations that share an instance, of which one fails", () => {
  const story = storyOfEachTest();

  it("are told apart: the other is made, and the next up does the rest", async () => {
    const { cloud, stack } = story;
    const one = association("one", { keyIds: [ALICE], instanceIds: [WEB, API] });
    const two = association("two", { keyIds: [BOB], instanceIds: [WEB, JOBS] });
    await cloud.fail({ action: BIND, call: 1, effect: { operation: "FAILED" } });

    const { errors } = await stack.upFails(one, two);
    const [failed] = Object.keys(errors);
    assert.equal(Object.keys(errors).length, 1);
    await cloud.heal();
    await cloud.happened();
    const { steps } = await stack.up(one, two);

    assert.deepEqual(steps.includes(`update ${failed}`), true);
    const { bindings, shutdowns } = await cloud.happened();
    assert.deepEqual(bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE], [JOBS]: [BOB] });
    for (const times of Object.values(shutdowns)) assert.ok(times <= 1);
  });
});

describe("a destroy while another run binds", () => {
  const story = storyOfEachTest();

  it("waits for it, and leaves what the other run has bound", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    await cloud.happened();
    await cloud.set({ operationMs: 20_000 });
    const other = story.newStack();
    const binding = other.up(association("other", { keyIds: [BOB], instanceIds: [WEB] }));
    await cloud.untilCalled(BIND);

    await stack.destroy();
    await binding;

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(bindings, { [WEB]: [BOB] });
    const accepted = writes.filter((write) => !write.includes("refused"));
    assert.deepEqual(accepted, [bind([BOB], [WEB]), unbind([ALICE], [WEB])]);
  });
});

describe("250 instances that are unbound in three requests, of which the second is lost", () => {
  const story = storyOfEachTest();
  const fleet = instanceIds(250);

  it("after it was carried out: none is unbound twice", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ instances: fleet.map((instanceId) => ({ instanceId })) });
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: fleet }));
    await cloud.happened();
    await cloud.fail({ action: UNBIND, call: 2, effect: { reset: "after" } });

    await stack.destroy();

    assert.equal((await cloud.calls(UNBIND)).length, 3);
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("before it was carried out: only those of it are asked for again", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ instances: fleet.map((instanceId) => ({ instanceId })) });
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: fleet }));
    await cloud.happened();
    await cloud.fail({ action: UNBIND, call: 2, effect: { reset: "before" } });

    await stack.destroy();

    const executed = (await cloud.calls(UNBIND)).filter((call) => call.executed);
    const asked = executed.flatMap(({ parameters }) => parameters["InstanceIds"] as string[]);
    assert.equal(asked.length, 250);
    assert.equal(new Set(asked).size, 250);
    assert.deepEqual((await cloud.happened()).bindings, {});
  });
});
