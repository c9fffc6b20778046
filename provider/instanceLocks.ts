interface Request {
  ids: readonly string[];
  grant: () => void;
}

/** What a caller that holds instances gives back. */
export interface Held {
  release: () => void;
}

/**
 * One change at a time on each instance, inside this process. All instances of a request are granted together and in
 * the order of the requests, so nobody waits for ever and nobody holds while waiting.
 */
export class InstanceLocks {
  private readonly held = new Set<string>();
  private queue: Request[] = [];

  /** Waits until no instance of the list is held; undefined when the signal is aborted first. */
  acquire(ids: readonly string[], signal: AbortSignal): Promise<Held | undefined> {
    return new Promise((resolve) => {
      const abandon = (): void => {
        this.queue = this.queue.filter((other) => other !== request);
        resolve(undefined);
        this.grantWhatIsFree();
      };
      const request: Request = {
        ids,
        grant: () => {
          signal.removeEventListener("abort", abandon);
          resolve({ release: () => this.release(ids) });
        },
      };
      this.queue.push(request);
      this.grantWhatIsFree();
      if (!this.queue.includes(request)) return;
      if (signal.aborted) abandon();
      else signal.addEventListener("abort", abandon, { once: true });
    });
  }

  private release(ids: readonly string[]): void {
    for (const id of ids) this.held.delete(id);
    this.grantWhatIsFree();
  }

  private grantWhatIsFree(): void {
    const claimed = new Set(this.held);
    const left: Request[] = [];
    for (const request of this.queue) {
      const isFree = request.ids.every((id) => !claimed.has(id));
      // What a request in front of the queue waits for is not given to one behind it.
      for (const id of request.ids) claimed.add(id);
      if (isFree) {
        for (const id of request.ids) this.held.add(id);
        request.grant();
      } else left.push(request);
    }
    this.queue = left;
  }
}
