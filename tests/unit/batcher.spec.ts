import assert from "node:assert/strict";
import { Batcher, type BatcherOptions } from "../../provider/batcher.js";
import { FakeClock } from "./fakeClock.js";

type Send = (keys: string[]) => Promise<ReadonlyMap<string, string>>;

/** A batcher that gathers for 5 ms and sends at most three keys together, with what it has sent. */
function gathering(send: Send, more: Partial<BatcherOptions> = {}) {
  const clock = new FakeClock();
  const sent: string[][] = [];
  const batcher = new Batcher<string>(
    (keys) => {
      sent.push(keys);
      return send(keys);
    },
    { clock, windowMs: 5, maxSize: 3, ...more },
  );
  return { clock, sent, batcher };
}

const echo: Send = (keys) => Promise.resolve(new Map(keys.map((key) => [key, `value of ${key}`])));

describe("keys that are asked for at about the same time", () => {
  it("travel together, each once, and everybody gets an answer", async () => {
    const { clock, sent, batcher } = gathering(echo);

    const values = await clock.run(Promise.all([batcher.load("a"), batcher.load("b"), batcher.load("a")]));

    assert.deepEqual(values, ["value of a", "value of b", "value of a"]);
    assert.deepEqual(sent, [["a", "b"]]);
    assert.equal(clock.elapsedMs, 5);
  });

  it("wait for no longer than the window, which the first of them opens", async () => {
    const { clock, sent, batcher } = gathering(echo);

    const first = batcher.load("a");
    await clock.advance(4);
    const second = batcher.load("b");
    await clock.advance(1);
    const third = batcher.load("c");
    await clock.run(Promise.all([first, second, third]));

    assert.deepEqual(sent, [["a", "b"], ["c"]]);
    assert.equal(clock.elapsedMs, 10);
  });

  it("travel in several requests where they are too many for one", async () => {
    const { clock, sent, batcher } = gathering(echo);
    await clock.run(Promise.all(["a", "b", "c", "d"].map((key) => batcher.load(key))));
    assert.deepEqual(sent, [["a", "b", "c"], ["d"]]);
  });

  it("have no value where the answer has none", async () => {
    const { clock, batcher } = gathering(() => Promise.resolve(new Map([["a", "known"]])));
    assert.deepEqual(await clock.run(Promise.all([batcher.load("a"), batcher.load("b")])), ["known", undefined]);
  });
});

describe("keys that are asked for one shortly after the other", () => {
  /** Asks for one key after the other, with so long between two. */
  async function oneByOne({ clock, batcher }: ReturnType<typeof gathering>, keys: string, pauseMs: number) {
    const loads: Promise<unknown>[] = [];
    for (const key of keys) {
      loads.push(batcher.load(key));
      await clock.advance(pauseMs);
    }
    await clock.run(Promise.all(loads));
  }

  it("travel together where they may be waited for, once no more comes", async () => {
    const scene = gathering(echo, { maxWindowMs: 50 });
    await oneByOne(scene, "abc", 4);
    assert.deepEqual(scene.sent, [["a", "b", "c"]]);
  });

  it("are sent once they fill a request, though more come", async () => {
    const scene = gathering(echo, { maxWindowMs: 50 });
    await oneByOne(scene, "abcdef", 3);
    assert.deepEqual(scene.sent, [
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
  });

  it("are sent after the longest window, though more come", async () => {
    const scene = gathering(echo, { maxWindowMs: 10, maxSize: 100 });
    await oneByOne(scene, "abcdef", 4);
    assert.deepEqual(scene.sent, [
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
  });

  it("are waited for as long as they let wait, once they have come one by one", async () => {
    const scene = gathering(echo, { maxWindowMs: 400, maxSize: 100 });
    await oneByOne(scene, "abcdefghi", 80);
    assert.deepEqual(scene.sent, [["a"], ["b", "c", "d", "e", "f", "g"], ["h", "i"]]);
  });

  it("are waited for as well where several come together each time", async () => {
    const scene = gathering(echo, { maxWindowMs: 400, maxSize: 100 });
    const loads: Promise<unknown>[] = [];
    for (const keys of ["ab", "cd", "ef", "gh"]) {
      for (const key of keys) loads.push(scene.batcher.load(key));
      await scene.clock.advance(80);
    }
    await scene.clock.run(Promise.all(loads));
    assert.deepEqual(scene.sent, [
      ["a", "b"],
      ["c", "d", "e", "f", "g", "h"],
    ]);
  });

  it("are not waited for after a pause of more than a quarter of the longest window", async () => {
    const scene = gathering(echo, { maxWindowMs: 400, maxSize: 100 });
    await oneByOne(scene, "abcd", 101);
    assert.deepEqual(scene.sent, [["a"], ["b"], ["c"], ["d"]]);
    assert.equal(Math.max(...scene.clock.sleeps), 5);
  });

  it("travel with the request that waits for its turn, up to its size, and each request has a turn of its own", async () => {
    const turns: (() => void)[] = [];
    const scene = gathering(echo, { turn: () => new Promise((resolve) => turns.push(resolve)) });
    const loads = ["a", "b"].map((key) => scene.batcher.load(key));
    await scene.clock.advance(100);
    loads.push(...["c", "d"].map((key) => scene.batcher.load(key)));
    await scene.clock.advance(100);
    assert.deepEqual([scene.sent, turns.length], [[], 1]);

    turns.shift()?.();
    await scene.clock.advance(0);
    assert.deepEqual([scene.sent, turns.length], [[["a", "b", "c"]], 1]);

    turns.shift()?.();
    await scene.clock.run(Promise.all(loads));
    assert.deepEqual(scene.sent, [["a", "b", "c"], ["d"]]);
  });
});

describe("a request that fails", () => {
  it("fails those who travelled with it, and nobody else", async () => {
    const refuse: Send = (keys) => (keys.includes("a") ? Promise.reject(new Error("refused")) : echo(keys));
    const { clock, batcher } = gathering(refuse);

    const outcomes = await clock.run(Promise.allSettled(["a", "b", "c", "d"].map((key) => batcher.load(key))));

    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["rejected", "rejected", "rejected", "fulfilled"],
    );
  });

  it("does not keep the next one from being sent", async () => {
    const failures = [new Error("refused")];
    const { clock, batcher } = gathering((keys) => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : echo(keys);
    });

    await assert.rejects(clock.run(batcher.load("a")), /refused/);
    assert.equal(await clock.run(batcher.load("a")), "value of a");
  });
});

describe("a key that is asked for while a request is under way", () => {
  it("travels with the next one, so that no answer is older than the question", async () => {
    const world = { value: "old" };
    const { clock, sent, batcher } = gathering(async () => {
      const seen = world.value;
      await clock.sleep(1_000);
      return new Map([["a", seen]]);
    });

    const before = batcher.load("a");
    await clock.advance(10);
    world.value = "new";
    const after = batcher.load("a");

    assert.deepEqual(await clock.run(Promise.all([before, after])), ["old", "new"]);
    assert.equal(sent.length, 2);
  });
});
