import {
  appendFileSync,
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { type ClaimBoard, type ClaimNote, NO_OTHERS } from "./claimBoard.js";

/** A process may be one that cannot be seen from here, in a container that shares the folder; not for so long. */
const LEFT_OVER_AFTER_MS = 24 * 3600 * 1000;

/** Who posts: the run by the address of its engine, and this process. */
export interface Poster {
  /** A folder for temporary files; within it, one of this user's own is made. */
  folder: string;
  /** The number of the user; undefined where the system has none and gives each user a folder of his own. */
  uid: number | undefined;
  /** Where the engine of the run listens, `127.0.0.1:` and a port: the same for all of its provider processes. */
  engine: string;
  pid: number;
  isAlive: (pid: number) => boolean;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * A board of files, one for each provider process, with a line for each note. Files of processes that have ended count
 * for nothing: a later run may have the same address. They are cleared away by runs of a later day.
 *
 * Where the folder is not this user's alone, or cannot be written, the processes hear nothing of each other.
 */
export function claimFiles(poster: Poster): ClaimBoard {
  const folder = join(poster.folder, `pulumi-tencentcloud-lighthouse-${poster.uid ?? "user"}`);
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    if (!isOursAlone(folder, poster.uid)) return NO_OTHERS;
    clearAway(folder, poster);
    return new ClaimFiles(folder, poster);
  } catch {
    return NO_OTHERS;
  }
}

class ClaimFiles implements ClaimBoard {
  private readonly prefix: string;
  private readonly own: string;
  private readonly others = new Map<string, Tail>();
  private isUpToDate = false;

  constructor(
    private readonly folder: string,
    private readonly poster: Poster,
  ) {
    this.prefix = `${poster.engine.replace(/[^\w.]/g, "_")}-`;
    this.own = `${this.prefix}${poster.pid}`;
  }

  post(note: ClaimNote): void {
    try {
      // A line of its own, also after one that was cut off.
      appendFileSync(join(this.folder, this.own), `\n${JSON.stringify(note)}\n`, { mode: 0o600 });
    } catch {
      // A full disk keeps the processes from hearing of each other, and nothing else.
    }
  }

  news(): readonly ClaimNote[] {
    // Once in a turn of the event loop: what the engine has done by then is there, and a set of pairs asks one by one.
    if (this.isUpToDate) return [];
    this.isUpToDate = true;
    queueMicrotask(() => {
      this.isUpToDate = false;
    });
    try {
      const names = readdirSync(this.folder).filter((name) => name.startsWith(this.prefix) && name !== this.own);
      return names.flatMap((name) => this.newsOf(name));
    } catch {
      return [];
    }
  }

  private newsOf(name: string): ClaimNote[] {
    let tail = this.others.get(name);
    if (!tail) {
      if (!this.poster.isAlive(pidIn(name))) return [];
      tail = new Tail(join(this.folder, name));
      this.others.set(name, tail);
    }
    return tail.lines().flatMap(notesIn);
  }
}

function notesIn(line: string): ClaimNote[] {
  try {
    return [JSON.parse(line) as ClaimNote];
  } catch {
    return [];
  }
}

/** The lines of a file that grows, each told once and whole. */
class Tail {
  private offset = 0;

  constructor(private readonly file: string) {}

  lines(): string[] {
    const added = this.read();
    const end = added.lastIndexOf("\n") + 1;
    this.offset += end;
    return added.subarray(0, end).toString().split("\n").filter(Boolean);
  }

  private read(): Buffer {
    const file = openSync(this.file, "r");
    try {
      const added = Buffer.alloc(Math.max(0, fstatSync(file).size - this.offset));
      return added.subarray(0, readSync(file, added, 0, added.length, this.offset));
    } finally {
      closeSync(file);
    }
  }
}

/** Whether nobody else can write there: a stranger's note would keep a pair bound that is to be unbound. */
function isOursAlone(folder: string, uid: number | undefined): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0));
}

function clearAway(folder: string, { isAlive, now }: Poster): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const isOld = now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > LEFT_OVER_AFTER_MS;
    if (isOld && !isAlive(pidIn(name))) rmSync(file, { force: true });
  }
}

function pidIn(name: string): number {
  return Number(name.slice(name.lastIndexOf("-") + 1));
}
