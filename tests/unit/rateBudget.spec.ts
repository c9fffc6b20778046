import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiError } from "../../provider/apiError.js";
import { RateBudget } from "../../provider/rateBudget.js";
import { FakeClock } from "./fakeClock.js";
import { REGION } from "./ids.js";

/** The moments, since the start, at which callers that come at such moments get their turns, in the order of coming. */
async function turnsOf(comings: readonly number[], callsPerSecond: number): Promise<number[]> {
  const clock = new FakeClock();
  const budget = new RateBudget(callsPerSecond, clock);
  const come = async (atMs: number): Promise<number> => {
    await clock.sleep(atMs);
    await budget.turn();
    return clock.elapsedMs;
  };
  return clock.run(Promise.all(comings.map(come)));
}

/** The most turns that lie within any one second. */
const busiestSecond = (turns: number[]): number =>
  Math.max(0, ...turns.map((start) => turns.filter((at) => at >= start && at < start + 1_000).length));

describe("a budget of calls", () => {
  it("lets a burst up to the limit go at once", async () => {
    assert.deepEqual(await turnsOf(Array<number>(10).fill(0), 10), Array<number>(10).fill(0));
  });

  it("lets the next go when the first of the burst is more than a second ago", async () => {
    const turns = await turnsOf(Array<number>(11).fill(0), 10);
    assert.ok((turns[10] ?? 0) > 1_000 && (turns[10] ?? 0) <= 1_200);
  });

  it("keeps nobody waiting who comes seldom", async () => {
    assert.deepEqual(await turnsOf([0, 2_000, 4_000], 1), [0, 2_000, 4_000]);
  });

  it("never gives more turns within a second than allowed, first come, first served, and to everybody", async () => {
    const comings = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(comings, fc.integer({ min: 1, max: 10 }), async (unsorted, callsPerSecond) => {
        const sorted = unsorted.toSorted((a, b) => a - b);

        const turns = await turnsOf(sorted, callsPerSecond);

        assert.ok(busiestSecond(turns) <= callsPerSecond);
        assert.deepEqual(
          turns,
          turns.toSorted((a, b) => a - b),
        );
        assert.ok(turns.every((at, index) => at >= (sorted[index] ?? 0)));
      }),
    );
  });

  it("gives nobody a turn for a while after the service said that there were too many calls", async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(10, clock);

    budget.pause(500);
    budget.pause(100);
    await clock.run(Promise.all([budget.turn(), budget.turn()]));

    assert.equal(clock.elapsedMs, 500);
  });

  it("holds everybody back for a while after a call that was one too many", async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(10, clock);
    const throttled = new ApiError({
      action: "DescribeInstances",
      region: REGION,
      message: "",
      code: "RequestLimitExceeded",
    });

    await assert.rejects(clock.run(budget.spend(() => Promise.reject(throttled))), throttled);
    await clock.run(budget.spend(() => Promise.resolve("done")));

    assert.equal(clock.elapsedMs, 500);
  });

  it("holds back those who have waited for their turn already, too, and gives them no more turns at once than before", async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(10, clock);
    const turns: number[] = [];
    const all = Array.from({ length: 35 }, async () => {
      await budget.turn();
      turns.push(clock.elapsedMs);
    });
    await clock.advance(1_000);
    budget.pause(5_000);
    await clock.run(Promise.all(all));

    assert.deepEqual(turns.slice(0, 10), Array<number>(10).fill(0));
    assert.equal(turns[10], 6_000);
    assert.equal(turns.length, 35);
    assert.ok(busiestSecond(turns) <= 10);
  });

  it("holds nobody back after a call that failed otherwise", async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(10, clock);

    await assert.rejects(clock.run(budget.spend(() => Promise.reject(new Error("broken")))), /broken/);
    await clock.run(budget.spend(() => Promise.resolve("done")));

    assert.equal(clock.elapsedMs, 0);
  });
});
