import type { Operation, Sight, Temper } from "./modelOperation";
import { ModelRefusal } from "./modelRefusal";

/** A row of DescribeInstances, in the model's own words; what is undefined does not show. */
export interface ModelRow {
  instanceId: string;
  state: string;
  action: string | undefined;
  operationState: string | undefined;
  requestId: string | undefined;
  startedMs: number | undefined;
}

interface Begun {
  action: string;
  requestId: string;
  temper: Temper;
  apply: (atMs: number) => void;
  nowMs: number;
}

/** What the service calls the actions. */
const NAMES: Readonly<Record<string, string>> = {
  bind: "AssociateInstancesKeyPairs",
  unbind: "DisassociateInstancesKeyPairs",
  start: "StartInstances",
  stop: "StopInstances",
};

/** One machine: its power, the operation on it, and what shows of both. */
export class ModelInstance {
  state = "RUNNING";
  shutdowns = 0;
  /** When the last operation of ours ended, and how; undefined before any has. */
  ended: { atMs: number; action: string; isGood: boolean } | undefined;
  private operation: Operation | undefined;
  private readonly sights: Sight[] = [];

  constructor(readonly instanceId: string) {}

  get isBusy(): boolean {
    return this.operation !== undefined;
  }

  /** Refuses an action that the instance does not allow now. */
  requireFree(action: string): void {
    if (this.operation) throw new ModelRefusal("UnsupportedOperation.LatestOperationUnfinished");
    const allowed = action === "start" ? ["STOPPED"] : action === "stop" ? ["RUNNING"] : ["RUNNING", "STOPPED"];
    if (!allowed.includes(this.state)) throw new ModelRefusal("UnsupportedOperation.InvalidInstanceState");
  }

  begin({ action, requestId, temper, apply, nowMs }: Begun): void {
    const shownId = temper.isOwnRequestId ? requestId : `other-${requestId}`;
    const isPower = action === "start" || action === "stop";
    const endsMs = nowMs + temper.durationMs;
    const isDown = this.state === "STOPPED";
    const isApplied = temper.ending !== "FAILED";
    const before = isDown ? "STOPPED" : "RUNNING";
    const finalState = !isPower || !isApplied ? before : action === "stop" ? "STOPPED" : "RUNNING";
    if (!isDown) this.shutdowns++;
    if (!isDown || isPower) this.state = action === "start" ? "STARTING" : "STOPPING";
    const appliesMs = temper.isEarly ? nowMs + temper.durationMs / 2 : endsMs;
    this.operation = { action, beganMs: nowMs, endsMs, appliesMs, isApplied, temper, shownId, finalState, apply };
    this.show(nowMs + temper.staleMs, nowMs + temper.staleMs + temper.nullMs, action, "OPERATING", shownId, nowMs);
    this.settle(nowMs);
  }

  /** Lets everything happen that is due by a moment. */
  settle(nowMs: number): void {
    const { operation } = this;
    if (!operation) return;
    const { action, appliesMs, endsMs, isApplied, temper, shownId, beganMs } = operation;
    if (nowMs >= appliesMs && isApplied && operation.apply !== NOTHING) {
      operation.apply(appliesMs);
      operation.apply = NOTHING;
    }
    if (nowMs < endsMs) return;
    this.operation = undefined;
    const isGood = temper.ending === "SUCCESS";
    this.state = operation.finalState;
    const fromMs = Math.max(endsMs, beganMs + temper.staleMs);
    const state = isGood ? "SUCCESS" : "FAILED";
    this.show(fromMs, beganMs + temper.staleMs + temper.nullMs, action, state, shownId, beganMs);
    if (NAMES[action] !== undefined) this.ended = { atMs: endsMs, action, isGood };
    if (temper.followedByMs > 0) this.follow(endsMs, temper.followedByMs, nowMs);
  }

  row(nowMs: number): ModelRow {
    const sight = this.sights.filter(({ fromMs }) => fromMs <= nowMs).at(-1);
    const hasState = sight !== undefined && nowMs >= sight.nullUntilMs;
    return {
      instanceId: this.instanceId,
      state: this.state,
      action: sight && (NAMES[sight.action] ?? sight.action),
      operationState: hasState ? sight.state : undefined,
      requestId: sight?.requestId,
      startedMs: sight?.startedMs,
    };
  }

  private follow(fromMs: number, durationMs: number, nowMs: number): void {
    const temper: Temper = { ...STEADY, durationMs };
    const shownId = `work-${this.instanceId}-${fromMs}`;
    const times = { beganMs: fromMs, endsMs: fromMs + durationMs, appliesMs: fromMs };
    this.operation = {
      ...times,
      action: "work",
      isApplied: false,
      temper,
      shownId,
      finalState: this.state,
      apply: NOTHING,
    };
    this.show(fromMs, fromMs, "work", "OPERATING", shownId, fromMs);
    this.settle(nowMs);
  }

  private show(
    fromMs: number,
    nullUntilMs: number,
    action: string,
    state: Sight["state"],
    requestId: string,
    startedMs: number,
  ): void {
    this.sights.push({ fromMs, nullUntilMs, action, state, requestId, startedMs });
  }
}

const NOTHING = (): void => undefined;

const STEADY: Omit<Temper, "durationMs"> = {
  staleMs: 0,
  nullMs: 0,
  lateMs: 0,
  isEarly: false,
  ending: "SUCCESS",
  isOwnRequestId: true,
  followedByMs: 0,
};
