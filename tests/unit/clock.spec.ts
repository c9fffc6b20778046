import assert from "node:assert/strict";
import { systemClock } from "../../provider/clock.js";

describe("the time of this machine", () => {
  it("is in milliseconds since 1970", () => {
    const [before, now, after] = [Date.now(), systemClock.now(), Date.now()];
    assert.ok(before <= now && now <= after);
  });

  it("passes in sleep", async () => {
    const before = performance.now();
    await systemClock.sleep(20);
    assert.ok(performance.now() - before >= 18);
  });

  it("passes no further for who is told to stop, before or meanwhile", async () => {
    const stop = new AbortController();
    const before = performance.now();

    const sleeping = systemClock.sleep(60_000, stop.signal);
    stop.abort();
    await sleeping;
    await systemClock.sleep(60_000, stop.signal);

    assert.ok(performance.now() - before < 5_000);
  });

  it("draws from 0 up to, not including, 1", () => {
    const drawn = Array.from({ length: 100 }, () => systemClock.random());
    assert.ok(drawn.every((chance) => chance >= 0 && chance < 1));
    assert.ok(new Set(drawn).size > 1);
  });

  it("does not jump over a sleep of more than 24 days, which is longer than a timer can be set", async () => {
    const stop = new AbortController();
    let isAwake = false;

    const sleeping = systemClock.sleep(30 * 24 * 3_600_000, stop.signal).then(() => {
      isAwake = true;
    });
    await systemClock.sleep(50);
    const wokeEarly = isAwake;
    stop.abort();
    await sleeping;

    assert.equal(wokeEarly, false);
  });
});
