import type { Clock } from "../../provider/clock.js";

type Wake = () => void;

/** The moment at which a clock starts, in milliseconds since 1970: a Friday in January 2027. */
export const START_MS = 1_800_000_000_000;

/** More steps than any test takes; a wait that never ends stops here. */
const MAX_STEPS = 100_000;

/**
 * A clock whose time moves only when a test asks for it: by a span (`advance`), or from one sleeper to the next until
 * some work has ended (`run`). All that is ready to go on has gone on before time moves.
 */
export class FakeClock implements Clock {
  /** What was asked of `sleep`, in milliseconds and in the order of asking. */
  readonly sleeps: number[] = [];
  private nowMs = START_MS;
  /** By the moment at which they wake. */
  private readonly sleepers = new Map<number, Set<Wake>>();

  /** @param chance answers `random`, from 0 up to, not including, 1 */
  constructor(private readonly chance: () => number = () => 0.5) {}

  now(): number {
    return this.nowMs;
  }

  random(): number {
    return this.chance();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const atMs = this.nowMs + Math.max(0, ms);
      const together = this.sleepers.get(atMs) ?? new Set();
      this.sleepers.set(atMs, together.add(resolve));
      signal?.addEventListener("abort", () => {
        together.delete(resolve);
        if (together.size === 0 && this.sleepers.get(atMs) === together) this.sleepers.delete(atMs);
        resolve();
      });
    });
  }

  /** Milliseconds since the start. */
  get elapsedMs(): number {
    return this.nowMs - START_MS;
  }

  /** Moves time by a span, through all that wakes meanwhile. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    await allReadyWork();
    while (await this.wakeNext(untilMs));
    this.nowMs = untilMs;
  }

  /**
   * The result of some work, with time moved on whenever everybody sleeps. Throws where nobody sleeps and the work has
   * not ended: then it never would.
   */
  async run<T>(work: Promise<T>): Promise<T> {
    let hasEnded = false;
    const end = (): void => {
      hasEnded = true;
    };
    work.then(end, end);
    await allReadyWork();
    for (let step = 0; !hasEnded; step++) {
      if (step > MAX_STEPS) throw new Error(`the work has not ended after ${MAX_STEPS} steps`);
      if (await this.wakeNext(Number.POSITIVE_INFINITY)) continue;
      throw new Error("nobody sleeps, and the work has not ended: it waits for something that never comes");
    }
    return work;
  }

  /** Wakes those who sleep the shortest; false where nobody sleeps that wakes by then. */
  private async wakeNext(untilMs: number): Promise<boolean> {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const atMs of this.sleepers.keys()) nextMs = Math.min(nextMs, atMs);
    const woken = this.sleepers.get(nextMs);
    if (!woken || nextMs > untilMs) return false;
    this.sleepers.delete(nextMs);
    this.nowMs = Math.max(this.nowMs, nextMs);
    for (const wake of woken) wake();
    await allReadyWork();
    return true;
  }
}

/** Every promise that can go on has gone on before the event loop comes to this. */
function allReadyWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
