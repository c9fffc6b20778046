import type { Instance } from "../../provider/lighthouse.js";

/** How long each part of an operation takes, in milliseconds, and what the service does by itself. */
export interface Pace {
  /** After so long the instance shows the operation; until then it shows the one from before. */
  showsAfterMs: number;
  /** From RUNNING to STOPPED. */
  stopMs: number;
  /** From STOPPED to RUNNING. */
  startMs: number;
  /** Writing a key, or taking one out. */
  keyMs: number;
  /** After SUCCESS so long passes before DescribeKeyPairs tells. */
  visibleAfterMs: number;
  /** Whether an instance that was shut down for a key is started again by the service. */
  restarts: boolean;
  /** Whether LatestOperationState is null throughout, as the API allows. */
  isMute: boolean;
}

/** A pace at which everything shows as it should. */
export const USUAL_PACE: Pace = {
  showsAfterMs: 0,
  stopMs: 4_000,
  startMs: 8_000,
  keyMs: 1_000,
  visibleAfterMs: 0,
  restarts: true,
  isMute: false,
};

/** An operation on one instance, as it was asked for. */
export interface Operation {
  name: string;
  requestId: string;
  isOnline: boolean;
  fails: boolean;
  /** What changes with it, at its end and only where it does not fail. */
  effect: () => void;
}

interface Step {
  atMs: number;
  take: () => void;
}

/** One instance and what is under way on it, at the times that a clock tells. */
export class ScriptedInstance {
  /** How often it went down. */
  shutdowns = 0;
  private readonly row: Instance;
  private steps: Step[] = [];

  constructor(
    instanceId: string,
    given: Partial<Instance>,
    private readonly now: () => number,
    private readonly pace: () => Pace,
  ) {
    this.row = { instanceId, state: "RUNNING", platformType: "LINUX_UNIX", ...given };
  }

  /** The instance as DescribeInstances shows it now. */
  seen(): Instance {
    this.catchUp();
    return { ...this.row };
  }

  /** Changes it by hand. */
  edit(fields: Partial<Instance>): void {
    this.catchUp();
    Object.assign(this.row, fields);
  }

  get isBusy(): boolean {
    this.catchUp();
    return this.steps.length > 0;
  }

  /** Begins to bind or unbind: goes down first where it must, and comes up again where the service does that. */
  changeKeys(operation: Operation): void {
    const { stopMs, startMs, keyMs, restarts } = this.pace();
    const goesDown = this.row.state === "RUNNING" && !operation.isOnline;
    const downMs = goesDown ? stopMs : 0;
    const upMs = goesDown && restarts ? startMs : 0;
    this.begin(operation, downMs + keyMs + upMs);
    if (!goesDown) return;
    this.goDown(stopMs);
    if (restarts) this.comeUp(downMs + keyMs, startMs);
  }

  /** Begins to start. */
  start(operation: Operation): void {
    const { startMs } = this.pace();
    this.begin(operation, startMs);
    this.comeUp(0, operation.fails ? Number.POSITIVE_INFINITY : startMs);
    if (operation.fails) this.at(startMs, () => this.show({ state: "STOPPED" }));
  }

  /** Begins to stop. */
  stop(operation: Operation): void {
    const { stopMs } = this.pace();
    this.begin(operation, stopMs);
    if (operation.fails) return;
    this.goDown(stopMs);
  }

  private begin({ name, requestId, fails, effect }: Operation, tookMs: number): void {
    const { showsAfterMs, visibleAfterMs, isMute } = this.pace();
    const startedMs = this.now();
    const shown = { operation: name, operationRequestId: requestId, operationStartedMs: startedMs };
    this.at(Math.min(showsAfterMs, tookMs), () => {
      this.show({ ...shown, operationState: "OPERATING" });
      if (isMute) delete this.row.operationState;
    });
    this.at(tookMs, () => !isMute && this.show({ operationState: fails ? "FAILED" : "SUCCESS" }));
    if (!fails) this.at(tookMs + visibleAfterMs, effect);
    this.catchUp();
  }

  private goDown(stopMs: number): void {
    this.shutdowns += 1;
    this.show({ state: "STOPPING" });
    this.at(stopMs, () => this.show({ state: "STOPPED" }));
  }

  private comeUp(afterMs: number, startMs: number): void {
    this.at(afterMs, () => this.show({ state: "STARTING" }));
    if (Number.isFinite(startMs)) this.at(afterMs + startMs, () => this.show({ state: "RUNNING" }));
    this.catchUp();
  }

  private show(fields: Partial<Instance>): void {
    Object.assign(this.row, fields);
  }

  private at(afterMs: number, take: () => void): void {
    this.steps.push({ atMs: this.now() + afterMs, take });
  }

  private catchUp(): void {
    const due = this.steps.filter(({ atMs }) => atMs <= this.now()).sort((a, b) => a.atMs - b.atMs);
    this.steps = this.steps.filter((step) => !due.includes(step));
    for (const { take } of due) take();
  }
}
