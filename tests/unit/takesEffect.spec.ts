import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const BIND = "AssociateInstancesKeyPairs";
const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };

/** An instance that has an older operation to its name, which ended well. */
const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse
    .addInstances([ONE], { operation: BIND, operationState: "SUCCESS", operationRequestId: "older" })
    .addKeys([KEY_A, KEY_B]);
  return scene;
};

describe("a bind that has been asked for", () => {
  it("does not end with the SUCCESS of an earlier operation", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.pace.showsAfterMs = 2_000;

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 1);
  });

  it("does not end with an earlier SUCCESS that shows for longer than any grace", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    Object.assign(lighthouse.pace, { showsAfterMs: 60_000, keyMs: 70_000 });

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 1);
  });

  it("does not end with SUCCESS before the binding shows", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.pace.visibleAfterMs = 8_000;

    const { outs } = await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(outs?.bindings.length, 1);
  });

  it("fails where the binding never shows after SUCCESS", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.pace.visibleAfterMs = 10_000_000;

    await assert.rejects(clock.run(provider.create(declared)), /ended with SUCCESS, but .* still not bound/);
    assert.ok(clock.elapsedMs < 120_000);
  });

  it("fails at its own FAILED, which names action, instance and RequestId", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(BIND, { fails: true });
    await assert.rejects(
      clock.run(provider.create(declared)),
      /AssociateInstancesKeyPairs on the instance \(RequestId request-1\) ended FAILED/,
    );
  });

  it("is taken for done where the service never tells a state, once the binding shows", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.pace.isMute = true;

    await clock.run(provider.create({ ...declared, timeouts: { create: 120 } }));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });

  it("is decided by the binding where another operation has taken its place", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const done = clock.run(provider.create(declared));
    // Ours ends after 13 s; somebody else's is shown from then on.
    const overtaken = clock.sleep(12_950).then(() => {
      lighthouse
        .instance(ONE)
        .edit({ operationRequestId: "third", operation: "ResetInstance", operationState: "OPERATING" });
    });

    await done;
    await overtaken;

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 1);
  });

  it("fails where the instance goes away meanwhile", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    void clock.sleep(3_000).then(() => lighthouse.removeInstance(ONE));
    await assert.rejects(clock.run(provider.create(declared)), /went away \(no such instance\)/);
  });

  it("lives through polls that fail", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    void clock.sleep(1_000).then(() => {
      lighthouse.trouble("DescribeInstances", ...Array<{ code: string }>(30).fill({ code: "InternalError" }));
    });

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });
});

describe("a bind whose reply is lost", () => {
  it("is found again by its operation, and not sent twice", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(BIND, { losesReply: true });

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 1);
  });

  it("is sent again where it was never carried out", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(BIND, { losesCall: true });

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 2);
  });

  it("fails with its own FAILED", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(BIND, { losesReply: true, fails: true });
    await assert.rejects(clock.run(provider.create(declared)), /ended FAILED/);
  });

  it("gives up in the end where no call ever arrives", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(BIND, ...Array<{ losesCall: true }>(20).fill({ losesCall: true }));

    await assert.rejects(clock.run(provider.create(declared)), /no usable answer: socket hang up/);
    assert.ok(lighthouse.writes().length <= 6);
  });
});

describe("a bind that meets with something", () => {
  it("waits for an instance that is busy, within its time", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const busy = { code: "UnsupportedOperation.LatestOperationUnfinished" };
    lighthouse.trouble(BIND, ...Array<typeof busy>(10).fill(busy));

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
  });

  it("times out where the instance stays busy, and says what refused it", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const busy = { code: "OperationDenied.InstanceOperationInProgress" };
    lighthouse.trouble(BIND, ...Array<typeof busy>(1_000).fill(busy));

    await assert.rejects(
      clock.run(provider.create({ ...declared, timeouts: { create: 120 } })),
      /timed out after 120 s.*InstanceOperationInProgress/,
    );
  });

  it("waits for an instance that is on its way to another state before it asks", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.instance(ONE).edit({ state: "PENDING" });
    void clock.sleep(20_000).then(() => lighthouse.instance(ONE).edit({ state: "RUNNING" }));

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 1);
  });

  it("looks again where the key has been bound by somebody else meanwhile", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(BIND, { meanwhile: () => lighthouse.addKeys([KEY_A], [ONE]) });

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(lighthouse.writes().length, 1);
  });

  it("gives up where the service goes on refusing what should be right", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const duplicate = { code: "UnsupportedOperation.KeyPairBindDuplicate" };
    lighthouse.trouble(BIND, ...Array<typeof duplicate>(50).fill(duplicate));

    await assert.rejects(clock.run(provider.create(declared)), /KeyPairBindDuplicate/);
    assert.ok(lighthouse.writes().length <= 6);
  });
});
