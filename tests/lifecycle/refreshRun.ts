import { type Outcome, Run } from "./run";
import type { Entry } from "./stackState";

/** One `refresh`, as the engine runs it: what is read takes the place of what was recorded. */
export class RefreshRun extends Run {
  async refresh(): Promise<Outcome> {
    await Promise.all(
      [...this.state.entries.values()].map((entry) => this.guarded(entry.name, () => this.refreshOne(entry))),
    );
    return this.outcome();
  }

  private async refreshOne(entry: Entry): Promise<void> {
    const live = await this.process.read(entry.id, entry.outputs);
    if (!live) {
      this.steps.push(`delete ${entry.name}`);
      this.state.remove(entry);
      return;
    }
    // To show what has drifted the engine compares the live state with the inputs it has.
    const { changes } = await this.process.diff(entry.id, live.outputs, entry.inputs);
    this.steps.push(`${changes ? "update" : "same"} ${entry.name}`);
    Object.assign(entry, { outputs: live.outputs, inputs: live.inputs ?? entry.inputs, initErrors: [] });
  }
}
