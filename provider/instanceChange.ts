import { barToBind, barToUnbind, hasEnded, isUnsettled } from "./bars.js";
import { type Deadline, DeadlinePassed } from "./deadline.js";
import { mustRunInTheEnd } from "./goal.js";
import type { BindOptions, Instance } from "./lighthouse.js";
import type { Observation } from "./observation.js";
import { operate } from "./operate.js";
import { pairsOn } from "./outcome.js";
import type { Pair } from "./pairs.js";
import { ensureRunning, ensureStopped, RESTORE_AT_LEAST_MS } from "./power.js";
import { Refused } from "./refused.js";
import { rivalKeys, voidedKeys } from "./rivalKeys.js";
import { RivalsVoided } from "./rivalsVoided.js";
import type { Surroundings } from "./surroundings.js";
import { keysNotYet, OperationFailed } from "./takesEffect.js";
import { unbindByUser } from "./unbindByUser.js";
import { patiently, settle } from "./waiting.js";

/**
 * All that an association changes on one instance, in an order in which no declared key is ever missing by our doing:
 * bind, confirm, unbind, and bring the instance back to the power state it was found in. An instance that has to go
 * down for a bind and for an unbind goes down once.
 */
export class InstanceChange {
  readonly instanceId: string;
  /** The instance as it was found once nothing was under way on it. */
  found: Instance;
  /** Keys to bind. */
  gains: string[];
  /** Keys to unbind, unless somebody else declares them by then. */
  loses: string[];
  /** RequestId of the bind, from the moment on that it was answered. */
  requestId: string | undefined;
  hasWritten = false;
  /** Whether the change was begun at all. */
  hasRun = false;
  /** Whether the instance has gone, or is going, since. */
  hasEnded = false;
  /** Whether it did not show any more when it was last looked for. */
  isMissing = false;
  /** Whether the instance was found RUNNING and is not RUNNING again. */
  isLeftDown: boolean;
  /** Pairs that were asked for and may yet come to be bound, though nothing of them was seen. */
  mayBeBound: Pair[] = [];
  /** Keys that were asked to be unbound. */
  private readonly askedToGo = new Set<string>();
  /** Whether it failed after something was asked for. */
  isUnfinished = false;
  private wasStoppedByUs = false;

  constructor(
    private readonly around: Surroundings,
    private instance: Instance,
    private readonly before: Observation,
  ) {
    this.instanceId = instance.instanceId;
    this.found = instance;
    this.gains = before.missing.keysOf(this.instanceId);
    this.loses = before.removable.keysOf(this.instanceId);
    this.isLeftDown = around.goal.power !== "leave" && around.goal.restore.includes(this.instanceId);
  }

  /** Whether something was under way on it when it was last seen. */
  get isUnderWay(): boolean {
    return isUnsettled(this.instance);
  }

  /** All pairs that were asked for. */
  get asked(): Pair[] {
    return this.hasWritten ? pairsOn(this.instanceId, this.gains) : [];
  }

  /** All pairs that were asked to be unbound, for good. */
  get leaving(): Pair[] {
    const gone = [...this.askedToGo].filter((keyId) => !this.gains.includes(keyId));
    return pairsOn(this.instanceId, gone);
  }

