import assert from "node:assert/strict";
import { instanceIds, KEY_A, KEY_B, ONE, THREE, TWO } from "./ids.js";
import { bind, outcomesOf, sceneWith } from "./writeScene.js";

describe("writes that come together", () => {
  it("are one request where they are alike", async () => {
    const scene = sceneWith([ONE, TWO]);

    const outcomes = await outcomesOf(scene, [ONE, TWO]);

    assert.deepEqual(outcomes, ["request-1", "request-1"]);
    assert.deepEqual(scene.lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A} ${ONE},${TWO}`]);
  });

  it("are one request though they name their keys in another order", async () => {
    const scene = sceneWith([ONE, TWO]);
    const { writes } = scene.region;
    const send = (keyIds: string[], instanceId: string) => writes.send({ ...bind, keyIds, instanceId });

    await scene.clock.run(Promise.all([send([KEY_A, KEY_B], ONE), send([KEY_B, KEY_A], TWO)]));

    assert.equal(scene.lighthouse.calls.length, 1);
  });

  it("are requests apart where keys, way or user differ", async () => {
    const scene = sceneWith([ONE, TWO, THREE]);
    const { writes } = scene.region;

    await scene.clock.run(
      Promise.all([
        writes.send({ ...bind, instanceId: ONE }),
        writes.send({ ...bind, keyIds: [KEY_B], instanceId: TWO }),
        writes.send({ ...bind, associateType: "ONLINE", username: "root", instanceId: THREE }),
      ]),
    );

    assert.deepEqual(
      scene.lighthouse.calls.map(({ ids, options }) => [ids, options]),
      [
        [[ONE], {}],
        [[TWO], {}],
        [[THREE], { associateType: "ONLINE", username: "root" }],
      ],
    );
  });

  it("name at most a hundred instances a request, and each instance in exactly one", async () => {
    const ids = instanceIds(250);
    const scene = sceneWith(ids);

    await outcomesOf(scene, ids);

    assert.deepEqual(
      scene.lighthouse.calls.map((call) => call.ids.length),
      [100, 100, 50],
    );
    assert.deepEqual(scene.lighthouse.calls.flatMap((call) => call.ids).sort(), ids);
  });

  it("keep one that comes after forty others waiting for no longer than those take", async () => {
    const ids = instanceIds(42);
    const scene = sceneWith(ids);
    const keys = ids.map((_, place) => `lhkp-${String(place).padStart(8, "0")}`);
    scene.lighthouse.addKeys(keys);
    const startMs = scene.clock.now();
    const sentMs: number[] = [];
    const send = async (place: number) => {
      await scene.region.writes.send({ ...bind, keyIds: [keys[place] ?? ""], instanceId: ids[place] ?? "" });
      sentMs[place] = scene.clock.now() - startMs;
    };
    const many = ids.slice(0, 40).map((_, place) => send(place));
    await scene.clock.advance(100);
    await scene.clock.run(Promise.all([...many, send(40)]));
    // Ten a second are allowed, and each is gathered for a moment.
    assert.ok((sentMs[40] ?? 0) <= 5_000, `${sentMs[40]} ms`);
    await scene.clock.advance(5_000);
    const aloneMs = scene.clock.now();
    await scene.clock.run(send(41));
    assert.ok(scene.clock.now() - aloneMs < 100);
  });

  it("start and stop too", async () => {
    const scene = sceneWith([ONE, TWO]);
    scene.lighthouse.addInstances([THREE], { state: "STOPPED" });
    await outcomesOf(scene, [ONE, TWO], { action: "stop", keyIds: [] });
    await outcomesOf(scene, [THREE], { action: "start", keyIds: [] });
    assert.deepEqual(scene.lighthouse.writes(), [`StopInstances ${ONE},${TWO}`, `StartInstances ${THREE}`]);
  });
});

describe("a write that is no longer wanted when its turn comes", () => {
  it("is not sent, and the others go their way", async () => {
    const scene = sceneWith([ONE, TWO]);
    const { clock, region, lighthouse } = scene;
    const flight = { mayBeExecuted: false, isDropped: false };
    const isWanted = { now: true };
    const unwanted = { ...bind, instanceId: ONE, isStillWanted: () => isWanted.now, flight };
    const all = Promise.all([
      region.writes.send(unwanted),
      region.writes.send({ ...bind, instanceId: TWO, flight: { mayBeExecuted: false } }),
    ]);
    isWanted.now = false;
    await clock.run(all);

    assert.deepEqual(lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A} ${TWO}`]);
    assert.deepEqual(flight, { mayBeExecuted: false, isDropped: true });
  });

  it("is not sent alone either, and fails", async () => {
    const scene = sceneWith([ONE]);
    const sent = scene.region.writes.send({ ...bind, instanceId: ONE, isStillWanted: () => false });
    await assert.rejects(scene.clock.run(sent), /nobody wants it any more/);
    assert.deepEqual(scene.lighthouse.writes(), []);
  });
});

