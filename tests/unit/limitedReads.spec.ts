import assert from "node:assert/strict";
import { limitedReads } from "../../provider/limitedReads.js";
import { RateBudgets } from "../../provider/rateBudgets.js";
import { FakeClock } from "./fakeClock.js";
import { KEY_A, ONE } from "./ids.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";

function limitedScene() {
  const clock = new FakeClock();
  const scripted = new ScriptedLighthouse(clock);
  scripted.addInstances([ONE]).addKeys([KEY_A]);
  return { clock, scripted, reads: limitedReads(scripted, new RateBudgets(clock), clock) };
}

const times = <T>(count: number, call: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, call));

describe("reads that are made no more often than Lighthouse allows", () => {
  it("are each passed on, and their answers back", async () => {
    const { clock, reads } = limitedScene();
    const all = Promise.all([
      reads.describeInstances([ONE]),
      reads.describeKeyPairs([KEY_A]),
      reads.describeDeniedActions([ONE]),
    ]);

    const [instances, keyPairs, denied] = await clock.run(all);

    assert.deepEqual([instances[0]?.instanceId, keyPairs[0]?.keyId, denied], [ONE, KEY_A, []]);
  });

  it("go a hundred times a second, each action for itself", async () => {
    const { clock, reads } = limitedScene();
    await clock.run(
      Promise.all([
        times(100, () => reads.describeInstances([ONE])),
        times(100, () => reads.describeKeyPairs([KEY_A])),
      ]),
    );
    assert.ok(clock.elapsedMs < 1_000);

    await clock.run(times(101, () => reads.describeInstances([ONE])));
    assert.ok(clock.elapsedMs > 2_000);
  });

  it("ask ten times a second what would be refused", async () => {
    const { clock, reads } = limitedScene();
    await clock.run(times(11, () => reads.describeDeniedActions([ONE])));
    assert.ok(clock.elapsedMs > 1_000 && clock.elapsedMs < 1_500);
  });

  it("are made again where they failed in passing, and not where they are refused for good", async () => {
    const { clock, scripted, reads } = limitedScene();
    scripted.trouble("DescribeInstances", { code: "InternalError" }, { code: "RequestLimitExceeded" });
    scripted.trouble("DescribeKeyPairs", { code: "UnauthorizedOperation.NoPermission" });

    assert.equal((await clock.run(reads.describeInstances([ONE]))).length, 1);
    await assert.rejects(clock.run(reads.describeKeyPairs([KEY_A])), /NoPermission/);
    assert.equal(scripted.calls.length, 4);
  });
});
