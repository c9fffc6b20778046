import assert from "node:assert/strict";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClaimBoard, ClaimNote } from "../../provider/claimBoard.js";
import { claimFiles, type Poster } from "../../provider/claimFiles.js";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";

const ENGINE = "127.0.0.1:40001";
const NOW = Date.UTC(2026, 10, 27);
const DAY_MS = 24 * 3600 * 1000;
const uid = process.getuid?.();

const claimed = (keyId: string, owner = "urn::web"): ClaimNote => {
  return { what: "claimed", region: REGION, pairs: [{ instanceId: ONE, keyId }], owner };
};

describe("the notes that provider processes leave each other", () => {
  let folder: string;
  let alive: Set<number>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "claims-"));
    alive = new Set([11, 12, 13]);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const boardOf = (pid: number, how: Partial<Poster> = {}): ClaimBoard => {
    return claimFiles({ folder, uid, engine: ENGINE, pid, isAlive: (id) => alive.has(id), now: () => NOW, ...how });
  };
  const own = (): string => join(folder, `pulumi-tencentcloud-lighthouse-${uid ?? "user"}`);
  const fileOf = (pid: number): string => {
    const name = readdirSync(own()).find((each) => each.endsWith(`-${pid}`));
    assert.ok(name, `process ${pid} has a file`);
    return join(own(), name);
  };

  it("reach all others of the run, once, in order", async () => {
    const [one, two, three] = [boardOf(11), boardOf(12), boardOf(13)];
    one.post(claimed(KEY_A));
    one.post({ what: "failed", owner: "urn::web" });
    two.post({ what: "adopted", region: REGION, keyId: KEY_B });

    assert.deepEqual(three.news(), [
      claimed(KEY_A),
      { what: "failed", owner: "urn::web" },
      { what: "adopted", region: REGION, keyId: KEY_B },
    ]);
    await nextTurn();
    assert.deepEqual(three.news(), []);
    assert.deepEqual(one.news(), [{ what: "adopted", region: REGION, keyId: KEY_B }]);
  });

  it("are looked for once in a turn of the event loop", async () => {
    const [one, two] = [boardOf(11), boardOf(12)];
    one.post(claimed(KEY_A));
    assert.equal(two.news().length, 1);
    one.post(claimed(KEY_B));
    assert.deepEqual(two.news(), []);
    await nextTurn();
    assert.deepEqual(two.news(), [claimed(KEY_B)]);
  });

  it("do not reach another run", () => {
    const [one, other] = [boardOf(11), boardOf(12, { engine: "127.0.0.1:4000" })];
    one.post(claimed(KEY_A));
    assert.deepEqual(other.news(), []);
  });

  it("count for nothing where their process has ended", () => {
    boardOf(11).post(claimed(KEY_A));
    alive.delete(11);
    assert.deepEqual(boardOf(12).news(), []);
  });

  it("are cleared away a day after, of processes that have ended", () => {
    boardOf(11).post(claimed(KEY_A));
    boardOf(12).post(claimed(KEY_A));
    boardOf(13).post(claimed(KEY_A));
    const [ended, recent, running] = [fileOf(11), fileOf(12), fileOf(13)];
    for (const [file, ageMs] of [
      [ended, DAY_MS + 1000],
      [recent, DAY_MS - 1000],
      [running, 9 * DAY_MS],
    ] as const) {
      utimesSync(file, (NOW - ageMs) / 1000, (NOW - ageMs) / 1000);
    }
    alive = new Set([13]);
    boardOf(14);
    assert.deepEqual([ended, recent, running].map(existsSync), [false, true, true]);
  });

  it("survive one that was cut off", async () => {
    const [one, two] = [boardOf(11), boardOf(12)];
    one.post(claimed(KEY_A));
    appendFileSync(fileOf(11), '\n{"what":"clai');
    assert.deepEqual(two.news(), [claimed(KEY_A)]);
    one.post(claimed(KEY_B));
    await nextTurn();
    assert.deepEqual(two.news(), [claimed(KEY_B)]);
  });

  it("are this user's alone to read", () => {
    boardOf(11).post(claimed(KEY_A));
    assert.equal(statSync(own()).mode & 0o777, 0o700);
    assert.equal(statSync(fileOf(11)).mode & 0o777, 0o600);
  });

  const hearNothing = (how: Partial<Poster>): void => {
    const [one, two] = [boardOf(11, how), boardOf(12, how)];
    one.post(claimed(KEY_A));
    assert.deepEqual(two.news(), []);
  };

  const strange: Record<string, () => void> = {
    "that others can write to": () => {
      mkdirSync(own());
      chmodSync(own(), 0o777);
    },
    "that is a link": () => {
      mkdirSync(join(folder, "elsewhere"), { mode: 0o700 });
      symlinkSync(join(folder, "elsewhere"), own());
    },
    "that is a file": () => writeFileSync(own(), ""),
  };
  for (const [what, make] of Object.entries(strange)) {
    it(`are neither left nor looked for in a folder ${what}`, () => {
      make();
      hearNothing({});
    });
  }

  it("are neither left nor looked for in a folder of another user", () => {
    boardOf(11);
    // The folder that a user of this number would have.
    const stranger = (uid ?? 0) + 1;
    renameSync(own(), join(folder, `pulumi-tencentcloud-lighthouse-${stranger}`));
    hearNothing({ uid: stranger });
  });

  it("are neither left nor looked for where no folder can be made", () => {
    writeFileSync(join(folder, "file"), "");
    hearNothing({ folder: join(folder, "file") });
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
