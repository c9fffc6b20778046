interface Entry {
  readonly atMs: number;
  /** Breaks ties: what was planned first happens first. */
  readonly order: number;
  readonly run: () => void;
}

/**
 * What is to happen in the world and when. Nothing runs by a timer: each request first lets everything happen that is
 * due by then, so real and virtual time work alike and a test never waits for a timer.
 */
export class Schedule {
  /** A binary heap, the earliest entry first. */
  readonly #heap: Entry[] = [];
  #planned = 0;

  /** `asOf` makes the time of an entry the time now while it runs. */
  constructor(private readonly asOf: (momentMs: number, run: () => void) => void) {}

  /** Plans something for a time of the world. */
  at(atMs: number, run: () => void): void {
    const entry = { atMs, order: this.#planned++, run };
    this.#heap.push(entry);
    this.#siftUp(this.#heap.length - 1);
  }

  /** Runs in order of time what is due by then, including what is planned meanwhile and due as well. */
  runDue(nowMs: number): void {
    for (let first = this.#heap[0]; first && first.atMs <= nowMs; first = this.#heap[0]) {
      this.#removeFirst();
      this.asOf(first.atMs, first.run);
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let at = 0;
    for (let child = this.#earlierChild(at); child !== undefined; child = this.#earlierChild(at)) {
      if (!this.#isBefore(child, at)) return;
      this.#swap(child, at);
      at = child;
    }
  }

  #siftUp(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #earlierChild(parent: number): number | undefined {
    const left = 2 * parent + 1;
    if (left >= this.#heap.length) return undefined;
    return left + 1 < this.#heap.length && this.#isBefore(left + 1, left) ? left + 1 : left;
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a && b) [this.#heap[one], this.#heap[other]] = [b, a];
  }
}
