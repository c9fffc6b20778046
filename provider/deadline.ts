import type { Clock } from "./clock.js";

/** Thrown when the time that a method has is over. Never a success. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";

  constructor(timeoutMs: number, whatFor: string, lastSeen?: string) {
    super(
      `timed out after ${timeoutMs / 1000} s while waiting ${whatFor}${lastSeen ? `; last seen: ${lastSeen.replace(/\.$/, "")}` : ""}. ` +
        "Run the same command again to go on, or give it more time with customTimeouts.",
    );
  }
}

/** The moment by which a method has to be done. */
export class Deadline {
  private readonly atMs: number;

  constructor(
    private readonly clock: Clock,
    readonly timeoutMs: number,
  ) {
    this.atMs = clock.now() + timeoutMs;
  }

  get remainingMs(): number {
    return Math.max(0, this.atMs - this.clock.now());
  }

  get hasPassed(): boolean {
    return this.remainingMs === 0;
  }

  /** Does some work with a signal that is aborted when the time is over or the work is done. */
  async during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const done = new AbortController();
    const over = new AbortController();
    const timer = this.clock.sleep(this.remainingMs, done.signal).then(() => over.abort());
    try {
      return await work(over.signal);
    } finally {
      done.abort();
      await timer;
    }
  }

  /**
   * The result of some work, or `DeadlinePassed` where the time is over first. `whatFor` completes "while waiting". Work
   * that is given the signal is told by it that nobody waits any more.
   */
  race<T>(work: Promise<T> | ((signal: AbortSignal) => Promise<T>), whatFor: string): Promise<T> {
    return this.during(
      (signal) =>
        new Promise<T>((resolve, reject) => {
          const stop = (): void => reject(new DeadlinePassed(this.timeoutMs, whatFor));
          if (signal.aborted) stop();
          else signal.addEventListener("abort", stop, { once: true });
          (typeof work === "function" ? work(signal) : work).then(resolve, reject);
        }),
    );
  }
}
