import assert from "node:assert/strict";
import { KeyPairRegion } from "../../provider/keyPair/keyPairRegion.js";
import { limitedReads } from "../../provider/limitedReads.js";
import { RateBudgets } from "../../provider/rateBudgets.js";
import { FakeClock } from "./fakeClock.js";
import { KEY_A, ONE, REGION } from "./ids.js";
import { newScene } from "./scene.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";

const times = (count: number, call: () => Promise<unknown>): Promise<unknown>[] => Array.from({ length: count }, call);

describe("calls of one Action by all kinds of resources of a process", () => {
  it("are together no more than Lighthouse allows in a second", async () => {
    const clock = new FakeClock();
    const lighthouse = new ScriptedLighthouse(clock).addInstances([ONE]).addKeys([KEY_A]);
    const budgets = new RateBudgets(clock);
    const sentMs: number[] = [];
    const associations = limitedReads(
      {
        describeKeyPairs: () => {
          sentMs.push(clock.elapsedMs);
          return Promise.resolve([]);
        },
        describeInstances: (ids) => lighthouse.describeInstances(ids),
        describeDeniedActions: (ids) => lighthouse.describeDeniedActions(ids),
      },
      budgets,
      clock,
    );
    const page = (): Promise<{ rows: []; total: number }> => {
      sentMs.push(clock.elapsedMs);
      return Promise.resolve({ rows: [], total: 0 });
    };
    const unused = (): never => assert.fail("nothing else is called");
    const keyPairs = new KeyPairRegion(
      REGION,
      { keyPairs: page, quota: unused, importKeyPair: unused, createKeyPair: unused, deleteKeyPair: unused },
      clock,
      budgets,
    );

    await clock.run(
      Promise.all([...times(80, () => associations.describeKeyPairs([KEY_A])), ...times(80, () => keyPairs.all())]),
    );

    assert.equal(sentMs.length, 160);
    for (const fromMs of sentMs) {
      const within = sentMs.filter((ms) => ms >= fromMs && ms < fromMs + 1_000).length;
      assert.ok(within <= 100, `${within} calls in the second from ${fromMs} ms on`);
    }
  });

  it("take turns from one budget for each region", () => {
    const { session } = newScene();
    assert.equal(session.budgets(REGION), session.budgets(REGION));
    assert.notEqual(session.budgets(REGION), session.budgets("ap-beijing"));
    const budgets = session.budgets(REGION);
    assert.equal(budgets.of("DescribeKeyPairs"), budgets.of("DescribeKeyPairs"));
    assert.notEqual(budgets.of("DescribeKeyPairs"), budgets.of("DescribeInstances"));
  });
});
