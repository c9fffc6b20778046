interface Request {
  ids: readonly string[];
  grant: () => void;
}

/**
 * One change at a time on each instance, inside this process. All instances of a request are granted together and in
 * the order of the requests, so nobody waits for ever and nobody holds while waiting.
 */
export class InstanceLocks {
  private readonly held = new Set<string>();
  private queue: Request[] = [];

  /** Waits until no instance of the list is held; answers with what gives them back. */
  acquire(ids: readonly string[]): Promise<() => void> {
    return new Promise((resolve) => {
      this.queue.push({ ids, grant: () => resolve(() => this.release(ids)) });
      this.grantWhatIsFree();
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
