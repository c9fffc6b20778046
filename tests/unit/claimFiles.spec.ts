import assert from "node:assert/strict";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClaimNote } from "../../provider/claimBoard.js";
import { ClaimFiles, type Poster } from "../../provider/claimFiles.js";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";

const ENGINE = "127.0.0.1:40001";
const MINUTE_MS = 60_000;

const claimed = (keyId: string, owner = "urn::web"): ClaimNote => {
  return { what: "claimed", region: REGION, keyIds: [keyId], instanceIds: [ONE], owner };
};
const about = (what: "released" | "ended" | "left"): ClaimNote => {
  return { what, region: REGION, pairs: [{ instanceId: ONE, keyId: KEY_A }] };
};
const adopted: ClaimNote = { what: "adopted", region: REGION, keyId: KEY_B };

describe("the notes that provider processes leave each other", () => {
  let home: string;
  let folder: string;
  let nowMs: number;
  let warnings: string[];
  /** By process, what it does again and again. */
  let beats: Map<number, () => void>;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "claims-"));
    folder = join(home, "lighthouse-claims");
    nowMs = Date.UTC(2026, 10, 27);
    warnings = [];
    beats = new Map();
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const boardOf = (pid: number, how: Partial<Poster> = {}): ClaimFiles => {
    return new ClaimFiles({
      folder,
      engine: ENGINE,
      pid,
      now: () => nowMs,
      every: (_ms, work) => beats.set(pid, work),
      warn: (text) => warnings.push(text),
      ...how,
    });
  };
  const fileOf = (pid: number): string => {
    const name = readdirSync(folder).find((each) => each.endsWith(`-${pid}`));
    assert.ok(name, `process ${pid} has a file`);
    return join(folder, name);
  };

  it("reach all others of the run, once, in order", async () => {
    const [one, two, three] = [boardOf(11), boardOf(12), boardOf(13)];
    one.post(claimed(KEY_A));
    one.post({ what: "failed", owner: "urn::web" });
    two.post(adopted);

    assert.deepEqual(three.news(), [claimed(KEY_A), { what: "failed", owner: "urn::web" }, adopted]);
    await nextTurn();
    assert.deepEqual(three.news(), []);
    assert.deepEqual(one.news(), [adopted]);
    assert.deepEqual(warnings, []);
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

  it("count for nothing where their process has not lived for a minute when they are first seen", () => {
    boardOf(11).post(claimed(KEY_A));
    boardOf(12).post(claimed(KEY_B));
    nowMs += MINUTE_MS;
    beats.get(12)?.();
    assert.deepEqual(boardOf(13).news(), [claimed(KEY_B)]);
  });

  it("of an earlier process with the same number and engine are gone", () => {
    boardOf(11).post(claimed(KEY_A));
    boardOf(11).post(claimed(KEY_B));
    assert.deepEqual(boardOf(12).news(), [claimed(KEY_B)]);
  });

  it("end what a process had under way that lives no more", async () => {
    const [one, two] = [boardOf(11), boardOf(12)];
    one.post(about("released"));
    assert.deepEqual(two.news(), [about("released")]);
    nowMs += MINUTE_MS;
    await nextTurn();
    assert.deepEqual(two.news(), [about("ended")]);
    await nextTurn();
    assert.deepEqual(two.news(), []);
  });

  it("are cleared away by a run an hour later, also where one of them cannot be", () => {
    boardOf(11).post(claimed(KEY_A));
    boardOf(12).post(claimed(KEY_A));
    const [old, young] = [fileOf(11), fileOf(12)];
    mkdirSync(join(folder, "a folder"));
    for (const file of [old, join(folder, "a folder")]) {
      utimesSync(file, (nowMs - 61 * MINUTE_MS) / 1000, (nowMs - 61 * MINUTE_MS) / 1000);
    }
    boardOf(13).post(claimed(KEY_A));
    assert.deepEqual([old, young].map(existsSync), [false, true]);
    assert.deepEqual(warnings, []);
  });

  it("survive one that was cut off, and what is no note", async () => {
    const [one, two] = [boardOf(11), boardOf(12)];
    one.post(claimed(KEY_A));
    appendFileSync(fileOf(11), '\nnull\n7\n{"what":"claimed","region":"x","keyIds":7}\n{"what":"clai');
    assert.deepEqual(two.news(), [claimed(KEY_A)]);
    one.post(claimed(KEY_B));
    await nextTurn();
    assert.deepEqual(two.news(), [claimed(KEY_B)]);
  });

  it("of the others are heard where one file cannot be read, of which a warning tells", () => {
    boardOf(11).post(claimed(KEY_A));
    boardOf(13).post(claimed(KEY_B));
    mkdirSync(join(folder, `${readdirSync(folder)[0]?.replace(/-\d+$/, "-12")}`));
    const asked = boardOf(14);
    assert.deepEqual(asked.news(), [claimed(KEY_A), claimed(KEY_B)]);
    assert.equal(warnings.length, 1);
  });

  it("are this user's alone to read", () => {
    boardOf(11).post(claimed(KEY_A));
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(fileOf(11)).mode & 0o777, 0o600);
    assert.match(readFileSync(fileOf(11), "utf8"), /"what":"claimed"/);
  });

  it("that cannot be left are told of once, and nothing fails", () => {
    writeFileSync(join(home, "file"), "");
    const board = boardOf(11, { folder: join(home, "file") });
    board.post(claimed(KEY_A));
    board.post(claimed(KEY_B));
    assert.deepEqual(board.news(), []);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /cannot tell each other what is declared \(.*file.*\).*can be written/);
  });

  it("are none where nothing was left", () => {
    assert.deepEqual(boardOf(11).news(), []);
    assert.deepEqual(warnings, []);
    assert.equal(existsSync(folder), false);
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
