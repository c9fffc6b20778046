import { barToBind, barToUnbind, isUnsettled } from "./bars.js";
import type { Claims } from "./claims.js";
import { Deadline, DeadlinePassed } from "./deadline.js";
import type { Goal } from "./goal.js";
import type { BindOptions, Instance } from "./lighthouse.js";
import type { Observation } from "./observation.js";
import { operate } from "./operate.js";
import type { Pair } from "./pairs.js";
import { ensureRunning, ensureStopped } from "./power.js";
import { Refused } from "./refused.js";
import type { Region } from "./region.js";
import { keysNotYet, OperationFailed } from "./takesEffect.js";
import { settle } from "./waiting.js";

/** What the changes of one association share. */
export interface Surroundings {
  region: Region;
  goal: Goal;
  deadline: Deadline;
  claims: Claims;
}

/** How long an instance may take to run again where the time of the method is nearly over. */
const RESTORE_AT_LEAST_MS = 60_000;

/**
 * All that an association changes on one instance, in an order in which no declared key is ever missing by our doing:
 * bind, confirm, unbind, and bring the instance back to the power state it was found in. An instance that has to go
 * down for a bind and for an unbind goes down once.
 */
export class InstanceChange {
  readonly instanceId: string;
  /** Keys to bind. */
  gains: string[];
  /** Keys to unbind, unless somebody else declares them by then. */
  loses: string[];
  /** RequestId of the bind. */
  requestId: string | undefined;
  hasWritten = false;
  /** Whether the instance was found RUNNING and is not RUNNING again. */
  isLeftDown: boolean;
  private wasStoppedByUs = false;

  constructor(
    private readonly around: Surroundings,
    private instance: Instance,
    private readonly before: Observation,
  ) {
    this.instanceId = instance.instanceId;
    this.gains = before.missing().keysOf(this.instanceId);
    this.loses = before.removable().keysOf(this.instanceId);
    this.isLeftDown = around.goal.power !== "leave" && around.goal.restore.includes(this.instanceId);
  }

  /** Pairs that were asked for and may yet come to be bound, though nothing of them was seen. */
  mayBeBound: Pair[] = [];

  /** All pairs that were asked for. */
  get asked(): Pair[] {
    return this.hasWritten ? this.gains.map((keyId) => this.pairOf(keyId)) : [];
  }

  async run(): Promise<void> {
    const { goal } = this.around;
    await this.settleFirst();
    const wasRunning = this.instance.state === "RUNNING" || goal.restore.includes(this.instanceId);
    this.isLeftDown = goal.power === "running" || (goal.power === "asFound" && wasRunning);
    try {
      if (this.wouldGoDownTwice()) await this.stopOnce();
      if (this.gains.length > 0) await this.bindGains();
      await this.unbindLoses();
    } catch (error) {
      const isFinal = error instanceof OperationFailed && error.isFinal;
      if (this.hasWritten && !isFinal) this.mayBeBound = this.gains.map((keyId) => this.pairOf(keyId));
      // An operation without an end keeps the instance busy: there is nothing to be started, only to be remembered.
      if (!(error instanceof DeadlinePassed)) await this.bringBack().catch(() => undefined);
      throw error;
    }
    await this.bringBack();
  }

  private async settleFirst(): Promise<void> {
    const { region, deadline } = this.around;
    const hasToWait = isUnsettled(this.instance);
    const now = await settle(region, this.instance, deadline);
    // What was waited for may have been an earlier bind of ours.
    if (hasToWait) await this.planAgain();
    const bar = this.gains.length > 0 ? barToBind(now, region.name) : now && barToUnbind(now);
    if (bar) throw new Refused([`${this.instanceId} ${bar}`]);
    if (now) this.instance = now;
  }

  private async planAgain(): Promise<void> {
    const missing = await keysNotYet(this.around.region, "bind", this.instanceId, this.gains);
    const another = this.before.forAnotherUser();
    this.gains = this.gains.filter((keyId) => missing.includes(keyId) || another.has(this.pairOf(keyId)));
    this.loses = await keysNotYet(this.around.region, "unbind", this.instanceId, this.loses);
  }

