import type { InjectedOutcome } from "../actions/injectedOutcome";
import { EditError } from "../edits/editError";
import { applyEdit } from "../edits/handEdit";
import type { World } from "../world/world";
import { isReplyEffect } from "./brokenReply";
import type { Fault, FaultEffect } from "./fault";

/** The faults that hit one call, and what they do to it before, in and after its execution. */
export class MetFaults {
  constructor(
    private readonly world: World,
    private readonly faults: readonly Fault[] = [],
  ) {}

  /** The effect on the reply: of several, that of the fault that was set first. */
  get replyEffect(): FaultEffect | undefined {
    return this.faults.find(({ effect }) => isReplyEffect(effect))?.effect;
  }

  /** Waits and edits that come before the call is executed. */
  async before(latencyMs: number): Promise<void> {
    await this.#hold(latencyMs + this.#delayMs("before"));
    this.#makeEdits("before");
  }

  /** Edits and waits that come between its execution and the reply. */
  async after(): Promise<void> {
    this.#makeEdits("after");
    await this.#hold(this.#delayMs("after"));
  }

  /** How the operation on one instance is to end, if a fault has decided that. */
  outcomeOf(instanceId: string): InjectedOutcome | undefined {
    for (const { effect, instanceId: only } of this.faults) {
      if ("operation" in effect && (only === undefined || only === instanceId)) {
        const leaves = effect.leaves === undefined ? {} : { leaves: effect.leaves };
        return { state: effect.operation, isApplied: effect.applied ?? false, ...leaves };
      }
    }
    return undefined;
  }

  #delayMs(when: "before" | "after"): number {
    const delays = this.faults.map(({ effect }) =>
      "delayMs" in effect && (effect.when ?? "after") === when ? effect.delayMs : 0,
    );
    return delays.reduce((sum, delay) => sum + delay, 0);
  }

  async #hold(forMs: number): Promise<void> {
    if (forMs <= 0) return;
    await this.world.clock.machine.sleep(forMs);
    this.world.settle();
  }

  /** An edit that has nothing to be made on is noted with its fault; the call goes on. */
  #makeEdits(when: "before" | "after"): void {
    for (const fault of this.faults) {
      if (!("edits" in fault.effect) || (fault.effect.when ?? "before") !== when) continue;
      try {
        for (const edit of fault.effect.edits) applyEdit(this.world, edit);
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        fault.editError = error.message;
      }
    }
  }
}
