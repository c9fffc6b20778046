import assert from "node:assert/strict";
import { association, type Declaration } from "./declaration";
import { ALICE, API, BOB, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, lost, unbind } from "./writes";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

const onEach = (keyIds: string[]): Declaration[] => [
  association("web", { keyIds, instanceIds: [WEB] }),
  association("api", { keyIds, instanceIds: [API] }),
  association("jobs", { keyIds, instanceIds: [JOBS] }),
];
const ALL = { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] };

describe("associations whose binds and unbinds travel in one request", () => {
  const story = storyOfEachTest();

  it("are bound by it, and unbound by another", async () => {
    const { cloud, stack } = story;
    await stack.up(...onEach([ALICE]));
    await stack.destroy();
    assert.deepEqual(await cloud.happened(), {
      writes: [bind([ALICE], [WEB, API, JOBS]), unbind([ALICE], [WEB, API, JOBS])],
      shutdowns: { [WEB]: 2, [API]: 2, [JOBS]: 2 },
      bindings: {},
    });
  });

  it("of which the operation fails on one instance fail only there", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, instanceId: WEB, effect: { operation: "FAILED" } });

    const { errors } = await stack.upFails(...onEach([ALICE]));

    assert.deepEqual(Object.keys(errors), ["web"]);
    assert.match(errors["web"] ?? "", new RegExp(`${WEB}: ${BIND}.*ended FAILED`));
    assert.doesNotMatch(errors["web"] ?? "", new RegExp(`${API}|${JOBS}`));
    assert.deepEqual(stack.recorded("api"), { [API]: [ALICE] });
    assert.deepEqual(stack.recorded("jobs"), { [JOBS]: [ALICE] });
    await cloud.heal();
    await stack.up(...onEach([ALICE]));
    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API, JOBS]), bind([ALICE], [WEB])]);
    assert.deepEqual(bindings, ALL);
  });

  it("of which the unbind fails on one instance are destroyed but for that one", async () => {
    const { cloud, stack } = story;
    await stack.up(...onEach([ALICE]));
    await cloud.fail({ action: UNBIND, instanceId: API, effect: { operation: "FAILED" } });

    const { errors } = await stack.destroyFails();

    assert.deepEqual(Object.keys(errors), ["api"]);
    assert.deepEqual([stack.has("web"), stack.has("api"), stack.has("jobs")], [false, true, false]);
    assert.deepEqual((await cloud.happened()).bindings, { [API]: [ALICE] });
    await cloud.heal();
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("and whose answer is lost are all found bound, and none is bound twice", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, call: 1, effect: { reset: "after" } });
    await stack.up(...onEach([ALICE]));
    assert.deepEqual(await cloud.happened(), {
      writes: [lost(bind([ALICE], [WEB, API, JOBS]), { executed: true })],
      shutdowns: { [WEB]: 1, [API]: 1, [JOBS]: 1 },
      bindings: ALL,
    });
  });

  it("of which one instance goes away meanwhile fail for that one alone", async () => {
    const { cloud, stack } = story;
    await cloud.fail({
      action: BIND,
      call: 1,
      effect: { edits: [{ edit: "deleteInstance", instanceId: WEB }], when: "after" },
    });

    const { errors } = await stack.upFails(...onEach([ALICE]));

    assert.deepEqual(Object.keys(errors), ["web"]);
    assert.match(errors["web"] ?? "", new RegExp(WEB));
    const { bindings, writes } = await cloud.happened();
    assert.deepEqual(bindings, { [API]: [ALICE], [JOBS]: [ALICE] });
    assert.equal(writes.length, 1);
  });

  it("of which one runs out of time go on for as long as each of them has", async () => {
    const { cloud, stack, time } = story;
    const [web, ...others] = onEach([BOB]);
    assert.ok(web);
    await cloud.set({ operationMs: 60_000 });
    const startedMs = time.now();

    const hasty = { ...web, inputs: { ...web.inputs, timeouts: { create: 30 } } };
    const { errors } = await stack.upFails(hasty, ...others);

    assert.deepEqual(Object.keys(errors), ["web"]);
    assert.match(errors["web"] ?? "", /timed out after 30 s/);
    assert.ok(time.now() - startedMs >= 60_000);
    assert.deepEqual(stack.recorded("jobs"), { [JOBS]: [BOB] });
    await stack.up(...onEach([BOB]));
    assert.equal((await cloud.happened()).writes.length, 1);
  });
});
