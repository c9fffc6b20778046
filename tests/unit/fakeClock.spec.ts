import assert from "node:assert/strict";
import { FakeClock } from "./fakeClock.js";

describe("the clock of the tests", () => {
  it("wakes sleepers in the order of their time, each at its time", async () => {
    const clock = new FakeClock();
    const woken: [string, number][] = [];
    const sleep = (name: string, ms: number) => clock.sleep(ms).then(() => woken.push([name, clock.elapsedMs]));

    void sleep("late", 300);
    void sleep("early", 100);
    await clock.advance(300);

    assert.deepEqual(woken, [
      ["early", 100],
      ["late", 300],
    ]);
  });

  it("stands still where nobody asks", async () => {
    const clock = new FakeClock();
    let isAwake = false;
    void clock.sleep(100).then(() => (isAwake = true));

    await clock.advance(99);

    assert.equal(isAwake, false);
    assert.equal(clock.elapsedMs, 99);
  });

  it("moves by itself from sleeper to sleeper until some work has ended", async () => {
    const clock = new FakeClock();
    const work = async (): Promise<string> => {
      await clock.sleep(1_000);
      await Promise.all([clock.sleep(500), clock.sleep(2_000)]);
      return "done";
    };

    assert.equal(await clock.run(work()), "done");
    assert.equal(clock.elapsedMs, 3_000);
  });

  it("says so when some work waits for what never comes", async () => {
    const clock = new FakeClock();
    await assert.rejects(clock.run(new Promise(() => undefined)), /never comes/);
  });

  it("lets go of a sleeper whose signal is aborted", async () => {
    const clock = new FakeClock();
    const given = new AbortController();
    const sleeping = clock.sleep(10_000, given.signal);

    given.abort();

    await clock.run(sleeping);
    assert.equal(clock.elapsedMs, 0);
  });
});
