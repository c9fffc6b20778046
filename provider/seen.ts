import type { Clock } from "./clock.js";

/** Asks for ids, and answers for each that exists. */
export type LookUp<V> = (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>;

interface Look<V> {
  sinceMs: number;
  answer: Promise<ReadonlyMap<string, V>>;
}

/** What was looked at already: each id is asked for once in a while, whoever wants to know. */
export class Seen<V> {
  private readonly byId = new Map<string, Look<V>>();

  /** `maxAgeMs`: after so long an id is asked for again. */
  constructor(
    private readonly clock: Clock,
    private readonly maxAgeMs: number,
  ) {}

  /** Whether an id was asked for already, and lately; the answer may be on its way. */
  has(id: string): boolean {
    const { sinceMs } = this.byId.get(id) ?? {};
    return sinceMs !== undefined && this.clock.now() - sinceMs < this.maxAgeMs;
  }

  /** What is known of the ids, and now of those that nothing was known of. A look that fails is not remembered. */
  async all(ids: Iterable<string>, lookUp: LookUp<V>): Promise<Map<string, V>> {
    const wanted = [...new Set(ids)];
    const others = new Set(wanted.flatMap((id) => (this.has(id) ? (this.byId.get(id)?.answer ?? []) : [])));
    const own = this.lookAt(wanted, lookUp);
    await Promise.allSettled([own, ...others]);
    await own;
    // What somebody else asked for may have failed for an id that is not wanted here.
    await this.lookAt(wanted, lookUp);
    const found = new Map<string, V>();
    for (const id of wanted) {
      const value = (await this.byId.get(id)?.answer)?.get(id);
      if (value !== undefined) found.set(id, value);
    }
    return found;
  }

  /** Asks for those that nothing is known of. */
  private async lookAt(wanted: readonly string[], lookUp: LookUp<V>): Promise<void> {
    const ids = wanted.filter((id) => !this.has(id));
    if (ids.length === 0) return;
    const look = { sinceMs: this.clock.now(), answer: lookUp(ids) };
    for (const id of ids) this.byId.set(id, look);
    try {
      await look.answer;
    } catch (error) {
      for (const id of ids) if (this.byId.get(id) === look) this.byId.delete(id);
      throw error;
    }
  }
}
