import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

describe("reads that fail for good", () => {
  const story = storyOfEachTest();

  it("before anything was written leave nothing in state", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "DescribeKeyPairs", effect: { code: "InternalError" } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /DescribeKeyPairs.*InternalError/);
    assert.equal(stack.has("team"), false);
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("at a refresh keep the state as it was", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    const { outputs } = structuredClone(stack.entry("team"));
    await cloud.fail({ action: "DescribeKeyPairs", effect: { http: 502 } });

    const { errors } = await stack.tryRefresh();

    assert.match(errors["team"] ?? "", /DescribeKeyPairs.*502/);
    assert.deepEqual(stack.outputs("team"), outputs);
  });

  it("at a destroy keep the association in state, and nothing is unbound", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({ action: "DescribeKeyPairs", effect: { code: "UnauthorizedOperation.NoPermission" } });
    await cloud.happened();

    const { errors } = await stack.destroyFails();

    assert.match(errors["team"] ?? "", /UnauthorizedOperation.NoPermission/);
    assert.deepEqual((await cloud.happened()).bindings, BOUND);
  });

  it("that hang end at the timeout of the method", async () => {
    const { cloud, stack } = story;
    story.doNotWaitForAnswers();
    await cloud.fail({ action: "DescribeInstances", effect: { hang: true } });
    const startedMs = story.time.now();

    const { errors } = await stack.upFails(association("team", { ...TEAM.inputs, timeouts: { create: 20 } }));

    assert.match(errors["team"] ?? "", /timed out after 20 s|no usable answer/);
    assert.ok(story.time.now() - startedMs < 60_000, "a hanging call does not hold up the method");
  });

  it("after the bind leave in state what may be bound, and the next up binds nothing twice", async () => {
    const { cloud, stack } = story;
    await cloud.set({ operationMs: 5_000 });
    const up = stack.tryUp(association("team", { ...TEAM.inputs, timeouts: { create: 20 } }));
    await cloud.untilCalled("AssociateInstancesKeyPairs");
    await cloud.fail({ action: "DescribeKeyPairs", effect: { code: "InternalError" } });

    await up;
    assert.ok(stack.has("team"), "what was sent is in state");
    await cloud.heal();

    await stack.up(TEAM);
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API])]);
    assert.deepEqual(bindings, BOUND);
  });

  it("after the bind of an update keep all that may be bound, old and new, so that a destroy leaves nothing", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();
    await cloud.set({ operationMs: 5_000 });
    const rotated = { keyIds: [BOB], instanceIds: [WEB, API], timeouts: { update: 20 } };
    const up = stack.upFails(association("team", rotated));
    await cloud.untilCalled("AssociateInstancesKeyPairs");
    await cloud.fail({ action: "DescribeInstances", effect: { code: "InternalError" } });

    await up;
    await cloud.heal();
    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });
});
