import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, unbind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

const BROKEN = {
  "are throttled": { code: "RequestLimitExceeded" },
  "fail in the service": { code: "InternalError" },
  "find the service down": { code: "ServiceUnavailable" },
  "meet a connection reset": { reset: "before" },
  "are answered with an empty body": { body: "empty" },
  "are answered with half of the JSON text": { body: "truncated" },
  "are answered with an empty object": { body: "emptyObject" },
  "are answered with a 502 page": { http: 502 },
};

describe("reads that fail in passing", () => {
  const story = storyOfEachTest();

  for (const [name, effect] of Object.entries(BROKEN)) {
    it(`are read again and change nothing of what is done: every third, they ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.fail(
        { action: "DescribeInstances", call: { every: 3 }, effect },
        { action: "DescribeKeyPairs", call: { every: 2 }, effect },
      );

      await stack.up(TEAM);
      await stack.refresh();
      assert.deepEqual(stack.recorded("team"), BOUND);
      await stack.destroy();

      const { writes, bindings } = await cloud.happened();
      assert.deepEqual(writes, [bind([ALICE], [WEB, API]), unbind([ALICE], [WEB, API])]);
      assert.deepEqual(bindings, {});
    });
  }

  it("are given up after their own time where they hang, and read again", async () => {
    const { cloud, stack } = story;
    story.doNotWaitForAnswers();
    await cloud.fail(
      { action: "DescribeInstances", call: 2, effect: { hang: true } },
      { action: "DescribeKeyPairs", call: 2, effect: { hang: true } },
    );

    await stack.up(TEAM);

    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB, API])]);
  });
});