  private wouldGoDownTwice(): boolean {
    const { goal } = this.around;
    const takesDown = goal.how.associateType !== "ONLINE" && this.instance.state === "RUNNING";
    return takesDown && goal.power !== "leave" && this.gains.length > 0 && this.losesNow().length > 0;
  }

  private async stopOnce(): Promise<void> {
    this.hasWritten = true;
    this.wasStoppedByUs = true;
    this.instance = await ensureStopped(this.around.region, this.instanceId, this.around.deadline);
  }

  private async bindGains(): Promise<void> {
    const { region, goal } = this.around;
    await this.unbind(this.before.forAnotherUser().keysOf(this.instanceId));
    this.requestId = await this.operate("bind", this.gains, goal.how);
    const kept = goal.declared.keysOf(this.instanceId);
    const lost = await keysNotYet(region, "bind", this.instanceId, kept);
    if (lost.length === 0) return;
    throw new OperationFailed(
      `${lost.join(", ")} was bound to ${this.instanceId} and is no longer, since ${this.gains.join(", ")} was bound: ` +
        "this service drops the earlier keys of an instance when another is bound. Declare one key for each instance.",
    );
  }

  private async unbindLoses(): Promise<void> {
    this.loses = await keysNotYet(this.around.region, "unbind", this.instanceId, this.loses);
    // In one turn of the event loop: whoever declares a key later sees that it has been given up.
    const loses = this.losesNow();
    if (loses.length === 0) return;
    this.around.claims.release(
      this.around.region.name,
      loses.map((keyId) => this.pairOf(keyId)),
    );
    await this.unbind(loses);
  }

  /** Keys that were bound for different users are unbound one user after the other: a request names one user. */
  private async unbind(keyIds: string[]): Promise<void> {
    const byUser = new Map<string | undefined, string[]>();
    for (const keyId of keyIds) {
      const username = this.boundUsername(keyId);
      byUser.set(username, [...(byUser.get(username) ?? []), keyId]);
    }
    for (const [username, keys] of byUser) await this.operate("unbind", keys, this.howToUnbind(username));
  }

  /** A key that was bound for a named user can only be unbound ONLINE and under that name. */
  private howToUnbind(username: string | undefined): BindOptions {
    if (username !== undefined) return { associateType: "ONLINE", username };
    const { associateType } = this.around.goal.how;
    return associateType === undefined ? {} : { associateType };
  }

  private boundUsername(keyId: string): string | undefined {
    const { goal } = this.around;
    const isOnline = goal.how.associateType === "ONLINE" || goal.recordedUsernames.has(this.instanceId);
    return isOnline ? this.before.usernameOf(this.pairOf(keyId)) : undefined;
  }

  private async operate(
    action: "bind" | "unbind",
    keyIds: readonly string[],
    how: BindOptions,
  ): Promise<string | undefined> {
    const { region, deadline } = this.around;
    const onSent = (): void => {
      this.hasWritten = true;
    };
    const isStillWanted = (keyId: string): boolean => action === "bind" || !this.isDeclaredElsewhere(keyId);
    const work = { action, instance: this.instance, keyIds, deadline, isStillWanted, onSent, ...how };
    const requestId = await operate(region, work);
    // The next call has to know which operation came before it.
    const now = await deadline.race(region.instances([this.instanceId]), `to see ${this.instanceId}`);
    this.instance = now.get(this.instanceId) ?? this.instance;
    return requestId;
  }

  private losesNow(): string[] {
    return this.loses.filter((keyId) => !this.isDeclaredElsewhere(keyId));
  }

  /** What this association declares itself and has to unbind first, for another user, is not meant. */
  private isDeclaredElsewhere(keyId: string): boolean {
    const { claims, region, goal } = this.around;
    const pair = this.pairOf(keyId);
    return !goal.declared.has(pair) && claims.isClaimed(region.name, pair);
  }

  private pairOf(keyId: string): Pair {
    return { instanceId: this.instanceId, keyId };
  }

  private async bringBack(): Promise<void> {
    if (!this.isLeftDown) return;
    const { region, deadline } = this.around;
    const enough =
      deadline.remainingMs >= RESTORE_AT_LEAST_MS ? deadline : new Deadline(region.clock, RESTORE_AT_LEAST_MS);
    await ensureRunning(region, this.instanceId, this.wasStoppedByUs, enough);
    this.isLeftDown = false;
  }
}
