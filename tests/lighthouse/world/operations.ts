import type { WorldClock } from "./clock";
import { type Cause, type Instance, type InstanceState, POWER_HISTORY_LENGTH } from "./instance";
import type { OperationPlan, Outcome, RunningOperation } from "./operation";
import type { Schedule } from "./schedule";
import type { Pace } from "./settingsBook";

/** Moves operations on: at once, in the world's time, by reads, or by hand. One at a time per instance. */
export class Operations {
  constructor(
    private readonly clock: WorldClock,
    private readonly schedule: Schedule,
    /** Told when an instance enters or leaves SHUTDOWN, which changes the order of listings. */
    private readonly onRecycling: (instance: Instance) => void,
  ) {}

  /** Begins an operation; whether the instance is free for one has been checked before. */
  begin(instance: Instance, plan: OperationPlan, pace: Pace): void {
    const startedMs = this.clock.nowMs();
    const operation: RunningOperation = {
      plan,
      pace,
      startedMs,
      outcome: plan.outcome,
      stepsDone: 0,
      isEffectDone: false,
      readsDone: 0,
    };
    instance.latest = { action: plan.name, state: "OPERATING", requestId: plan.requestId, startedMs };
    instance.operation = operation;
    instance.row = undefined;
    const isInstant = (pace.kind === "ms" && pace.operationMs === 0) || (pace.kind === "reads" && pace.reads === 0);
    this.#advance(instance, operation, isInstant ? 1 : 0);
    if (pace.kind === "ms" && !isInstant) this.#plan(instance, operation, pace.operationMs);
  }

  /** Counts a DescribeInstances reply that showed the instance, for operations that end after so many. */
  noteRead(instance: Instance): void {
    const operation = instance.operation;
    if (operation?.pace.kind !== "reads") return;
    operation.readsDone++;
    this.#advance(instance, operation, operation.readsDone / operation.pace.reads);
  }

  /** Ends the operation under way now, if there is one, whatever its pace. */
  finish(instance: Instance, outcome: Outcome | undefined): void {
    const operation = instance.operation;
    if (!operation) return;
    if (outcome) operation.outcome = outcome;
    this.#advance(instance, operation, 1);
  }

  /** Puts an instance in a state, notes it in its history, and counts a shutdown that a call has caused. */
  setState(instance: Instance, to: InstanceState, cause: Cause): void {
    const from = instance.state;
    if (from === to) return;
    const isShutdown = from === "RUNNING" && (to === "STOPPING" || to === "STOPPED");
    if (isShutdown && cause.requestId !== undefined) instance.shutdowns++;
    if (to === "RUNNING" || to === "STOPPED") instance.isCreated = true;
    instance.state = to;
    instance.powerHistory.push({ timeMs: this.clock.nowMs(), from, to, ...cause });
    if (instance.powerHistory.length > POWER_HISTORY_LENGTH) instance.powerHistory.shift();
    instance.row = undefined;
    if (from === "SHUTDOWN" || to === "SHUTDOWN") this.onRecycling(instance);
  }

  #plan(instance: Instance, operation: RunningOperation, durationMs: number): void {
    const moments = new Set([...operation.plan.path.map((step) => step.at), operation.plan.effectAt, 1]);
    for (const at of moments) {
      if (at > 0) this.schedule.at(operation.startedMs + at * durationMs, () => this.#advance(instance, operation, at));
    }
  }

  #advance(instance: Instance, operation: RunningOperation, share: number): void {
    // An operation that was ended by hand, or whose instance is gone, may still have moments planned.
    if (instance.operation !== operation) return;
    const { plan } = operation;
    for (let step = plan.path[operation.stepsDone]; step && step.at <= share; step = plan.path[operation.stepsDone]) {
      operation.stepsDone++;
      this.setState(instance, step.state, plan.cause);
    }
    if (plan.effectAt <= share && !operation.isEffectDone && operation.outcome.isApplied) {
      operation.isEffectDone = true;
      plan.effect();
    }
    if (share >= 1) this.#end(instance, operation);
  }

  #end(instance: Instance, operation: RunningOperation): void {
    const { plan, startedMs, outcome } = operation;
    instance.latest = { action: plan.name, state: outcome.state, requestId: plan.requestId, startedMs };
    instance.operation = undefined;
    instance.row = undefined;
    plan.ended?.();
  }
}
