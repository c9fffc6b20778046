import { ENDS_AND_SHOWS_WITHIN_MS, type Late, SHOWS_WITHIN_MS } from "./awaited.js";
import { hasEnded, mayYetBind } from "./bars.js";
import { barsOf } from "./changeBars.js";
import type { Claims } from "./claims.js";
import { Deadline } from "./deadline.js";
import { firstLook } from "./firstLook.js";
import type { Failure, Goal, Outcome } from "./goal.js";
import { InstanceChange } from "./instanceChange.js";
import { leftWithoutKey, WOULD_BE_LOCKED } from "./lastKey.js";
import { LateEffects } from "./lateEffects.js";
import { warningsOfStopped } from "./leftStopped.js";
import type { Instance } from "./lighthouse.js";
import type { Notices } from "./notices.js";
import { Observation } from "./observation.js";
import { untilOthersEnd } from "./otherProcesses.js";
import { lostOf, outcomeOf, stillThereOf, unseenOf, usernamesAfter, withUnseen } from "./outcome.js";
import { type Pair, Pairs } from "./pairs.js";
import { Progress } from "./progress.js";
import { Refused } from "./refused.js";
import type { Region } from "./region.js";
import { settle, within } from "./waiting.js";

/** How long the last look may take, whatever time is left: long enough for a call without an answer to be made again. */
const LAST_LOOK_MS = 80_000;

/** The pause before an instance is asked for again that is said not to exist, though a key is bound to it. */
const LOOK_TWICE_MS = 1_000;

/** What a change works with. */
export interface ChangeContext {
  region: Region;
  claims: Claims;
  notices: Notices;
  /** How long it may take, from the moment on at which no other association holds its instances. */
  timeoutMs: number;
}

/**
 * Brings the bindings of one association to what a goal says: observes, plans the difference, acts, and observes again.
 *
 * Throws `Refused` before anything is touched where something is known to forbid it. What goes wrong later is told in
 * the outcome, beside all that was done.
 */
export async function change(context: ChangeContext, goal: Goal): Promise<Outcome> {
  const { region, notices, timeoutMs } = context;
  const instanceIds = goal.declared.plus(goal.dropped).instanceIds();
  const release = await region.locks.acquire(instanceIds);
  const progress = new Progress(instanceIds.length, notices, region.clock, goal.urn);
  for (const instanceId of instanceIds) region.watchers.set(instanceId, progress);
  try {
    return await new Change(context, goal, new Deadline(region.clock, timeoutMs)).run();
  } finally {
    for (const instanceId of instanceIds) region.watchers.delete(instanceId);
    progress.end();
    release();
  }
}

/** A change whose instances are held: what it sees, no other association of this process is about to change. */
class Change {
  private readonly lateEffects: LateEffects;

  constructor(
    private readonly context: ChangeContext,
    private readonly goal: Goal,
    private readonly deadline: Deadline,
  ) {
    this.lateEffects = new LateEffects(goal, context.region.clock, deadline);
  }

  async run(): Promise<Outcome> {
    const { region, claims } = this.context;
    await untilOthersEnd(region, claims, this.goal.declared, this.deadline);
    const before = await this.observe(this.deadline);
    const touched = this.touched(before);
    if (touched.size + this.goal.lookAt.length === 0) return outcomeOf(before, []);
    const toRead = [...touched, ...this.goal.lookAt];
    const instances = await this.lookTwice(before, await firstLook(region, this.deadline, toRead));
    const isToSettle = ({ instanceId }: Instance): boolean =>
      !touched.has(instanceId) || this.lateEffects.isOn(instanceId);
    const unsettled = [...instances.values()].filter((row) => mayYetBind(row) && isToSettle(row));
    if (unsettled.length > 0) {
      // What is under way may be the end of an interrupted run, and undo what is to be adopted.
      await Promise.all(unsettled.map((instance) => settle(region, instance, this.deadline)));
      if (unsettled.some(({ instanceId }) => this.lateEffects.isOn(instanceId))) this.lateEffects.restart();
      return this.run();
    }
    if (await this.lateEffects.wait(before.live)) return this.run();
    if (touched.size === 0) return this.carryOut(before, touched, instances);
    // An operation that ended between the two reads shows in neither, but what it did shows in one that comes after.
    const now = await this.observe(this.deadline);
    const touchedNow = this.touched(now);
    const unread = [...touchedNow].filter((instanceId) => !instances.has(instanceId) && !touched.has(instanceId));
    const more = await firstLook(region, this.deadline, unread);
    return this.carryOut(now, touchedNow, new Map([...instances, ...more]));
  }

