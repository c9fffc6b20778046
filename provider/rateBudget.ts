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
  private readonly turns: number[] = [];
  private pausedUntilMs = 0;

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
  async turn(): Promise<void> {
    const now = this.clock.now();
    const oldest = this.turns.length >= this.callsPerSecond ? (this.turns.shift() ?? 0) + WINDOW_MS : 0;
    const atMs = Math.max(now, oldest, this.pausedUntilMs);
    this.turns.push(atMs);
    if (atMs > now) await this.clock.sleep(atMs - now);
  }

  /** Nobody who comes from now on gets a turn for so long: the service said that there were too many calls. */
  pause(ms: number): void {
    this.pausedUntilMs = Math.max(this.pausedUntilMs, this.clock.now() + ms);
  }
}
