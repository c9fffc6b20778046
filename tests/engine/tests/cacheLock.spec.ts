import assert from "node:assert/strict";
import { readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LockOptions, withCacheLock } from "../cacheLock";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";

const us: LockOptions = { holder: { pid: 100, host: "here" }, isAlive: () => true, sleep: () => sleep(1) };

describe("the lock of the cache", () => {
  let folder: TemporaryFolder;
  let lock: string;

  beforeEach(async () => {
    folder = await temporaryFolder("lock");
    lock = join(folder.path, "engine.lock");
  });
  afterEach(() => folder.remove());

  it("lets only one of many work at a time, and leaves nothing behind", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(5);
      inside -= 1;
    };
    const holders = Array.from({ length: 8 }, (_, index) => ({ ...us, holder: { pid: index + 1, host: "here" } }));
    await Promise.all(holders.map((options) => withCacheLock(lock, options, work)));
    assert.equal(most, 1);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("gives what the work gave", async () => {
    assert.equal(await withCacheLock(lock, us, async () => "engine"), "engine");
  });

  it("is released when the work fails", async () => {
    const failing = withCacheLock(lock, us, () => Promise.reject(new Error("no compiler")));
    await assert.rejects(failing, /no compiler/);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("is taken over at once from a dead process of this machine", async () => {
    await writeFile(lock, JSON.stringify({ pid: 7, host: "here" }));
    const slept: number[] = [];
    const options = { ...us, isAlive: (pid: number) => pid !== 7, sleep: async (ms: number) => void slept.push(ms) };
    assert.equal(await withCacheLock(lock, options, async () => "taken"), "taken");
    assert.deepEqual(slept, []);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it("is taken over from a process that no longer touches it, however alive its number is", async () => {
    await writeFile(lock, JSON.stringify({ pid: 7, host: "elsewhere" }));
    const slept: number[] = [];
    const options = { ...us, abandonedAfterMs: 5_000, sleep: async (ms: number) => void slept.push(ms) };
    assert.equal(await withCacheLock(lock, options, async () => "taken"), "taken");
    assert.deepEqual(slept, [1_000, 1_000, 1_000, 1_000, 1_000]);
  });

  it("is waited for while its holder touches it, and the holder is announced once", async () => {
    await writeFile(lock, JSON.stringify({ pid: 7, host: "here" }));
    const announced: number[] = [];
    let polls = 0;
    const touching = async () => {
      polls += 1;
      const time = new Date(1_700_000_000_000 + polls * 1_000);
      await utimes(lock, time, time);
      if (polls === 30) throw new Error("stop here");
    };
    const onWait = ({ pid }: { pid: number }) => void announced.push(pid);
    const options = { ...us, abandonedAfterMs: 5_000, sleep: touching, onWait };
    await assert.rejects(
      withCacheLock(lock, options, async () => "taken"),
      /stop here/,
    );
    assert.deepEqual(announced, [7]);
  });

  it("is touched while its holder works", async () => {
    const options = { ...us, touchMs: 5 };
    const seen: number[] = [];
    await withCacheLock(lock, options, async () => {
      const old = new Date(0);
      await utimes(lock, old, old);
      await sleep(60);
      seen.push((await stat(lock)).mtimeMs);
    });
    assert.ok((seen[0] ?? 0) > 0);
  });
});
