import assert from "node:assert/strict";
import { Seen } from "../../provider/seen.js";
import { FakeClock } from "./fakeClock.js";

describe("what was looked at already", () => {
  const scene = () => {
    const clock = new FakeClock();
    const looks: string[][] = [];
    let trouble: Error | undefined;
    const seen = new Seen(
      (ids) => {
        looks.push([...ids]);
        if (trouble) return Promise.reject(trouble);
        return Promise.resolve(new Map(ids.filter((id) => id !== "gone").map((id) => [id, id.toUpperCase()])));
      },
      clock,
      1000,
    );
    const fail = (error?: Error) => {
      trouble = error;
    };
    return { clock, looks, seen, fail };
  };

  it("is not looked at again; what is new is, alone", async () => {
    const { seen, looks } = scene();
    assert.deepEqual([...(await seen.all(["a", "b", "a"]))].flat(), ["a", "A", "b", "B"]);
    assert.deepEqual([...(await seen.all(["c", "b"]))].flat(), ["c", "C", "b", "B"]);
    assert.deepEqual(looks, [["a", "b"], ["c"]]);
  });

  it("is known to be missing too", async () => {
    const { seen, looks } = scene();
    for (const _ of [1, 2]) assert.deepEqual([...(await seen.all(["gone", "a"]))].flat(), ["a", "A"]);
    assert.equal(looks.length, 1);
  });

  it("is waited for by whoever asks meanwhile", async () => {
    const { seen, looks } = scene();
    const [one, two] = await Promise.all([seen.all(["a"]), seen.all(["a"])]);
    assert.deepEqual([one.get("a"), two.get("a")], ["A", "A"]);
    assert.equal(looks.length, 1);
  });

  it("is forgotten after its time, and at once where the look failed", async () => {
    const { seen, looks, clock, fail } = scene();
    await seen.all(["a"]);
    assert.equal(seen.has("a"), true);
    await clock.advance(1000);
    assert.equal(seen.has("a"), false);
    fail(new Error("lost"));
    await assert.rejects(seen.all(["a", "b"]), /lost/);
    fail();
    assert.equal((await seen.all(["a", "b"])).size, 2);
    assert.deepEqual(looks, [["a"], ["a", "b"], ["a", "b"]]);
  });
});
