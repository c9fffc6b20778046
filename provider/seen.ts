import type { Clock } from "./clock.js";

interface Look<V> {
  sinceMs: number;
  answer: Promise<ReadonlyMap<string, V>>;
}

/** What was looked at already: each id is asked for once in a while, whoever wants to know. */
export class Seen<V> {
  private readonly byId = new Map<string, Look<V>>();

  /** `look` answers for each id that exists; `maxAgeMs`: after so long an id is asked for again. */
  constructor(
    private readonly look: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
    private readonly clock: Clock,
    private readonly maxAgeMs: number,
  ) {}

  /** Whether an id was asked for already, and lately. */
  has(id: string): boolean {
    const { sinceMs } = this.byId.get(id) ?? {};
    return sinceMs !== undefined && this.clock.now() - sinceMs < this.maxAgeMs;
  }

  /** What is known of the ids, and now of those that nothing was known of. A look that fails is not remembered. */
  async all(ids: Iterable<string>): Promise<Map<string, V>> {
    const wanted = [...new Set(ids)];
    this.lookAt(wanted.filter((id) => !this.has(id)));
    const answers = wanted.flatMap((id) => this.byId.get(id)?.answer ?? []);
    const found = new Map<string, V>();
    for (const answer of await Promise.all(new Set(answers))) {
      for (const id of wanted) {
        const value = answer.get(id);
        if (value !== undefined) found.set(id, value);
      }
    }
    return found;
  }

  private lookAt(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const look = { sinceMs: this.clock.now(), answer: this.look(ids) };
    for (const id of ids) this.byId.set(id, look);
    look.answer.catch(() => {
      for (const id of ids) if (this.byId.get(id) === look) this.byId.delete(id);
    });
  }
}
