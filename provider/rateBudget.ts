import { ApiError } from "./apiError.js";
import type { Clock } from "./clock.js";

/** A second, and a little more for calls that overtake one another on the way. */
const WINDOW_MS = 1_100;

/** How long nobody calls an action after the service said that it was called too often. */
const THROTTLED_PAUSE_MS = 500;

/**
 * Hands out turns so that this process never makes more calls than allowed within any second: a burst up to the limit
 * goes at once, the rest as room comes free, first come, first served.
 */
export class RateBudget {
  /** When the last turns were given, no more of them than are allowed in a second. */
  private readonly turns: number[] = [];
  private pausedUntilMs = 0;
  /** Ends when whoever has come last has had a turn. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly callsPerSecond: number,
    private readonly clock: Clock,
  ) {}

  /** Sends one call when its turn has come; after a refusal for too many calls, everybody's turn comes later. */
  async spend<T>(send: () => Promise<T>): Promise<T> {
    await this.turn();
    return this.spendTurn(send);
  }

  /** The same for a caller whose turn has come already. */
  async spendTurn<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      if (error instanceof ApiError && error.kind === "throttled") this.pause(THROTTLED_PAUSE_MS);
      throw error;
    }
  }

  /** Ends when the caller may send one call. */
  turn(): Promise<void> {
    this.queue = this.queue.then(() => this.next());
    return this.queue;
  }

  /** Nobody gets a turn for so long, not even who has waited for one: the service said that there were too many calls. */
  pause(ms: number): void {
    this.pausedUntilMs = Math.max(this.pausedUntilMs, this.clock.now() + ms);
  }

  private async next(): Promise<void> {
    const isFull = this.turns.length >= this.callsPerSecond;
    for (;;) {
      const now = this.clock.now();
      // A pause may have begun while the turn was waited for.
      const atMs = Math.max(isFull ? (this.turns[0] ?? 0) + WINDOW_MS : now, this.pausedUntilMs);
      if (atMs <= now) break;
      await this.clock.sleep(atMs - now);
    }
    if (isFull) this.turns.shift();
    this.turns.push(this.clock.now());
  }
}
