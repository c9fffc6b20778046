import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

describe("an instance that is not ready", () => {
  const story = storyOfEachTest();

  for (const state of ["PENDING", "STARTING", "REBOOTING", "EXIT_RESCUE_MODE"]) {
    it(`is waited for while it is ${state}`, async () => {
      const { cloud, stack } = story;
      await cloud.patch(WEB, { state });

      const up = stack.up(TEAM);
      await cloud.until("looks at it", async () => (await cloud.calls("DescribeInstances")).length > 3);
      await cloud.patch(WEB, { state: "RUNNING" });
      await up;

      assert.deepEqual((await cloud.happened()).bindings, BOUND);
    });
  }

  it("is waited for while it is being created", async () => {
    const { cloud, stack } = story;
    const fresh = "lhins-fresh000";
    await cloud.seed({ instances: [{ instanceId: fresh, state: "PENDING" }] });

    const up = stack.up(association("team", { keyIds: [ALICE], instanceIds: [fresh] }));
    await cloud.until("looks at it", async () => (await cloud.calls("DescribeInstances")).length > 3);
    await cloud.patch(fresh, { state: "RUNNING" });
    await up;

    assert.deepEqual((await cloud.happened()).bindings, { [fresh]: [ALICE] });
  });

  for (const state of ["RESCUE_MODE", "FREEZING", "SHUTDOWN", "TERMINATING", "DELETING", "LAUNCH_FAILED"]) {
    it(`is refused at once where it is ${state}, and nothing is touched`, async () => {
      const { cloud, stack } = story;
      await cloud.patch(WEB, { state });
      const startedMs = story.time.now();

      const { errors } = await stack.upFails(TEAM);

      assert.match(errors["team"] ?? "", new RegExp(WEB));
      assert.ok(story.time.now() - startedMs < 10_000, "what never recovers is not waited for");
      assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: {} });
      assert.equal(stack.has("team"), false);
    });
  }
});
