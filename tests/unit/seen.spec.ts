import assert from "node:assert/strict";
import { Seen } from "../../provider/seen.js";
import { FakeClock } from "./fakeClock.js";

describe("what was looked at already", () => {
  const scene = () => {
    const clock = new FakeClock();
    const looks: string[][] = [];
    let trouble: Error | undefined;
    const lookUp = async (ids: readonly string[]) => {
      looks.push([...ids]);
      await clock.sleep(10);
      if (trouble) throw trouble;
      if (ids.includes("bad")) throw new Error("bad is refused");
      return new Map(ids.filter((id) => id !== "gone").map((id) => [id, id.toUpperCase()]));
    };
    const seen = new Seen<string>(clock, 1000);
    const all = (ids: string[]) => clock.run(seen.all(ids, lookUp));
    const fail = (error?: Error) => {
      trouble = error;
    };
    return { clock, looks, seen, lookUp, all, fail };
  };

  it("is not looked at again; what is new is, alone", async () => {
    const { all, looks } = scene();
    assert.deepEqual([...(await all(["a", "b", "a"]))].flat(), ["a", "A", "b", "B"]);
    assert.deepEqual([...(await all(["c", "b"]))].flat(), ["c", "C", "b", "B"]);
    assert.deepEqual(looks, [["a", "b"], ["c"]]);
  });

  it("is known to be missing too", async () => {
    const { all, looks } = scene();
    for (const _ of [1, 2]) assert.deepEqual([...(await all(["gone", "a"]))].flat(), ["a", "A"]);
    assert.equal(looks.length, 1);
  });

  it("is waited for by whoever asks meanwhile", async () => {
    const { clock, seen, lookUp, looks } = scene();
    const [one, two] = await clock.run(Promise.all([seen.all(["a"], lookUp), seen.all(["a"], lookUp)]));
    assert.deepEqual([one.get("a"), two.get("a")], ["A", "A"]);
    assert.equal(looks.length, 1);
  });

  it("is asked for again by whoever waited for it where it failed for another one's sake", async () => {
    const { clock, seen, lookUp, looks } = scene();
    const theirs = assert.rejects(seen.all(["a", "bad"], lookUp), /bad is refused/);
    const [found] = await clock.run(Promise.all([seen.all(["a", "b"], lookUp), theirs]));
    assert.deepEqual([...found].flat(), ["a", "A", "b", "B"]);
    assert.deepEqual(looks, [["a", "bad"], ["b"], ["a"]]);
  });

  it("fails for its own without a rejection that nobody handles, also while another look goes on", async () => {
    const { clock, seen, lookUp } = scene();
    const slowly = async (ids: readonly string[]) => {
      await clock.sleep(500);
      return lookUp(ids);
    };
    const missed: unknown[] = [];
    const note = (error: unknown) => missed.push(error);
    process.on("unhandledRejection", note);
    try {
      const slow = seen.all(["a"], slowly);
      await clock.run(Promise.all([slow, assert.rejects(seen.all(["a", "bad"], lookUp), /bad is refused/)]));
    } finally {
      process.off("unhandledRejection", note);
    }
    assert.deepEqual(missed, []);
  });

  it("is forgotten after its time, and at once where the look failed", async () => {
    const { seen, all, looks, clock, fail } = scene();
    await all(["a"]);
    assert.equal(seen.has("a"), true);
    await clock.advance(1000);
    assert.equal(seen.has("a"), false);
    fail(new Error("lost"));
    await assert.rejects(all(["a", "b"]), /lost/);
    fail();
    assert.equal((await all(["a", "b"])).size, 2);
    assert.deepEqual(looks, [["a"], ["a", "b"], ["a", "b"]]);
  });
});
