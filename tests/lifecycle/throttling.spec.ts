import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, instanceIds, keyIds, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const LIMIT = "RequestLimitExceeded";

describe("a service that limits the rate of calls", () => {
  const story = storyOfEachTest();

  it("is asked no more often than it allows by 30 associations at the same time", async () => {
    const { cloud, stack } = story;
    story.time.beExact();
    await cloud.set({ rateLimits: true });
    const [keys, instances] = [keyIds(30), instanceIds(30)];
    await cloud.seed({
      keyPairs: keys.map((keyId) => ({ keyId })),
      instances: instances.map((instanceId) => ({ instanceId })),
    });

    await stack.up(
      ...keys.map((keyId, index) =>
        association(`team${index}`, { keyIds: [keyId], instanceIds: instances.slice(index, index + 1) }),
      ),
    );

    const calls = await cloud.calls();
    assert.deepEqual(
      calls.filter(({ reply }) => reply.code?.startsWith(LIMIT)),
      [],
    );
    const { bindings } = await cloud.happened();
    assert.deepEqual(bindings, Object.fromEntries(instances.map((id, index) => [id, keys.slice(index, index + 1)])));
  });

  it("and refuses three calls of ten holds up 60 associations, and fails none", async () => {
    const { cloud, stack } = story;
    const instances = instanceIds(60);
    await cloud.seed({ instances: instances.map((instanceId) => ({ instanceId })) });
    await cloud.fail({ action: "*", probability: 0.3, seed: 7, effect: { code: LIMIT } });

    await stack.up(
      ...instances.map((instanceId, index) =>
        association(`team${index}`, { keyIds: [ALICE], instanceIds: [instanceId] }),
      ),
    );

    const calls = await cloud.calls();
    const reads = calls.filter(({ action }) => action.startsWith("Describe"));
    assert.ok(reads.length < 60 * 2, `fewer reads than two for each association, not ${reads.length}`);
    const binds = calls.filter(({ action, executed }) => action === "AssociateInstancesKeyPairs" && executed);
    const asked = binds.flatMap(({ parameters }) => parameters["InstanceIds"] as string[]);
    assert.deepEqual(asked.sort(), instances, "each instance is asked for once");
    assert.deepEqual(Object.keys((await cloud.happened()).bindings).sort(), instances);
  });

  it("and refuses every call ends in an error that says so, with nothing in state", async () => {
    const { cloud, stack, time } = story;
    // The time is up in the middle of a long pause between two tries, and not while one is on the wire.
    time.beExact();
    await cloud.fail({ action: "AssociateInstancesKeyPairs", effect: { code: `${LIMIT}.UinLimitExceeded` } });

    const { errors } = await stack.upFails(
      association("team", { keyIds: [ALICE], instanceIds: [WEB], timeouts: { create: 6 } }),
    );

    assert.match(errors["team"] ?? "", /RequestLimitExceeded/);
    assert.deepEqual((await cloud.happened()).bindings, {});
    assert.equal(stack.has("team"), false);
  });
});
