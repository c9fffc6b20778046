import type { Clock } from "../../provider/clock";

/** How many times faster than real time a story runs, and how many times where it asks for more exactness. */
const SPEED = 50;
const EXACT_SPEED = 5;

/** The pause between two ticks, in real milliseconds. */
const TICK_MS = 1;

/** The longest real time that one tick stands for: where this machine stalls, the story waits rather than skips. */
const MAX_TICK_MS = 5;

interface Sleeper {
  dueMs: number;
  wake: () => void;
}

/**
 * The time of a story, the same for the provider and for the local Lighthouse: it runs fifty times faster than the
 * clock on the wall, so that realistic spans of seconds cost a test little. Every span in a story is in this time.
 */
export class StoryTime {
  private atMs = Date.now();
  private tickedMs = Date.now();
  private speed = SPEED;
  private chance = 1;
  private stories = 0;
  private readonly sleepers = new Set<Sleeper>();
  private timer: NodeJS.Timeout | undefined;

  /** Starts anew: at the time of the wall, since requests are signed by that one, and with the same chance each time. */
  start(): void {
    this.stop();
    this.stories++;
    this.speed = SPEED;
    this.chance = 1;
    this.atMs = Date.now();
    this.tickedMs = this.atMs;
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Runs slower until the story ends: what a call takes on its way is next to nothing then, as it is in reality. */
  beExact(): void {
    this.speed = EXACT_SPEED;
  }

  /**
   * The clock of one story for a provider. What a story leaves behind, such as a wait that it gave up, sleeps for ever
   * once the story is over, and calls nothing in the next.
   */
  clock(): Clock {
    const story = this.stories;
    const never = new Promise<void>(() => undefined);
    return {
      now: () => this.atMs,
      random: () => this.random(),
      sleep: (ms, signal) => (story === this.stories ? this.sleep(ms, signal) : never),
    };
  }

  /** Stands still; those who sleep are never woken. */
  stop(): void {
    clearInterval(this.timer);
    this.sleepers.clear();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.atMs;
  }

  /** The same, as the local Lighthouse calls it. */
  nowMs(): number {
    return this.atMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const finish = (): void => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const sleeper = { dueMs: this.atMs + ms, wake: finish };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", finish, { once: true });
    });
  }

  /** From a fixed series (Lehmer's generator), so that every run of a story draws the same. */
  private random(): number {
    this.chance = (this.chance * 48_271) % 2_147_483_647;
    return this.chance / 2_147_483_647;
  }

  private tick(): void {
    const nowMs = Date.now();
    this.atMs += Math.min(nowMs - this.tickedMs, MAX_TICK_MS) * this.speed;
    this.tickedMs = nowMs;
    const due = [...this.sleepers].filter(({ dueMs }) => dueMs <= this.atMs);
    for (const { wake } of due.sort((one, other) => one.dueMs - other.dueMs)) wake();
  }
}
