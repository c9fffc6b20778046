import type { Clock } from "./clock.js";

/** Keys that come within so long of each other come together. */
const TOGETHER_MS = 5;

interface Waiting<V> {
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
}

/** How a batcher gathers: for how long, and how many keys travel together at most. */
export interface BatcherOptions {
  clock: Clock;
  /** What has come is sent once nothing more has come for so long. */
  windowMs: number;
  /**
   * It is sent after so long even while more and more comes. Where this is longer than `windowMs`, and keys come one by
   * one, the next ones are waited for as long as they let wait, up to a quarter of this. @default as `windowMs`
   */
  maxWindowMs?: number;
  maxSize: number;
  /** Ends when one request may be sent; what comes until then travels with it. @default at once */
  turn?: () => Promise<void>;
}

/**
 * Gathers keys that are asked for at about the same time and sends them together. What is asked for while a request is
 * under way travels with the next one, so an answer is never older than the question. A chunk that fails fails alone.
 */
export class Batcher<V> {
  private readonly waiting = new Map<string, Waiting<V>[]>();
  private lastCameMs = Number.NEGATIVE_INFINITY;
  /** How long after one another keys have come lately: a mean in which the last counts most. */
  private spacingMs = 0;

  constructor(
    private readonly send: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
    private readonly options: BatcherOptions,
  ) {}

  /** The value of one key; undefined where the answer has none. */
  load(key: string): Promise<V | undefined> {
    this.noteComing();
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) void this.flushSoon();
      const entry = this.waiting.get(key);
      if (entry) entry.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
    });
  }

  private async flushSoon(): Promise<void> {
    do {
      const comesOn = await this.gather();
      do {
        await this.options.turn?.();
        const chunk = new Map([...this.waiting].slice(0, this.options.maxSize));
        for (const key of chunk.keys()) this.waiting.delete(key);
        void this.sendChunk(chunk);
      } while (this.waiting.size >= (comesOn ? this.options.maxSize : 1));
    } while (this.waiting.size > 0);
  }

  /** Waits for what comes; true where more may come, so that what does not fill a request is better gathered on. */
  private async gather(): Promise<boolean> {
    const { clock, windowMs, maxWindowMs = windowMs, maxSize } = this.options;
    const untilMs = clock.now() + maxWindowMs;
    for (;;) {
      const seen = this.waiting.size;
      // The next may be late by as much again.
      await clock.sleep(Math.max(windowMs, Math.min(2 * this.spacingMs, this.longestPauseMs)));
      const comesOn = this.waiting.size > seen && maxWindowMs > windowMs;
      if (!comesOn || this.waiting.size >= maxSize || clock.now() >= untilMs) return comesOn;
    }
  }

  private get longestPauseMs(): number {
    return (this.options.maxWindowMs ?? 0) / 4;
  }

  private noteComing(): void {
    const nowMs = this.options.clock.now();
    const afterMs = nowMs - this.lastCameMs;
    this.lastCameMs = nowMs;
    // Those of one association come together, and tell nothing of when the next one comes.
    if (afterMs <= TOGETHER_MS) return;
    // After a longer pause nobody can tell what comes next.
    this.spacingMs = afterMs > this.longestPauseMs ? 0 : (this.spacingMs + afterMs) / 2;
  }

  private async sendChunk(chunk: ReadonlyMap<string, Waiting<V>[]>): Promise<void> {
    try {
      const values = await this.send([...chunk.keys()]);
      for (const [key, waiting] of chunk) for (const { resolve } of waiting) resolve(values.get(key));
    } catch (error) {
      for (const waiting of chunk.values()) for (const { reject } of waiting) reject(error);
    }
  }
}
