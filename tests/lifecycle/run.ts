import type { ProviderProcess } from "./providerProcess";
import type { Entry, StackState } from "./stackState";

/** How a command ended. */
export interface Outcome {
  /** What was done or, in a preview, would be: `create web`, `same web`, `update web`, `replace web`, `delete web`. */
  steps: string[];
  /** By name of the resource, what went wrong with it. */
  errors: Record<string, string>;
  warnings: string[];
  infos: string[];
}

/** One run of a command: a provider process, the steps so far and what went wrong. */
export abstract class Run {
  protected readonly steps: string[] = [];
  protected readonly errors: Record<string, string> = {};

  constructor(
    protected readonly process: ProviderProcess,
    protected readonly state: StackState,
  ) {}

  protected get hasFailed(): boolean {
    return Object.keys(this.errors).length > 0;
  }

  protected outcome(): Outcome {
    const { steps, errors } = this;
    const { warnings, infos } = this.process;
    return { steps, errors, warnings, infos };
  }

  /** Notes what a step throws; false where it threw. */
  protected async guarded(name: string, step: () => Promise<void>): Promise<boolean> {
    try {
      await step();
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.errors[name] = error.message;
      return false;
    }
  }

  /** Deletes resources at the same time, each after those that depend on it. What fails stays in state. */
  protected async deleteAll(entries: readonly Entry[]): Promise<void> {
    const deleted = new Map<Entry, Promise<boolean>>();
    for (const entry of [...entries].reverse()) {
      const dependents = entries.filter(({ after }) => after.includes(entry.name));
      const others = dependents.flatMap((other) => deleted.get(other) ?? []);
      deleted.set(entry, this.deleteAfter(entry, others));
    }
    await Promise.all(deleted.values());
  }

  private async deleteAfter(entry: Entry, others: Promise<boolean>[]): Promise<boolean> {
    if ((await Promise.all(others)).includes(false)) return false;
    this.steps.push(`delete ${entry.name}`);
    return this.guarded(entry.name, async () => {
      await this.process.delete(entry.id, entry.outputs);
      this.state.remove(entry);
    });
  }
}
