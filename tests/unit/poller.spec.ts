import assert from "node:assert/strict";
import type { Instance } from "../../provider/lighthouse.js";
import { Poller } from "../../provider/poller.js";
import { FakeClock } from "./fakeClock.js";
import { instanceIds, ONE, TWO } from "./ids.js";

/** A poller, with the reads it makes and their moments. */
function polling(answer: (id: string) => Promise<Instance | undefined> = (id) => Promise.resolve({ instanceId: id })) {
  const clock = new FakeClock();
  const reads: { id: string; atMs: number }[] = [];
  const poller = new Poller((id) => {
    reads.push({ id, atMs: clock.elapsedMs });
    return answer(id);
  }, clock);
  return { clock, reads, poller };
}

describe("the poll of a region", () => {
  it("answers everybody who waits for an instance with one read", async () => {
    const { clock, reads, poller } = polling();

    const seen = await clock.run(Promise.all([poller.next(ONE), poller.next(ONE), poller.next(TWO)]));

    assert.deepEqual(seen, [{ instanceId: ONE }, { instanceId: ONE }, { instanceId: TWO }]);
    assert.deepEqual(
      reads.map(({ id }) => id),
      [ONE, TWO],
    );
  });

  it("reads only after it was asked, so that the answer is news", async () => {
    const { clock, reads, poller } = polling();
    await clock.run(poller.next(ONE));
    assert.ok((reads[0]?.atMs ?? 0) > 0);
  });

  it("comes soon at first and then at regular intervals", async () => {
    const { clock, reads, poller } = polling();
    const wait = async (): Promise<void> => {
      for (let poll = 0; poll < 6; poll++) await poller.next(ONE);
    };

    await clock.run(wait());

    const pauses = reads.map(({ atMs }, index) => atMs - (reads[index - 1]?.atMs ?? 0));
    assert.deepEqual(pauses, [100, 200, 400, 400, 400, 400]);
  });

  it("comes soon again when nobody has waited meanwhile", async () => {
    const { clock, reads, poller } = polling();
    await clock.run(poller.next(ONE));
    await clock.advance(60_000);
    await clock.run(poller.next(ONE));
    assert.equal((reads[1]?.atMs ?? 0) - 60_100, 100);
  });

  it("rests when nobody waits", async () => {
    const { clock, reads, poller } = polling();
    await clock.run(poller.next(ONE));
    await clock.advance(60_000);
    assert.equal(reads.length, 1);
    await assert.rejects(clock.run(new Promise(() => undefined)), /nobody sleeps/);
  });

  it("slows down where so many instances are waited for that a region's calls would run short", async () => {
    const clock = new FakeClock();
    const reads: number[] = [];
    const poller = new Poller(async (id): Promise<Instance> => {
      reads.push(clock.elapsedMs);
      await clock.sleep(20);
      return { instanceId: id };
    }, clock);
    const wait = async (id: string): Promise<void> => {
      for (let poll = 0; poll < 6; poll++) await poller.next(id);
    };

    await clock.run(Promise.all(instanceIds(10_000).map(wait)));

    // 100 instances a call, 40 calls a second: a round of 10,000 instances takes 2.5 seconds.
    const rounds = [...new Set(reads)];
    const pauses = rounds.slice(1).map((at, index) => at - (rounds[index] ?? 0));
    assert.ok(Math.min(...pauses) >= 2_500, `pauses of ${pauses.join(", ")} ms`);
  });
});

describe("a poll that goes wrong", () => {
  it("throws what went wrong to those who waited for that instance", async () => {
    const { clock, poller } = polling((id) =>
      id === ONE ? Promise.reject(new Error("no answer")) : Promise.resolve({ instanceId: id }),
    );

    const [one, two] = await clock.run(Promise.allSettled([poller.next(ONE), poller.next(TWO)]));

    assert.equal(one.status, "rejected");
    assert.equal(two.status, "fulfilled");
  });

  it("is followed by the next one", async () => {
    const failures = [new Error("no answer")];
    const { clock, poller } = polling(() => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(undefined);
    });

    await assert.rejects(clock.run(poller.next(ONE)), /no answer/);
    assert.equal(await clock.run(poller.next(ONE)), undefined);
  });

  it("holds up nobody else where it hangs", async () => {
    const { clock, poller } = polling((id) =>
      id === ONE ? new Promise(() => undefined) : Promise.resolve({ instanceId: id }),
    );
    void poller.next(ONE);

    assert.deepEqual(await clock.run(poller.next(TWO)), { instanceId: TWO });
    assert.deepEqual(await clock.run(poller.next(TWO)), { instanceId: TWO });
  });
});
