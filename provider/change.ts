import { barToBind, barToUnbind, hasEnded, isUnsettled } from "./bars.js";
import type { Claims } from "./claims.js";
import { Deadline, DeadlinePassed } from "./deadline.js";
import type { Failure, Goal, Outcome } from "./goal.js";
import { InstanceChange } from "./instanceChange.js";
import type { Instance } from "./lighthouse.js";
import type { Notices } from "./notices.js";
import { Observation } from "./observation.js";
import { Pairs } from "./pairs.js";
import { Progress } from "./progress.js";
import { Refused } from "./refused.js";
import type { Region } from "./region.js";
import { settle } from "./waiting.js";

/** How long the last look may take where the time of the method is over already. */
const LAST_LOOK_MS = 20_000;

/**
 * Brings the bindings of one association to what a goal says: observes, plans the difference, acts, and observes again.
 *
 * Throws `Refused` before anything is touched where something is known to forbid it. What goes wrong later is told in
 * the outcome, beside all that was done.
 */
export class Change {
  constructor(
    private readonly region: Region,
    private readonly goal: Goal,
    private readonly deadline: Deadline,
    private readonly claims: Claims,
    private readonly notices: Notices,
  ) {}

  async run(): Promise<Outcome> {
    const instanceIds = this.goal.declared.plus(this.goal.dropped).instanceIds();
    const held = await this.deadline.during((signal) => this.region.locks.acquire(instanceIds, signal));
    if (!held) throw new DeadlinePassed(this.deadline.timeoutMs, "for another association to finish with an instance");
    const progress = new Progress(instanceIds.length, this.notices, this.region.clock, this.goal.urn);
    for (const instanceId of instanceIds) this.region.watchers.set(instanceId, progress);
    try {
      // Inside the lock: what is seen here, no other association of this process is about to change.
      return await this.carryOut(await this.observe(this.deadline));
    } finally {
      for (const instanceId of instanceIds) this.region.watchers.delete(instanceId);
      held.release();
    }
  }

  private async carryOut(before: Observation): Promise<Outcome> {
    const touched = this.touched(before);
    const looked = this.goal.looksAtAll ? this.goal.declared.instanceIds() : [];
    if (touched.size + looked.length === 0) return outcomeOf(before, []);
    const toRead = this.region.instances([...touched, ...looked]);
    const instances = await this.deadline.race(toRead, "to read the instances");
    const unsettled = [...instances.values()].filter((row) => isUnsettled(row) && !touched.has(row.instanceId));
    if (unsettled.length > 0) {
      // What is under way may be the end of an interrupted run, and undo what is to be adopted.
      await Promise.all(unsettled.map((instance) => settle(this.region, instance, this.deadline)));
      return this.carryOut(await this.observe(this.deadline));
    }
    this.refuseWhatIsBarred(before, instances);
    this.warnOfStopped(instances);
    const changes = [...touched].flatMap((instanceId) => {
      const instance = instances.get(instanceId);
      return instance && !hasEnded(instance) ? [this.changeOf(instance, before)] : [];
    });
    const failures = await this.runAll(changes);
    return changes.length === 0 ? outcomeOf(before, changes) : this.lastLook(before, changes, failures);
  }

  /** What gains keys goes first: nothing is taken away while something that was to be given has failed. */
  private async runAll(changes: InstanceChange[]): Promise<Failure[]> {
    const onlyLoses = (change: InstanceChange): boolean => change.loses.length > 0 && change.gains.length === 0;
    const failures = await runTogether(changes.filter((change) => !onlyLoses(change)));
    return failures.length > 0 ? failures : runTogether(changes.filter(onlyLoses));
  }

  private changeOf(instance: Instance, before: Observation): InstanceChange {
    return new InstanceChange(
      { region: this.region, goal: this.goal, deadline: this.deadline, claims: this.claims },
      instance,
      before,
    );
  }

  private async observe(deadline: Deadline): Promise<Observation> {
    const keyIds = this.goal.declared.plus(this.goal.dropped).keyIds();
    return new Observation(this.goal, await deadline.race(this.region.keyPairs(keyIds), "to read the key pairs"));
  }

  /** Instances on which something has to be done. */
  private touched(seen: Observation): Set<string> {
    const { power, restore, declared } = this.goal;
    const toStart = power === "leave" ? [] : power === "running" ? [...declared.instanceIds(), ...restore] : restore;
    return new Set([...seen.missing().plus(this.removable(seen)).instanceIds(), ...toStart]);
  }

  private removable(seen: Observation): Pairs {
    return seen.removable().filter((pair) => !this.claims.isClaimed(this.region.name, pair));
  }

