import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";

/** Who holds a lock. */
export interface LockHolder {
  pid: number;
  /** The machine's name: a process id means nothing on another one that shares the cache. */
  host: string;
}

/** What {@link withCacheLock} needs from outside. Durations are in milliseconds. */
export interface LockOptions {
  /** This process. */
  holder: LockHolder;
  /** Whether a process of this machine is alive. */
  isAlive: (pid: number) => boolean;
  sleep: (ms: number) => Promise<void>;
  /** Called once, when somebody else holds the lock. */
  onWait?: (holder: LockHolder) => void;
  /** @default 1000 */
  pollMs?: number;
  /** How often a holder shows that it is there. @default 10000 */
  touchMs?: number;
  /** A lock that nobody has touched for as long as we watched is abandoned. @default 60000 */
  abandonedAfterMs?: number;
}

/**
 * Does some work while no other process does work under the same lock file.
 *
 * A lock whose process is gone (same machine), or that is not touched while we watch it (process id reused, other
 * machine), is taken over. In the worst case two processes work at once, so the work must end in an atomic rename.
 *
 * @param path The lock file. Its folder must exist.
 * @throws What the work throws; the lock is released all the same.
 */
export async function withCacheLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const content = JSON.stringify(options.holder);
  await acquire(path, content, options);
  const touch = setInterval(() => {
    const now = new Date();
    // A lock that was taken from us is no reason to stop: the work ends in a rename that only one can do.
    utimes(path, now, now).catch(() => undefined);
  }, options.touchMs ?? 10_000);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if ((await contentOf(path)) === content) await rm(path, { force: true });
  }
}

async function acquire(path: string, content: string, options: LockOptions): Promise<void> {
  const pollMs = options.pollMs ?? 1_000;
  let watched = "";
  let watchedMs = 0;
  let isAnnounced = false;
  while (!(await create(path, content))) {
    const held = await contentOf(path);
    if (held === undefined) continue;
    const holder = holderOf(held);
    const seen = `${held} ${await touchedAt(path)}`;
    watchedMs = seen === watched ? watchedMs + pollMs : 0;
    watched = seen;

    const isDead = holder !== undefined && holder.host === options.holder.host && !options.isAlive(holder.pid);
    if (isDead || watchedMs >= (options.abandonedAfterMs ?? 60_000)) {
      await takeAway(path, held, options.holder);
      continue;
    }
    if (!isAnnounced && holder !== undefined) {
      options.onWait?.(holder);
      isAnnounced = true;
    }
    await options.sleep(pollMs);
  }
}

/** Removes an abandoned lock, unless another process was faster and the lock is its own by now. */
async function takeAway(path: string, abandoned: string, us: LockHolder): Promise<void> {
  const aside = `${path}.taken-${us.host}-${us.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  const taken = await contentOf(aside);
  if (taken !== undefined && taken !== abandoned) await create(path, taken);
  await rm(aside, { force: true });
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function touchedAt(path: string): Promise<number> {
  return stat(path).then(
    (stats) => stats.mtimeMs,
    () => 0,
  );
}

/** Undefined while the holder is still writing its lock. */
function holderOf(content: string): LockHolder | undefined {
  try {
    const parsed: unknown = JSON.parse(content);
    if (typeof parsed !== "object" || parsed === null || !("pid" in parsed) || !("host" in parsed)) return undefined;
    return { pid: Number(parsed.pid), host: String(parsed.host) };
  } catch {
    return undefined;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
