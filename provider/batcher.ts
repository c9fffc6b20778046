import type { Clock } from "./clock.js";
import { chunks } from "./plan.js";

interface Waiting<V> {
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
}

/** How a batcher gathers: for how long, and how many keys travel together at most. */
export interface BatcherOptions {
  clock: Clock;
  windowMs: number;
  maxSize: number;
}

/**
 * Gathers keys that are asked for at about the same time and sends them together. What is asked for while a request is
 * under way travels with the next one, so an answer is never older than the question. A chunk that fails fails alone.
 */
export class Batcher<V> {
  private waiting = new Map<string, Waiting<V>[]>();

  constructor(
    private readonly send: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
    private readonly options: BatcherOptions,
  ) {}

  /** The value of one key; undefined where the answer has none. */
  load(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) void this.flushSoon();
      const entry = this.waiting.get(key);
      if (entry) entry.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
    });
  }

  private async flushSoon(): Promise<void> {
    await this.options.clock.sleep(this.options.windowMs);
    const batch = this.waiting;
    this.waiting = new Map();
    await Promise.all(chunks([...batch.keys()], this.options.maxSize).map((keys) => this.sendChunk(keys, batch)));
  }

  private async sendChunk(keys: string[], batch: ReadonlyMap<string, Waiting<V>[]>): Promise<void> {
    try {
      const values = await this.send(keys);
      for (const key of keys) for (const { resolve } of batch.get(key) ?? []) resolve(values.get(key));
    } catch (error) {
      for (const key of keys) for (const { reject } of batch.get(key) ?? []) reject(error);
    }
  }
}
