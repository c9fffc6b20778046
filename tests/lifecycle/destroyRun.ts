import { type Outcome, Run } from "./run";

/** One `destroy`, as the engine runs it: no program runs, and nothing is checked. */
export class DestroyRun extends Run {
  async destroy(): Promise<Outcome> {
    await this.deleteAll(this.state.all());
    return this.outcome();
  }
}
