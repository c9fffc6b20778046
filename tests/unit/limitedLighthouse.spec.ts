import assert from "node:assert/strict";
import type { Lighthouse } from "../../provider/lighthouse.js";
import { limited } from "../../provider/limitedLighthouse.js";
import { FakeClock } from "./fakeClock.js";
import { instanceIds, KEY_A, ONE, TWO } from "./ids.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";

function limitedScene() {
  const clock = new FakeClock();
  const scripted = new ScriptedLighthouse(clock);
  scripted.addInstances([ONE, TWO, ...instanceIds(40)]).addKeys([KEY_A]);
  return { clock, scripted, lighthouse: limited(scripted, clock) };
}

describe("a Lighthouse that is called no more often than it allows", () => {
  it("passes each action on, and its answer back", async () => {
    const { clock, scripted, lighthouse } = limitedScene();
    const call = async (each: Lighthouse): Promise<void> => {
      assert.equal((await each.describeInstances([ONE]))[0]?.instanceId, ONE);
      assert.equal((await each.describeKeyPairs([KEY_A]))[0]?.keyId, KEY_A);
      assert.deepEqual(await each.describeDeniedActions([ONE]), []);
      assert.equal(await each.associate([KEY_A], [ONE], { associateType: "ONLINE" }), "request-1");
      await clock.sleep(60_000);
      assert.equal(await each.disassociate([KEY_A], [ONE], { associateType: "ONLINE" }), "request-2");
      await clock.sleep(60_000);
      assert.equal(await each.stopInstances([ONE]), "request-3");
      await clock.sleep(60_000);
      assert.equal(await each.startInstances([ONE]), "request-4");
    };

    await clock.run(call(lighthouse));

    assert.deepEqual(scripted.writes(), [
      `AssociateInstancesKeyPairs ${KEY_A} ${ONE}`,
      `DisassociateInstancesKeyPairs ${KEY_A} ${ONE}`,
      `StopInstances ${ONE}`,
      `StartInstances ${ONE}`,
    ]);
  });

  it("binds ten times a second, and unbinds twenty times", async () => {
    const { clock, lighthouse } = limitedScene();
    const each = (write: (id: string) => Promise<string>) => Promise.allSettled(instanceIds(40).map(write));

    await clock.run(each((id) => lighthouse.associate([KEY_A], [id], {})));
    const bindMs = clock.elapsedMs;
    await clock.run(each((id) => lighthouse.disassociate([KEY_A], [id], {})));

    assert.ok(bindMs > 3_000 && bindMs < 4_000, `${bindMs} ms to bind`);
    assert.ok(clock.elapsedMs - bindMs > 1_000 && clock.elapsedMs - bindMs < 1_500);
  });

  it("gives each action a budget of its own", async () => {
    const { clock, lighthouse } = limitedScene();
    const binds = instanceIds(30).map((id) => lighthouse.associate([KEY_A], [id], {}));

    const read = lighthouse.describeInstances([ONE]);

    await clock.run(read);
    assert.ok(clock.elapsedMs < 100);
    await clock.run(Promise.allSettled(binds));
  });
});

describe("a call that fails in passing", () => {
  const THROTTLED = { code: "RequestLimitExceeded" };

  it("is made again after a pause that holds back the others too, where there were too many", async () => {
    const { clock, scripted, lighthouse } = limitedScene();
    scripted.trouble("AssociateInstancesKeyPairs", THROTTLED);

    const first = lighthouse.associate([KEY_A], [ONE], {});
    await clock.advance(50);
    const second = lighthouse.associate([KEY_A], [TWO], {});
    await clock.run(second);

    assert.ok(clock.elapsedMs > 500);
    assert.match(await clock.run(first), /^request-/);
  });

  it("survives as much throttling as comes", async () => {
    const { clock, scripted, lighthouse } = limitedScene();
    scripted.trouble("AssociateInstancesKeyPairs", ...Array<typeof THROTTLED>(8).fill(THROTTLED));
    assert.match(await clock.run(lighthouse.associate([KEY_A], [ONE], {})), /^request-/);
  });

  it("is made again where it reads, and not where it writes and may have been carried out", async () => {
    const { clock, scripted, lighthouse } = limitedScene();
    scripted.trouble("DescribeInstances", { code: "InternalError" }, { code: "ServiceUnavailable" });
    scripted.trouble("AssociateInstancesKeyPairs", { losesReply: true });

    assert.equal((await clock.run(lighthouse.describeInstances([ONE]))).length, 1);
    await assert.rejects(clock.run(lighthouse.associate([KEY_A], [ONE], {})), /no usable answer/);

    assert.equal(scripted.writes().length, 1);
  });
});