  async run(): Promise<void> {
    this.hasRun = true;
    await this.settleFirst();
    this.isLeftDown = mustRunInTheEnd(this.around.goal, this.found);
    try {
      if (this.wouldGoDownTwice()) await this.stopOnce();
      if (this.gains.length > 0) await this.bindGains();
      await this.unbindLoses();
    } catch (error) {
      throw await this.afterFailure(error);
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
    this.found = this.instance;
  }

  private async planAgain(): Promise<void> {
    const { goal } = this.around;
    const declared = goal.declared.keysOf(this.instanceId);
    const missing = await this.keysNotYet("bind", declared);
    const another = this.before.forAnotherUser.keysOf(this.instanceId);
    this.gains = declared.filter((keyId) => missing.includes(keyId) || another.includes(keyId));
    this.loses = await this.keysNotYet("unbind", goal.dropped.keysOf(this.instanceId));
  }

  private wouldGoDownTwice(): boolean {
    const { goal } = this.around;
    const takesDown = goal.how.associateType !== "ONLINE" && this.instance.state === "RUNNING";
    // What was bound for a user is unbound on the running instance.
    const isOffline = (keyId: string): boolean => this.boundUsername(keyId) === undefined;
    return takesDown && goal.power !== "leave" && this.gains.length > 0 && this.losesNow().some(isOffline);
  }

  private async stopOnce(): Promise<void> {
    const { region, deadline } = this.around;
    this.instance = await ensureStopped(region, this.instanceId, deadline, () => {
      this.hasWritten = true;
      this.wasStoppedByUs = true;
    });
  }

  private async bindGains(): Promise<void> {
    const { region, claims, goal } = this.around;
    await this.unbind(this.before.forAnotherUser.keysOf(this.instanceId));
    const rivals = await rivalKeys(region, claims, goal, this.instanceId);
    await this.operate("bind", this.gains, goal.how);
    // Those that were just bound were seen to be so.
    const others = goal.declared.keysOf(this.instanceId).filter((keyId) => !this.gains.includes(keyId));
    const lost = others.length === 0 ? [] : await this.keysNotYet("bind", others);
    const voided = await voidedKeys(region, rivals, this.instanceId);
    if (lost.length + voided.length > 0) throw new RivalsVoided(this.instanceId, this.gains, lost, voided);
  }

  private async unbindLoses(): Promise<void> {
    this.loses = await this.keysNotYet("unbind", this.loses);
    // In one turn of the event loop: whoever declares a key later sees that it has been given up.
    const loses = this.losesNow();
    if (loses.length === 0) return;
    const { claims, region } = this.around;
    const pairs = pairsOn(this.instanceId, loses);
    claims.release(region.name, pairs);
    try {
      await this.unbind(loses);
    } finally {
      claims.end(region.name, pairs);
    }
  }

  private unbind(keyIds: string[]): Promise<void> {
    const { region, goal } = this.around;
    return unbindByUser(keyIds, {
      region,
      instanceId: this.instanceId,
      associateType: goal.how.associateType,
      usernameOf: (keyId) => this.boundUsername(keyId),
      send: (keys, how) => this.operate("unbind", keys, how),
    });
  }

  /** What is done ONLINE needs a running instance: one that is to run in the end runs before it. */
  private async bringBackForOnline(): Promise<void> {
    if (!this.isLeftDown || (this.instance.state === "RUNNING" && !isUnsettled(this.instance))) return;
    await this.bringBack();
    await this.lookAgain(this.around.deadline);
    this.isLeftDown = true;
  }

  private boundUsername(keyId: string): string | undefined {
    const { goal } = this.around;
    const isOnline = goal.how.associateType === "ONLINE" || goal.recordedUsernames.has(this.instanceId);
    return isOnline ? this.before.usernameOf({ instanceId: this.instanceId, keyId }) : undefined;
  }

  private async operate(action: "bind" | "unbind", keyIds: readonly string[], how: BindOptions): Promise<void> {
    if (how.associateType === "ONLINE") await this.bringBackForOnline();
    const { region, deadline } = this.around;
    const onSent = (requestId: string | undefined): void => {
      this.hasWritten = true;
      if (action === "bind") this.requestId = requestId;
      else for (const keyId of keyIds) this.askedToGo.add(keyId);
    };
    const isStillWanted = (keyId: string): boolean => action === "bind" || !this.isDeclaredElsewhere(keyId);
    const work = { action, instance: this.instance, keyIds, deadline, isStillWanted, onSent, ...how };
    const end = await operate(region, work);
    // The next call has to know which operation came before it.
    await this.lookAgain(deadline);
    this.hasEnded ||= end === "gone";
  }

  private async lookAgain(deadline: Deadline): Promise<void> {
    const { region } = this.around;
    const now = await patiently(region, deadline, `to see ${this.instanceId}`, () =>
      region.instances([this.instanceId]),
    );
    const row = now.get(this.instanceId);
    this.isMissing = row === undefined;
    this.hasEnded = row !== undefined && hasEnded(row);
    this.instance = row ?? this.instance;
  }

  private losesNow(): string[] {
    return this.loses.filter((keyId) => !this.isDeclaredElsewhere(keyId));
  }

  /** What this association declares itself and has to unbind first, for another user, is not meant. */
  private isDeclaredElsewhere(keyId: string): boolean {
    const { claims, region, goal } = this.around;
    const pair = { instanceId: this.instanceId, keyId };
    return !goal.declared.has(pair) && claims.isDeclared(region.name, pair);
  }

  private keysNotYet(action: "bind" | "unbind", keyIds: readonly string[]): Promise<string[]> {
    const { region, deadline } = this.around;
    return patiently(region, deadline, "to read the key pairs", () =>
      keysNotYet(region, action, this.instanceId, keyIds),
    );
  }

  /** Remembers what may yet come of it, and starts an instance that was running where nothing keeps it busy. */
  private async afterFailure(error: unknown): Promise<unknown> {
    const isFinal = error instanceof RivalsVoided || (error instanceof OperationFailed && error.isFinal);
    this.isUnfinished = this.hasWritten;
    if (this.hasWritten && !isFinal) this.mayBeBound = this.asked;
    try {
      await this.lookAgain(this.around.deadline.orWithin(RESTORE_AT_LEAST_MS));
      // An operation without an end keeps the instance busy: there is nothing to be started, only to be remembered.
      if (!(error instanceof DeadlinePassed && isUnsettled(this.instance))) await this.bringBack();
    } catch {
      // The failure that came first is the one to tell.
    }
    return error;
  }

  private async bringBack(): Promise<void> {
    // What was seen of it before it was said not to exist tells nothing any more.
    this.isLeftDown &&= this.isMissing || this.instance.state !== "RUNNING" || isUnsettled(this.instance);
    if (!this.isLeftDown) return;
    const { region, deadline } = this.around;
    const within = deadline.orWithin(RESTORE_AT_LEAST_MS);
    const now = await ensureRunning(region, this.instanceId, this.wasStoppedByUs, within);
    // One that is said not to exist may be there all the same, and down.
    this.isMissing = now === undefined;
    this.isLeftDown = this.isMissing;
  }
}
