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

/** Why signals are aborted. Said, since an abort without a reason makes an error with its stack, thousands of times. */
const TIME_IS_OVER = "the time is over";
const NOT_NEEDED = "nobody waits any more";

interface Timer {
  /** Ends when nothing of it is left. */
  stop: () => Promise<void>;
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

  /** This one, or another that leaves so much time where this leaves less. */
  orWithin(ms: number): Deadline {
    return this.remainingMs >= ms ? this : new Deadline(this.clock, ms);
  }

  /** Does some work with a signal that is aborted when the time is over. */
  async during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const over = new AbortController();
    const timer = this.timer(() => over.abort(TIME_IS_OVER));
    try {
      return await work(over.signal);
    } finally {
      await timer.stop();
    }
  }

  /**
   * The result of some work, or `DeadlinePassed` where the time is over first. `whatFor` completes "while waiting". Work
   * that is given the signal is told by it that nobody waits any more.
   */
  async race<T>(work: Promise<T> | ((signal: AbortSignal) => Promise<T>), whatFor: string): Promise<T> {
    if (typeof work === "function") return this.during((signal) => this.race(work(signal), whatFor));
    let timer: Timer | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        timer = this.timer(() => reject(new DeadlinePassed(this.timeoutMs, whatFor)));
        work.then(resolve, reject);
      });
    } finally {
      await timer?.stop();
    }
  }

  /** Calls back when the time is over, unless it is stopped before. */
  private timer(onOver: () => void): Timer {
    const stopped = new AbortController();
    const ended = this.clock.sleep(this.remainingMs, stopped.signal).then(() => {
      if (!stopped.signal.aborted) onOver();
    });
    const stop = (): Promise<void> => {
      stopped.abort(NOT_NEEDED);
      return ended;
    };
    return { stop };
  }
}