describe("a write that nobody waits for any more", () => {
  it("is not sent, while the others are that would have travelled with it", async () => {
    const scene = sceneWith([ONE, TWO]);
    const over = new AbortController();
    const { writes } = scene.region;

    const one = writes.send({ ...bind, instanceId: ONE, signal: over.signal });
    const two = writes.send({ ...bind, instanceId: TWO });
    over.abort();
    await scene.clock.run(Promise.allSettled([one, two]));

    assert.deepEqual(scene.lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A} ${TWO}`]);
  });

  it("is not sent alone either, and fails", async () => {
    const scene = sceneWith([ONE]);
    const sending = scene.region.writes.send({ ...bind, instanceId: ONE, signal: AbortSignal.abort() });
    await assert.rejects(scene.clock.run(sending), /was not sent/);
    assert.deepEqual(scene.lighthouse.calls, []);
  });
});

describe("writes in great number", () => {
  it("go ten binds a second and twenty unbinds", async () => {
    const ids = instanceIds(40);
    const scene = sceneWith(ids);
    const keysOf = (index: number): string[] => [`lhkp-${String(index).padStart(8, "0")}`];
    scene.lighthouse.addKeys(ids.flatMap((_, index) => keysOf(index)));
    const each = (action: "bind" | "unbind"): Promise<unknown> =>
      Promise.allSettled(
        ids.map((instanceId, index) =>
          scene.region.writes.send({ ...bind, action, instanceId, keyIds: keysOf(index) }),
        ),
      );

    await scene.clock.run(each("bind"));
    const bindMs = scene.clock.elapsedMs;
    await scene.clock.run(each("unbind"));

    assert.ok(bindMs > 3_000 && bindMs < 4_000, `${bindMs} ms to bind`);
    assert.ok(scene.clock.elapsedMs - bindMs > 1_000 && scene.clock.elapsedMs - bindMs < 1_500);
  });

  it("that are alike travel together while the engine brings them one by one, and while they wait for their turn", async () => {
    const ids = instanceIds(1_000);
    const scene = sceneWith(ids);
    const writes = ids.map(async (instanceId, index) => {
      await scene.clock.sleep(index * 5);
      return scene.region.writes.send({ ...bind, instanceId });
    });

    await scene.clock.run(Promise.all(writes));

    assert.equal(scene.lighthouse.bound().length, 0, "no operation has ended");
    assert.ok(scene.lighthouse.calls.length <= 12, `${scene.lighthouse.calls.length} requests for 1,000 instances`);
    assert.ok(scene.clock.elapsedMs < 5_000 + 200, `all are sent ${scene.clock.elapsedMs} ms after the first`);
  });

  it("survive as much throttling as comes, and hold back while it lasts", async () => {
    const scene = sceneWith([ONE]);
    const throttled = { code: "RequestLimitExceeded" };
    scene.lighthouse.trouble("AssociateInstancesKeyPairs", ...Array<typeof throttled>(8).fill(throttled));

    const [outcome] = await outcomesOf(scene, [ONE]);

    assert.match(outcome ?? "", /^request-/);
    assert.ok(scene.clock.elapsedMs > 8 * 500);
  });
});
