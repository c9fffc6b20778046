import type { Properties } from "./wire";

/** One resource as the engine keeps it. */
export interface Entry {
  readonly name: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
  /** Why it is not as it should be; the next `up` updates it, whatever diff says. */
  initErrors: string[];
  isTainted: boolean;
  after: string[];
}

/** What the engine keeps from one command to the next. */
export class StackState {
  readonly entries = new Map<string, Entry>();
  /** Replaced, and still to be deleted. */
  readonly doomed = new Set<Entry>();

  /** All that a destroy deletes. */
  all(): Entry[] {
    return [...this.doomed, ...this.entries.values()];
  }

  remove(entry: Entry): void {
    this.doomed.delete(entry);
    if (this.entries.get(entry.name) === entry) this.entries.delete(entry.name);
  }
}
