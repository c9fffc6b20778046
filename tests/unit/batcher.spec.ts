import assert from "node:assert/strict";
import { Batcher } from "../../provider/batcher.js";
import { FakeClock } from "./fakeClock.js";

type Send = (keys: string[]) => Promise<ReadonlyMap<string, string>>;

/** A batcher that gathers for 5 ms and sends at most three keys together, with what it has sent. */
function gathering(send: Send) {
  const clock = new FakeClock();
  const sent: string[][] = [];
  const batcher = new Batcher<string>(
    (keys) => {
      sent.push(keys);
      return send(keys);
    },
    { clock, windowMs: 5, maxSize: 3 },
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
