import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClaimBoard, ClaimNote } from "./claimBoard.js";
import { JsonLines } from "./jsonLines.js";

/** How often a process shows that it lives, by touching its file, and after how long it does not. */
const TOUCH_EVERY_MS = 5_000;
const LIVES_FOR_MS = 60_000;

/** After so long a file of an earlier run is cleared away. */
const LEFT_OVER_AFTER_MS = 3_600_000;

/** Who posts, and where. */
export interface Poster {
  /** A folder that nobody else can write to. Made where it is not there. */
  folder: string;
  /** Where the engine of the run listens, `127.0.0.1:` and a port: the same for all of its provider processes. */
  engine: string;
  pid: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Does something every so many milliseconds for as long as the process lives. */
  every: (ms: number, work: () => void) => void;
  /** Told once where the processes cannot hear of each other. */
  warn: (text: string) => void;
}

/**
 * A board of files, one for each provider process, with a line for each note. A later run may have the same address, so
 * what counts is only files whose processes live, which touch them, at the time when they are first seen.
 */
export class ClaimFiles implements ClaimBoard {
  private readonly prefix: string;
  private readonly own: string;
  private readonly others = new Map<string, Tail>();
  private hasPosted = false;
  private isUpToDate = false;
  private hasWarned = false;

  constructor(private readonly poster: Poster) {
    this.prefix = `${poster.engine.replace(/[^\w.]/g, "_")}-`;
    this.own = join(poster.folder, `${this.prefix}${poster.pid}`);
  }

  post(note: ClaimNote): void {
    try {
      if (!this.hasPosted) this.begin();
      // A line of its own, also after one that was cut off.
      appendFileSync(this.own, `\n${JSON.stringify(note)}\n`);
      this.touch();
    } catch (error) {
      this.tellOf(error);
    }
  }

  news(): readonly ClaimNote[] {
    // Once in a turn of the event loop: what the engine has done by then is there, and a set of pairs asks one by one.
    if (this.isUpToDate) return [];
    this.isUpToDate = true;
    queueMicrotask(() => {
      this.isUpToDate = false;
    });
    return this.fileNames()
      .filter((name) => name.startsWith(this.prefix))
      .map((name) => join(this.poster.folder, name))
      .filter((file) => file !== this.own)
      .flatMap((file) => this.newsIn(file));
  }

  private begin(): void {
    mkdirSync(this.poster.folder, { mode: 0o700, recursive: true });
    for (const name of this.fileNames()) this.clearAway(join(this.poster.folder, name));
    // What a process of an earlier run with the same number has left there is gone.
    writeFileSync(this.own, "", { mode: 0o600 });
    this.hasPosted = true;
    this.poster.every(TOUCH_EVERY_MS, () => this.touch());
  }

  /** Not left to the file system, whose clock may be another. */
  private touch(): void {
    const now = this.poster.now() / 1000;
    try {
      utimesSync(this.own, now, now);
    } catch (error) {
      this.tellOf(error);
    }
  }

  private clearAway(file: string): void {
    try {
      if (this.poster.now() - statSync(file).mtimeMs > LEFT_OVER_AFTER_MS) rmSync(file, { force: true });
    } catch {
      // Somebody else clears it away, or holds it open: the next run will.
    }
  }

  private fileNames(): string[] {
    try {
      return readdirSync(this.poster.folder);
    } catch (error) {
      if (!isMissing(error)) this.tellOf(error);
      return [];
    }
  }

  private newsIn(file: string): ClaimNote[] {
    try {
      let tail = this.others.get(file);
      if (!tail) {
        if (!this.lives(statSync(file).mtimeMs)) return [];
        tail = new Tail(file);
        this.others.set(file, tail);
      }
      const notes = tail.notes();
      return this.lives(tail.touchedMs) ? notes : [...notes, ...tail.endings()];
    } catch (error) {
      if (!isMissing(error)) this.tellOf(error);
      return [];
    }
  }

  private lives(touchedMs: number): boolean {
    return this.poster.now() - touchedMs < LIVES_FOR_MS;
  }

  private tellOf(error: unknown): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    const why = error instanceof Error ? error.message : String(error);
    this.poster.warn(
      `the processes of this program's providers cannot tell each other what is declared (${why}): a pair that resources of two providers share may be unbound. Make ${this.poster.folder} a folder that can be written.`,
    );
  }
}

/** The notes of one other process. */
class Tail {
  private readonly lines: JsonLines;
  private readonly released: ClaimNote[] = [];

  constructor(file: string) {
    this.lines = new JsonLines(file);
  }

  /** When its process last showed that it lives. */
  get touchedMs(): number {
    return this.lines.touchedMs;
  }

  notes(): ClaimNote[] {
    const notes = this.lines.news().flatMap(noteIn);
    this.released.push(...notes.filter(({ what }) => what === "released"));
    return notes;
  }

  /** What a process that lives no more has had under way is over, whether it told so or not. */
  endings(): ClaimNote[] {
    return this.released.splice(0).flatMap((note) => (note.what === "released" ? [{ ...note, what: "ended" }] : []));
  }
}

function noteIn(line: unknown): ClaimNote[] {
  if (typeof line !== "object" || line === null) return [];
  const note = line as Partial<Record<string, unknown>>;
  const lists = [note["pairs"], note["keyIds"], note["instanceIds"]].filter((list) => list !== undefined);
  return lists.every(Array.isArray) ? [note as unknown as ClaimNote] : [];
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
