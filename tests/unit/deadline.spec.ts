import assert from "node:assert/strict";
import { Deadline, DeadlinePassed } from "../../provider/deadline.js";
import { FakeClock } from "./fakeClock.js";

const never = new Promise<never>(() => undefined);

describe("a deadline", () => {
  it("comes when its time is over, and stays over", async () => {
    const clock = new FakeClock();
    const deadline = new Deadline(clock, 10_000);

    await clock.advance(9_999);
    assert.equal(deadline.remainingMs, 1);
    assert.equal(deadline.hasPassed, false);

    await clock.advance(5_000);
    assert.equal(deadline.remainingMs, 0);
    assert.equal(deadline.hasPassed, true);
  });

  it("lets work through that ends in time, with its result or its error", async () => {
    const clock = new FakeClock();
    const deadline = new Deadline(clock, 10_000);
    const work = clock.sleep(9_000).then(() => "done");

    assert.equal(await clock.run(deadline.race(work, "for the work")), "done");
    await assert.rejects(
      clock.run(deadline.race(Promise.reject(new Error("broken")), "for the work")),
      /^Error: broken$/,
    );
  });

  it("ends a wait for work that does not end, with what was waited for and what to do", async () => {
    const clock = new FakeClock();
    const deadline = new Deadline(clock, 1_200_000);

    const waiting = clock.run(deadline.race(never, "to read the key pairs"));

    await assert.rejects(waiting, (error) => {
      assert.ok(error instanceof DeadlinePassed);
      assert.match(
        error.message,
        /timed out after 1200 s while waiting to read the key pairs\..*again.*customTimeouts/,
      );
      return true;
    });
    assert.equal(clock.elapsedMs, 1_200_000);
  });

  it("takes no notice of work that fails when the time is over", async () => {
    const clock = new FakeClock();
    const deadline = new Deadline(clock, 1_000);
    const late = clock.sleep(2_000).then(() => Promise.reject(new Error("too late")));

    await assert.rejects(clock.run(deadline.race(late, "for the work")), DeadlinePassed);
    await clock.advance(5_000);
  });

  it("ends every wait at one moment, not each wait after its own time", async () => {
    const clock = new FakeClock();
    const deadline = new Deadline(clock, 10_000);
    await clock.advance(8_000);

    await assert.rejects(clock.run(deadline.race(never, "for the work")), DeadlinePassed);

    assert.equal(clock.elapsedMs, 10_000);
  });

  it("gives a signal that is aborted at that moment", async () => {
    const clock = new FakeClock();
    const work = (signal: AbortSignal) => clock.sleep(60_000, signal).then(() => signal.aborted);

    assert.equal(await clock.run(new Deadline(clock, 1_000).during(work)), true);
    assert.equal(clock.elapsedMs, 1_000);
  });

  it("tells work that is given a signal that nobody waits any more", async () => {
    const clock = new FakeClock();
    const signals: AbortSignal[] = [];
    const work = (signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return never;
    };

    await assert.rejects(clock.run(new Deadline(clock, 1_000).race(work, "for the work")), DeadlinePassed);

    assert.equal(signals[0]?.aborted, true);
  });

  it("leaves nobody asleep when the work is done", async () => {
    const clock = new FakeClock();
    await clock.run(new Deadline(clock, 60_000).race(Promise.resolve("done"), "for the work"));
    await assert.rejects(clock.run(never), /nobody sleeps/);
  });
});
