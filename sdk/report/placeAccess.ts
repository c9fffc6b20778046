import { getOrMake } from "../../provider/getOrMake.js";
import type { Pair } from "../../provider/pairs.js";
import type { HiddenInstances, InstanceAccess, PairStatus, Place } from "./access.js";
import type { AssociationStep } from "./associationStep.js";
import { KnownPairs, withoutRefreshes } from "./knownPairs.js";
import { binds, operationOn, type PairChanges, type Standing, unbinds } from "./operation.js";

/**
 * What becomes of the pairs of one place. Follows what the provider does there: binds what is declared and not bound,
 * unbinds what was recorded and is declared nowhere in the same place.
 */
export class PlaceAccess {
  private readonly known: KnownPairs;
  private readonly rows = new Map<string, InstanceAccess>();
  private readonly gained = new Set<string>();

  constructor(
    private readonly place: Place,
    private readonly steps: readonly AssociationStep[],
  ) {
    this.known = new KnownPairs(steps, place.live);
    for (const step of withoutRefreshes(steps)) this.carryOut(step);
    this.judgePairs();
  }

  instances(): InstanceAccess[] {
    return [...this.rows.values()];
  }

  /** What is bound to instances that the preview does not show. */
  hidden(): HiddenInstances[] {
    return this.steps.flatMap((step): HiddenInstances[] => {
      const { after, name } = step;
      if (!after?.instanceIds.hidden || !binds(step)) return [];
      const isOnline = after.associateType === "ONLINE";
      return [{ place: this.place, association: name, ...after.instanceIds.hidden, keyIds: after.keyIds, isOnline }];
    });
  }

  private carryOut(step: AssociationStep): void {
    const declared = new Set(binds(step) ? (step.after?.instanceIds.known ?? []) : []);
    const bindings = new Map((step.before?.bindings ?? []).map((binding) => [binding.instanceId, binding]));
    const touched = unbinds(step) ? new Set([...declared, ...bindings.keys()]) : declared;
    for (const instanceId of touched) {
      const binding = bindings.get(instanceId);
      const standing = { instanceId, isDeclared: declared.has(instanceId), ...(binding && { binding }) };
      const operation = operationOn(step, standing, this.changesOf(step, standing));
      if (operation) this.row(instanceId).operations.push(operation);
    }
  }

  private changesOf(step: AssociationStep, { instanceId, isDeclared, binding }: Standing): PairChanges {
    const declared = isDeclared ? (step.after?.keyIds.known ?? []) : [];
    const recorded = unbinds(step) ? (binding?.keyIds ?? []) : [];
    const pairOf = (keyId: string): Pair => ({ keyId, instanceId });
    const isForAnotherUser = (keyId: string): boolean => {
      const user = this.place.live.usernameOf(keyId, instanceId) ?? binding?.username;
      return step.after?.username !== undefined && user !== undefined && user !== step.after.username;
    };
    const bound = declared.filter((keyId) => this.known.isBound(pairOf(keyId)));
    const dropped = recorded.filter(
      (keyId) => this.known.isBound(pairOf(keyId)) && !this.known.isDeclared(pairOf(keyId)),
    );
    return {
      gains: declared.filter((keyId) => !this.known.isBound(pairOf(keyId)) && this.isFirstToGain(pairOf(keyId))),
      rebinds: bound.filter(isForAnotherUser),
      loses: dropped.filter((keyId) => !this.known.mayBeDeclared(pairOf(keyId))),
      mayLose: dropped.filter((keyId) => this.known.mayBeDeclared(pairOf(keyId))),
    };
  }

  private judgePairs(): void {
    for (const pair of this.known.all) {
      const status = this.statusOf(pair);
      if (status) this.row(pair.instanceId).pairs.set(pair.keyId, status);
    }
    for (const { pairs, operations } of this.rows.values()) {
      for (const { loses, mayLose } of operations) {
        for (const keyId of loses) pairs.set(keyId, "removed");
        for (const keyId of mayLose) pairs.set(keyId, "mayBeRemoved");
      }
    }
  }

  private statusOf(pair: Pair): PairStatus | undefined {
    if (this.known.isBound(pair)) return "kept";
    const wasRecorded = this.known.wasRecorded(pair);
    if (this.gained.has(nameOf(pair))) return wasRecorded ? "restored" : "added";
    return wasRecorded && this.known.isDeclared(pair) ? "drifted" : undefined;
  }

  /** Where two associations declare a pair, the first binds it and the second finds it bound. */
  private isFirstToGain(pair: Pair): boolean {
    if (this.gained.has(nameOf(pair))) return false;
    this.gained.add(nameOf(pair));
    return true;
  }

  private row(instanceId: string): InstanceAccess {
    return getOrMake(this.rows, instanceId, () => ({
      place: this.place,
      instanceId,
      pairs: new Map(),
      operations: [],
    }));
  }
}

function nameOf({ keyId, instanceId }: Pair): string {
  return `${keyId} ${instanceId}`;
}
