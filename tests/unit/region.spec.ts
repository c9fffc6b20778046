import assert from "node:assert/strict";
import { instanceIds, KEY_A, KEY_B, keyIds, ONE, TWO } from "./ids.js";
import { newRegion } from "./scene.js";

describe("reading the instances of a region", () => {
  it("takes one call for all that is asked for at about the same time, each id once", async () => {
    const { clock, lighthouse, region } = newRegion();
    lighthouse.addInstances([ONE, TWO]);

    const [first, second] = await clock.run(Promise.all([region.instances([ONE, TWO]), region.instances([TWO, TWO])]));

    assert.deepEqual([...first.keys()].sort(), [ONE, TWO]);
    assert.deepEqual([...second.keys()], [TWO]);
    assert.deepEqual(
      lighthouse.calls.map(({ ids }) => ids),
      [[ONE, TWO]],
    );
  });

  it("takes one call for each hundred", async () => {
    const { clock, lighthouse, region } = newRegion();
    const ids = instanceIds(250);
    lighthouse.addInstances(ids);

    assert.equal((await clock.run(region.instances(ids))).size, 250);
    assert.deepEqual(
      lighthouse.calls.map((call) => call.ids.length),
      [100, 100, 50],
    );
  });

  it("finds all that exist among some that do not, though one unknown id refuses a whole call", async () => {
    const { clock, lighthouse, region } = newRegion();
    const ids = instanceIds(100);
    lighthouse.addInstances(ids.filter((_, index) => index !== 7 && index !== 93));

    const found = await clock.run(region.instances(ids));

    assert.equal(found.size, 98);
    assert.equal(found.has(ids[7] ?? ""), false);
    assert.ok(lighthouse.calls.length < 30);
  });

  it("finds nothing where nothing exists", async () => {
    const { clock, region } = newRegion();
    assert.equal((await clock.run(region.instances([ONE]))).size, 0);
  });

  it("takes no call where nothing is asked for", async () => {
    const { clock, lighthouse, region } = newRegion();
    assert.equal((await clock.run(region.instances([]))).size, 0);
    assert.deepEqual(lighthouse.calls, []);
  });

  it("throws what has nothing to do with an unknown id", async () => {
    const { clock, lighthouse, region } = newRegion();
    lighthouse.addInstances([ONE, TWO]).trouble("DescribeInstances", { code: "AuthFailure.SecretIdNotFound" });

    await assert.rejects(clock.run(region.instances([ONE, TWO])), /AuthFailure.SecretIdNotFound/);
    assert.equal(lighthouse.calls.length, 1);
  });

  it("sees an instance anew at each poll", async () => {
    const { clock, lighthouse, region } = newRegion();
    lighthouse.addInstances([ONE]);

    const before = await clock.run(region.nextPoll(ONE));
    lighthouse.instance(ONE).edit({ state: "STOPPED" });
    const after = await clock.run(region.nextPoll(ONE));

    assert.deepEqual([before?.state, after?.state], ["RUNNING", "STOPPED"]);
  });
});

describe("reading the key pairs of a region", () => {
  it("tells where each is bound, and says nothing of unknown ones", async () => {
    const { clock, lighthouse, region } = newRegion();
    lighthouse.addKeys([KEY_A], [ONE, TWO], "lighthouse");

    const found = await clock.run(region.keyPairs([KEY_A, KEY_B]));

    assert.deepEqual([...found.keys()], [KEY_A]);
    assert.deepEqual(found.get(KEY_A)?.instanceIds, new Set([ONE, TWO]));
    assert.equal(found.get(KEY_A)?.usernames.get(ONE), "lighthouse");
  });

  it("finds those that exist where the service refuses the others with a code", async () => {
    const { clock, lighthouse, region } = newRegion();
    const notFound = { code: "ResourceNotFound.KeyIdNotFound" };
    lighthouse.addKeys([KEY_B]).trouble("DescribeKeyPairs", notFound, notFound);

    assert.deepEqual([...(await clock.run(region.keyPairs([KEY_A, KEY_B]))).keys()], [KEY_B]);
  });

  it("takes one call for each hundred", async () => {
    const { clock, lighthouse, region } = newRegion();
    lighthouse.addKeys(keyIds(101));
    assert.equal((await clock.run(region.keyPairs(keyIds(101)))).size, 101);
    assert.equal(lighthouse.calls.length, 2);
  });
});

describe("reading many ids that nobody has asked for by themselves", () => {
  const EVERY = Array.from({ length: 150 }, (_, number) => `lhins-${String(number).padStart(8, "0")}`);

  it("takes one request for a hundred, and leaves out what does not exist", async () => {
    const { clock, lighthouse, region } = newRegion();
    lighthouse.addInstances(EVERY).addKeys([KEY_A]);
    assert.equal((await clock.run(region.together.instances(EVERY))).size, EVERY.length);
    assert.equal(lighthouse.calls.length, 2);
    lighthouse.removeInstance(EVERY[7] ?? "");
    assert.equal((await clock.run(region.together.instances(EVERY))).size, EVERY.length - 1);
    assert.deepEqual([...(await clock.run(region.together.keyPairs([KEY_A, KEY_B]))).keys()], [KEY_A]);
  });

  it("is refused as a whole, after one request, where it is refused for anything else", async () => {
    for (const [action, read] of [
      ["DescribeInstances", "instances"],
      ["DescribeKeyPairs", "keyPairs"],
      ["DescribeInstancesDeniedActions", "deniedActions"],
    ] as const) {
      const { clock, lighthouse, region } = newRegion();
      lighthouse.addInstances([ONE, TWO]).trouble(action, { code: "UnauthorizedOperation" });
      await assert.rejects(clock.run<unknown>(region.together[read]([ONE, TWO])), /UnauthorizedOperation/);
      assert.equal(lighthouse.calls.length, 1);
    }
  });
});