  private refuseWhatIsBarred(before: Observation, instances: ReadonlyMap<string, Instance>): void {
    const region = this.region.name;
    const reasons = before
      .unknownKeyIds()
      .map((keyId) => `${keyId} does not exist in region ${region}; check the id and the region`);
    for (const instanceId of before.missing().instanceIds()) {
      const bar = barToBind(instances.get(instanceId), region);
      if (bar) reasons.push(`${instanceId} ${bar}`);
    }
    for (const instanceId of this.removable(before).instanceIds()) {
      const instance = instances.get(instanceId);
      const bar = instance && barToUnbind(instance);
      if (bar) reasons.push(`${instanceId} ${bar}`);
      if (instance?.state === "SHUTDOWN") {
        this.notices.warn(
          `${instanceId} is isolated (SHUTDOWN): its key pairs stay bound until it is recycled.`,
          this.goal.urn,
        );
      }
    }
    if (reasons.length > 0) throw new Refused([...new Set(reasons)]);
  }

  /** Who was interrupted between the shutdown and the start cannot be known; so it is said, not guessed. */
  private warnOfStopped(instances: ReadonlyMap<string, Instance>): void {
    if (this.goal.power === "running") return;
    const left = [...instances.values()].filter(
      ({ instanceId, state, operation }) =>
        state === "STOPPED" && /InstancesKeyPairs$/.test(operation ?? "") && !this.goal.restore.includes(instanceId),
    );
    if (left.length === 0) return;
    const names = left.map(({ instanceId }) => instanceId).join(", ");
    this.notices.warn(
      `STOPPED since a key pair was bound or unbound: ${names}. If that was an interrupted run, start them, or set power to "running".`,
      this.goal.urn,
    );
  }

  private stillThere(seen: Observation, changes: InstanceChange[], failures: Failure[]): Failure[] {
    if (failures.length > 0) return [];
    const removable = this.removable(seen);
    return changes.flatMap((change) => stillThereOn(removable, change));
  }

  /** The bindings as they are in the end: what was to be kept is confirmed along with what was changed. */
  private async lastLook(before: Observation, changes: InstanceChange[], failures: Failure[]): Promise<Outcome> {
    try {
      const seen = await this.observe(new Deadline(this.region.clock, LAST_LOOK_MS));
      const told = new Set(failures.map(({ instanceId }) => instanceId));
      const untold = seen.missing().filter(({ instanceId }) => !told.has(instanceId));
      const lost = untold.instanceIds().map((instanceId) => lostOn(instanceId, untold, before));
      const outcome = outcomeOf(seen, changes, [...failures, ...lost, ...this.stillThere(seen, changes, failures)]);
      const mayBeBound = Pairs.of(changes.flatMap((change) => change.mayBeBound));
      return { ...outcome, live: outcome.live.plus(mayBeBound) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // What cannot be seen is remembered as bound: a later change looks before it does anything about it.
      const all = before.live.plus(Pairs.of(changes.flatMap((change) => change.asked)));
      const reason = new Error(`the bindings could not be read in the end: ${error.message}`);
      const blind = changes.slice(0, 1).map(({ instanceId }) => ({ instanceId, error: reason }));
      return { ...outcomeOf(before, changes, [...failures, ...blind]), live: all };
    }
  }
}

/** Pairs that were to be unbound and are still bound, though nothing failed. */
function stillThereOn(seen: Pairs, change: InstanceChange): Failure[] {
  const keyIds = seen.keysOf(change.instanceId);
  if (keyIds.length === 0) return [];
  return [
    {
      instanceId: change.instanceId,
      error: new Error(`${keyIds.join(", ")} is still bound. Run the same command again.`),
    },
  ];
}

async function runTogether(changes: InstanceChange[]): Promise<Failure[]> {
  const results = await Promise.all(
    changes.map(async (change) => {
      try {
        await change.run();
        return [];
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return [{ instanceId: change.instanceId, error }];
      }
    }),
  );
  return results.flat();
}

function lostOn(instanceId: string, missing: Pairs, before: Observation): Failure {
  const keyIds = missing.keysOf(instanceId);
  const wasBound = keyIds.filter((keyId) => before.live.has({ instanceId, keyId }));
  const reason =
    wasBound.length > 0
      ? `${wasBound.join(", ")} was bound and is no longer: this service drops the earlier keys of an instance when another is bound. Declare all keys of the instance in one association, and no other key in another`
      : `${keyIds.join(", ")} is not bound`;
  return { instanceId, error: new Error(reason) };
}

function outcomeOf(seen: Observation, changes: InstanceChange[], failures: Failure[] = []): Outcome {
  const usernames = new Map<string, string>();
  for (const pair of seen.live) {
    const username = seen.usernameOf(pair);
    if (username !== undefined) usernames.set(pair.instanceId, username);
  }
  return {
    live: seen.live,
    usernames,
    requestIds: new Map(changes.flatMap(({ instanceId, requestId }) => (requestId ? [[instanceId, requestId]] : []))),
    restore: changes.filter(({ isLeftDown }) => isLeftDown).map(({ instanceId }) => instanceId),
    failures,
    hasWritten: changes.some(({ hasWritten }) => hasWritten),
  };
}
