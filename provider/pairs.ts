/** One key on one instance. */
export interface Pair {
  instanceId: string;
  keyId: string;
}

/** A set of pairs, kept by instance. Never changed once made. */
export class Pairs implements Iterable<Pair> {
  private constructor(private readonly byInstance: ReadonlyMap<string, ReadonlySet<string>>) {}

  static readonly none = new Pairs(new Map());

  static of(pairs: Iterable<Pair>): Pairs {
    const byInstance = new Map<string, Set<string>>();
    for (const { instanceId, keyId } of pairs) {
      const keys = byInstance.get(instanceId);
      if (keys) keys.add(keyId);
      else byInstance.set(instanceId, new Set([keyId]));
    }
    return new Pairs(byInstance);
  }

  /** Every key on every instance. */
  static product(keyIds: Iterable<string>, instanceIds: Iterable<string>): Pairs {
    const keys = [...keyIds];
    if (keys.length === 0) return Pairs.none;
    return new Pairs(new Map([...instanceIds].map((instanceId) => [instanceId, new Set(keys)])));
  }

  *[Symbol.iterator](): Iterator<Pair> {
    for (const [instanceId, keys] of this.byInstance) for (const keyId of keys) yield { instanceId, keyId };
  }

  get size(): number {
    let size = 0;
    for (const keys of this.byInstance.values()) size += keys.size;
    return size;
  }

  has({ instanceId, keyId }: Pair): boolean {
    return this.byInstance.get(instanceId)?.has(keyId) ?? false;
  }

  /** Instances that have at least one pair, in the order they came. */
  instanceIds(): string[] {
    return [...this.byInstance.keys()];
  }

  /** Keys that have at least one pair, in the order they came. */
  keyIds(): string[] {
    return [...new Set([...this.byInstance.values()].flatMap((keys) => [...keys]))];
  }

  keysOf(instanceId: string): string[] {
    return [...(this.byInstance.get(instanceId) ?? [])];
  }

  filter(keep: (pair: Pair) => boolean): Pairs {
    return Pairs.of([...this].filter(keep));
  }

  and(other: Pairs): Pairs {
    return this.filter((pair) => other.has(pair));
  }

  minus(other: Pairs): Pairs {
    return this.filter((pair) => !other.has(pair));
  }

  plus(other: Pairs): Pairs {
    return Pairs.of([...this, ...other]);
  }

  equals(other: Pairs): boolean {
    return this.size === other.size && this.minus(other).size === 0;
  }
}