  /** An instance that is said not to exist, while a key is said to be bound to it: asked for once more. */
  private async lookTwice(
    before: Observation,
    instances: ReadonlyMap<string, Instance>,
  ): Promise<ReadonlyMap<string, Instance>> {
    const removable = this.removable(before).instanceIds();
    const isRead = (instanceId: string): boolean => instances.has(instanceId);
    const doubtful = [...removable, ...unseenOf(this.goal, before, isRead)].filter((id) => !isRead(id));
    if (doubtful.length === 0) return instances;
    const { region } = this.context;
    await this.deadline.race(region.clock.sleep(LOOK_TWICE_MS), "to look a second time");
    return new Map([...instances, ...(await firstLook(region, this.deadline, doubtful))]);
  }

  private async carryOut(
    before: Observation,
    touched: ReadonlySet<string>,
    instances: ReadonlyMap<string, Instance>,
  ): Promise<Outcome> {
    await this.refuseWhatIsBarred(before, instances);
    const changes = [...touched].flatMap((instanceId) => {
      // One that is said not to exist, while a key is said to be bound to it, is tried: the unbind tells.
      const instance = instances.get(instanceId) ?? { instanceId };
      const isToChange = instances.has(instanceId)
        ? !hasEnded(instance)
        : this.removable(before).keysOf(instanceId).length > 0;
      return isToChange ? [this.changeOf(instance, before)] : [];
    });
    const failures = await this.runAll(changes);
    const untouched = [...instances.values()].filter(({ instanceId }) => !touched.has(instanceId));
    for (const text of warningsOfStopped(this.goal, untouched, changes)) this.warn(text);
    const outcome = changes.length === 0 ? outcomeOf(before, changes) : await this.lastLook(before, changes, failures);
    return withUnseen(
      outcome,
      before,
      unseenOf(this.goal, before, (id) => instances.has(id)),
    );
  }

  /** What gains keys goes first: nothing is taken away while something that was to be given has failed. */
  private async runAll(changes: InstanceChange[]): Promise<Failure[]> {
    const onlyLoses = (one: InstanceChange): boolean => one.loses.length > 0 && one.gains.length === 0;
    const losing = changes.filter(onlyLoses);
    const failures = await runTogether(changes.filter((one) => !losing.includes(one)));
    return failures.length > 0 ? failures : runTogether(losing);
  }

  private changeOf(instance: Instance, before: Observation): InstanceChange {
    const { region, claims } = this.context;
    return new InstanceChange({ region, claims, goal: this.goal, deadline: this.deadline }, instance, before);
  }

  /**
   * Recorded pairs that were to go, on instances where it did not come to that: one that does not show may still be on
   * its way, from an earlier bind, and is remembered until it was seen to be gone.
   */
  private notSettled(failures: readonly Failure[], changes: readonly InstanceChange[]): Pairs {
    const failed = new Set(failures.map(({ instanceId }) => instanceId));
    const open = new Set(changes.filter((one) => !one.hasRun).map(({ instanceId }) => instanceId));
    const isOpen = ({ instanceId }: Pair): boolean => failed.has(instanceId) || open.has(instanceId);
    return this.goal.dropped.minus(this.goal.late.coming).filter(isOpen);
  }

  /** What was asked for and does not show: even an operation that ended FAILED may have an effect that comes late. */
  private late(live: Pairs, changes: readonly InstanceChange[]): Late {
    const { late } = this.goal;
    const unfinished = changes.filter((one) => one.isUnfinished);
    const withinMs = unfinished.some((one) => one.isUnderWay) ? ENDS_AND_SHOWS_WITHIN_MS : SHOWS_WITHIN_MS;
    return {
      coming: late.coming.plus(Pairs.of(unfinished.flatMap((one) => one.asked))).minus(live),
      going: late.going.plus(Pairs.of(unfinished.flatMap((one) => one.leaving))).and(live),
      untilMs: unfinished.length > 0 ? this.context.region.clock.now() + withinMs : late.untilMs,
    };
  }

