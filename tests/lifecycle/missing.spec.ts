import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { unbind } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB] });
const NO_SUCH_INSTANCE = { code: "ResourceNotFound.InstanceIdNotFound" };
const BOUND = { [WEB]: [ALICE] };

describe("an instance that reads say does not exist, though a key is bound to it", () => {
  const story = storyOfEachTest();

  it("is unbound from by a destroy all the same", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();
    await cloud.fail({ action: "DescribeInstances", times: 3, effect: NO_SUCH_INSTANCE });

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("fails a destroy whose unbind has no effect, rather than count as gone", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({ action: "DisassociateInstancesKeyPairs", effect: { operation: "FAILED" } });
    await cloud.fail({ action: "DescribeInstances", call: { from: 6 }, effect: NO_SUCH_INSTANCE });

    await stack.destroyFails();
    assert.deepEqual((await cloud.happened()).bindings, BOUND);
    await cloud.heal();
    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is gone where the unbind is refused for the same reason", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();
    await cloud.fail({ action: "DescribeInstances", effect: NO_SUCH_INSTANCE });
    await cloud.fail({ action: "DisassociateInstancesKeyPairs", effect: NO_SUCH_INSTANCE });

    const { warnings } = await stack.destroy();

    assert.match(warnings.join(), new RegExp(`${WEB} went away`));
  });

  it("is waited for where it is missing from a few answers while a bind goes on", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "DescribeInstances", call: { from: 2, to: 3 }, effect: NO_SUCH_INSTANCE });

    await stack.up(TEAM);

    assert.deepEqual((await cloud.happened()).bindings, BOUND);
  });

  it("leaves alone the others of the association", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));
    await cloud.happened();
    await cloud.fail({ action: "DescribeInstances", instanceId: WEB, times: 6, effect: NO_SUCH_INSTANCE });

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(bindings, {});
    assert.deepEqual(writes, [unbind([ALICE], [WEB, API])]);
  });
});
