import assert from "node:assert/strict";
import fc from "fast-check";
import { InstanceLocks } from "../../provider/instanceLocks.js";
import { FakeClock } from "./fakeClock.js";
import { instanceIds, ONE, someInstanceIds, THREE, TWO } from "./ids.js";

interface Visit {
  ids: string[];
  comesAtMs: number;
  staysMs: number;
}

interface Stay {
  ids: string[];
  comesAtMs: number;
  fromMs: number;
  toMs: number;
}

/** Lets everybody come, hold and go. */
async function played(visits: readonly Visit[]): Promise<Stay[]> {
  const clock = new FakeClock();
  const locks = new InstanceLocks();
  const visit = async ({ ids, comesAtMs, staysMs }: Visit): Promise<Stay> => {
    await clock.sleep(comesAtMs);
    const release = await locks.acquire(ids);
    const fromMs = clock.elapsedMs;
    await clock.sleep(staysMs);
    release();
    return { ids, comesAtMs, fromMs, toMs: clock.elapsedMs };
  };
  return clock.run(Promise.all(visits.map(visit)));
}

const someVisits = fc.array(
  fc.record({
    ids: someInstanceIds,
    comesAtMs: fc.integer({ min: 0, max: 50 }),
    staysMs: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 12 },
);

/** Each two of a list that have an instance in common, the earlier first. */
function conflicts<T extends { ids: string[] }>(list: readonly T[]): [T, T][] {
  return list.flatMap((one, index) =>
    list
      .slice(index + 1)
      .flatMap((other): [T, T][] => (one.ids.some((id) => other.ids.includes(id)) ? [[one, other]] : [])),
  );
}

describe("instances that are held", () => {
  it("are never held by two at a time, and in the end everybody has had theirs", async () => {
    await fc.assert(
      fc.asyncProperty(someVisits, async (visits) => {
        const stays = await played(visits);
        assert.equal(stays.length, visits.length);
        assert.ok(conflicts(stays).every(([one, other]) => one.toMs <= other.fromMs || other.toMs <= one.fromMs));
      }),
    );
  });

  it("go to those who conflict in the order in which they came", async () => {
    await fc.assert(
      fc.asyncProperty(someVisits, async (visits) => {
        const stays = (await played(visits)).toSorted((a, b) => a.comesAtMs - b.comesAtMs);
        assert.ok(conflicts(stays).every(([earlier, later]) => earlier.fromMs <= later.fromMs));
      }),
    );
  });

  it("are held at the same time by those who do not conflict", async () => {
    const stays = await played([
      { ids: [ONE], comesAtMs: 0, staysMs: 100 },
      { ids: [TWO, THREE], comesAtMs: 1, staysMs: 100 },
    ]);
    assert.deepEqual(
      stays.map(({ fromMs }) => fromMs),
      [0, 1],
    );
  });

  it("are not kept from somebody by one who waits for other instances only", async () => {
    const stays = await played([
      { ids: [ONE], comesAtMs: 0, staysMs: 100 },
      { ids: [ONE, TWO], comesAtMs: 1, staysMs: 100 },
      { ids: [THREE], comesAtMs: 2, staysMs: 1 },
      { ids: [TWO], comesAtMs: 3, staysMs: 1 },
    ]);
    assert.deepEqual(
      stays.map(({ fromMs }) => fromMs),
      [0, 100, 2, 200],
    );
  });

  it("are granted at once where there are none", async () => {
    assert.ok(await new InstanceLocks().acquire([]));
  });
});

describe("somebody who waits for instances", () => {
  it("gets them when they are given back", async () => {
    const locks = new InstanceLocks();
    const release = await locks.acquire([ONE]);
    const second = locks.acquire([ONE, TWO]);

    release();

    assert.ok(await second);
  });

  it("is one of thousands without delay", async () => {
    const locks = new InstanceLocks();
    const ids = instanceIds(2_000);
    const release = await locks.acquire(ids);
    const each = ids.map((id) => locks.acquire([id]));

    release();

    assert.equal((await Promise.all(each)).length, 2_000);
  });
});