  private async observe(deadline: Deadline, usernames = this.goal.recordedUsernames): Promise<Observation> {
    const keyIds = this.goal.declared.plus(this.goal.dropped).keyIds();
    const { region } = this.context;
    const keyPairs = await within(region, deadline, "to read the key pairs", region.keyPairs(keyIds));
    return new Observation(this.goal, keyPairs, usernames);
  }

  /** Instances on which something has to be done. */
  private touched(seen: Observation): Set<string> {
    const { power, restore, declared } = this.goal;
    const toStart = power === "leave" ? [] : power === "running" ? [...declared.instanceIds(), ...restore] : restore;
    return new Set([...seen.missing.plus(this.removable(seen)).instanceIds(), ...toStart]);
  }

  private removable(seen: Observation): Pairs {
    const { claims, region } = this.context;
    return seen.removable.filter((pair) => !claims.isDeclared(region.name, pair));
  }

  private async refuseWhatIsBarred(before: Observation, instances: ReadonlyMap<string, Instance>): Promise<void> {
    const removable = this.removable(before);
    const reasons = barsOf(before, removable, instances, this.context.region.name);
    if (this.goal.protectLastKey) {
      const going = removable.filter(({ instanceId }) => !hasEnded(instances.get(instanceId)));
      const ids = await leftWithoutKey(this.context.region, instances, { staying: this.goal.declared, going });
      reasons.push(...ids.map((instanceId) => `${instanceId} ${WOULD_BE_LOCKED}`));
    }
    if (reasons.length > 0) throw new Refused(reasons);
    for (const instanceId of removable.instanceIds()) {
      if (instances.get(instanceId)?.state !== "SHUTDOWN") continue;
      this.warn(`${instanceId} is isolated (SHUTDOWN): its key pairs stay bound until it is recycled.`);
    }
  }

  private warn(text: string): void {
    this.context.notices.warn(text, this.goal.urn);
  }

  /** The bindings as they are in the end: what was to be kept is confirmed along with what was changed. */
  private async lastLook(before: Observation, changes: InstanceChange[], failures: Failure[]): Promise<Outcome> {
    const deadline = new Deadline(this.context.region.clock, LAST_LOOK_MS);
    try {
      const seen = await this.observe(deadline, usernamesAfter(this.goal, changes));
      for (const { instanceId, hasEnded: isIsolated, loses } of changes) {
        if (isIsolated && loses.length > 0) this.warn(`${instanceId} went away meanwhile, with its key pairs bound.`);
      }
      const lost = lostOf(seen, before, changes, failures);
      const stillThere = failures.length > 0 ? [] : stillThereOf(this.removable(seen), changes);
      const outcome = outcomeOf(seen, changes, [...failures, ...lost, ...stillThere]);
      const mayBeBound = Pairs.of(changes.flatMap((one) => one.mayBeBound));
      const live = outcome.live.plus(mayBeBound).plus(this.notSettled(outcome.failures, changes));
      return { ...outcome, live, late: this.late(seen.live, changes) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // What cannot be seen is remembered as bound: a later change looks before it does anything about it.
      const all = before.live.plus(Pairs.of(changes.flatMap(({ asked }) => asked)));
      const reason = new Error(`the bindings could not be read in the end: ${error.message}`);
      const blind = changes.slice(0, 1).map(({ instanceId }) => ({ instanceId, error: reason }));
      return {
        ...outcomeOf(before, changes, [...failures, ...blind]),
        live: all,
        late: this.late(before.live, changes),
      };
    }
  }
}

async function runTogether(changes: InstanceChange[]): Promise<Failure[]> {
  const results = await Promise.all(
    changes.map(async (one) => {
      try {
        await one.run();
        return [];
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return [{ instanceId: one.instanceId, error, isLeftDown: one.isLeftDown }];
      }
    }),
  );
  return results.flat();
}
