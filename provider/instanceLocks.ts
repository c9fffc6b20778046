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
    // What a request in front of the queue waits for is not given to one behind it.
    const awaited = new Set<string>();
    this.queue = this.queue.filter(({ ids, grant }) => {
      const isFree = ids.every((id) => !this.held.has(id) && !awaited.has(id));
      for (const id of ids) (isFree ? this.held : awaited).add(id);
      if (isFree) grant();
      return !isFree;
    });
  }
}
