import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, lost, start, unbind } from "./writes";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";
const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

/** Answers that tell nothing, of calls that took place. */
const LOST_AFTER = {
  "a connection reset after the call": { reset: "after" },
  "no answer, ever, to a call that took place": { hang: true, executed: true },
  "an empty body": { body: "empty" },
  "a body cut off": { body: "cut" },
  "half of the JSON text": { body: "truncated" },
  "a body that is no JSON": { body: "notJson" },
  "a body that is an empty object": { body: "emptyObject" },
  "a 502 page of a proxy, after the call": { http: 502, executed: true },
  "a 504 without a page, after the call": { http: 504, html: false, executed: true },
};

/** The same, of calls that did not. */
const LOST_BEFORE = {
  "a connection reset before the call": { reset: "before" },
  "no answer, ever, to a call that did not take place": { hang: true },
  "an empty body, and no call": { body: "empty", executed: false },
  "a 502 page of a proxy, before the call": { http: 502 },
  "a 503 without a page, before the call": { http: 503, html: false },
};

describe("a write whose answer is lost", () => {
  const story = storyOfEachTest();

  beforeEach(() => story.doNotWaitForAnswers());

  for (const [name, effect] of Object.entries(LOST_AFTER)) {
    it(`is not sent again where it took place: bind, ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.fail({ action: BIND, times: 1, effect });

      await stack.up(TEAM);

      assert.deepEqual(await cloud.happened(), {
        writes: [lost(bind([ALICE], [WEB, API]), { executed: true })],
        shutdowns: { [WEB]: 1, [API]: 1 },
        bindings: BOUND,
      });
      assert.deepEqual(stack.recorded("team"), BOUND);
    });

    it(`is not sent again where it took place: unbind, ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(TEAM);
      await cloud.happened();
      await cloud.fail({ action: UNBIND, times: 1, effect });

      await stack.destroy();

      assert.deepEqual(await cloud.happened(), {
        writes: [lost(unbind([ALICE], [WEB, API]), { executed: true })],
        shutdowns: { [WEB]: 1, [API]: 1 },
        bindings: {},
      });
    });
  }

  for (const [name, effect] of Object.entries(LOST_BEFORE)) {
    it(`is sent once more where it did not take place: bind, ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.fail({ action: BIND, times: 1, effect });

      await stack.up(TEAM);

      assert.deepEqual(await cloud.happened(), {
        writes: [lost(bind([ALICE], [WEB, API]), { executed: false }), bind([ALICE], [WEB, API])],
        shutdowns: { [WEB]: 1, [API]: 1 },
        bindings: BOUND,
      });
    });

    it(`is sent once more where it did not take place: unbind, ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(TEAM);
      await cloud.happened();
      await cloud.fail({ action: UNBIND, times: 1, effect });

      await stack.destroy();

      assert.deepEqual(await cloud.happened(), {
        writes: [lost(unbind([ALICE], [WEB, API]), { executed: false }), unbind([ALICE], [WEB, API])],
        shutdowns: { [WEB]: 1, [API]: 1 },
        bindings: {},
      });
    });
  }

  it("is told from one that took place also where the operation shows late", async () => {
    const { cloud, stack } = story;
    await cloud.set({ staleReads: 4 });
    await cloud.fail({ action: BIND, times: 1, effect: { reset: "after" } });

    await stack.up(TEAM);

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [lost(bind([ALICE], [WEB, API]), { executed: true })]);
    assert.deepEqual(bindings, BOUND);
  });

  it("and that ended FAILED is an error, not sent again", async () => {
    const { cloud, stack } = story;
    await cloud.fail(
      { action: BIND, times: 1, effect: { reset: "after" } },
      { action: BIND, times: 1, instanceId: WEB, effect: { operation: "FAILED" } },
    );

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", new RegExp(`${WEB}.*FAILED`));
    assert.deepEqual((await cloud.happened()).writes, [lost(bind([ALICE], [WEB, API]), { executed: true })]);
  });

  it("is a start that takes place once", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });
    await cloud.fail({ action: "StartInstances", times: 1, effect: { reset: "after" } });

    await stack.up(TEAM);

    const { writes } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API]), lost(start(WEB, API), { executed: true })]);
    assert.deepEqual(await cloud.power(WEB, API), { [WEB]: "RUNNING", [API]: "RUNNING" });
  });

  it("is a start that did not take place and is sent once more", async () => {
    const { cloud, stack } = story;
    await cloud.set({ comesBack: false });
    await cloud.fail({ action: "StartInstances", times: 1, effect: { http: 502 } });

    await stack.up(TEAM);

    assert.deepEqual(await cloud.power(WEB, API), { [WEB]: "RUNNING", [API]: "RUNNING" });
    const { writes } = await cloud.happened();
    assert.equal(writes.filter((write) => write === start(WEB, API)).length, 1);
  });

  it("every time ends in an error within a bounded number of tries", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, effect: { http: 502 } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /502/);
    const { writes, bindings } = await cloud.happened();
    assert.ok(writes.length <= 5, `a few tries, not ${writes.length}`);
    assert.deepEqual(bindings, {});
    await cloud.heal();
    await stack.up(TEAM);
    assert.deepEqual((await cloud.happened()).bindings, BOUND);
  });

  it("that a proxy refuses for good is not sent again, and the error says what to look at", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, effect: { http: 403 } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /403.*tencentcloud:endpoint/);
    assert.equal((await cloud.happened()).writes.length, 1);
  });
});
