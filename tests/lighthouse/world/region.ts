import { Bindings } from "./bindings";
import type { Instance } from "./instance";
import type { KeyPair } from "./keyPair";

/** What one account has in one region. Nothing in it is seen from another region or by another account. */
export class Region {
  readonly bindings = new Bindings();
  readonly #instances = new Map<string, Instance>();
  readonly #keyPairs = new Map<string, KeyPair>();
  /** Instances that were here once: writes that name one are answered differently from one that never was. */
  readonly #goneInstances = new Set<string>();
  #listed: Instance[] | undefined;

  constructor(readonly name: string) {}

  get instances(): ReadonlyMap<string, Instance> {
    return this.#instances;
  }

  get keyPairs(): ReadonlyMap<string, KeyPair> {
    return this.#keyPairs;
  }

  hasBeenHere(instanceId: string): boolean {
    return this.#goneInstances.has(instanceId);
  }

  addInstance(instance: Instance): void {
    this.#instances.set(instance.instanceId, instance);
    this.#goneInstances.delete(instance.instanceId);
    this.noteOrderChange();
  }

  /** Takes an instance away for good, with its bindings. */
  removeInstance(instance: Instance): void {
    for (const keyId of [...this.bindings.keysOf(instance.instanceId).keys()]) {
      this.bindings.remove(keyId, instance.instanceId);
    }
    instance.operation = undefined;
    this.#instances.delete(instance.instanceId);
    this.#goneInstances.add(instance.instanceId);
    this.noteOrderChange();
  }

  addKeyPair(keyPair: KeyPair): void {
    this.#keyPairs.set(keyPair.keyId, keyPair);
  }

  /** Takes a key pair away, with its bindings. */
  removeKeyPair(keyId: string): void {
    for (const instanceId of [...this.bindings.instancesOf(keyId).keys()]) {
      this.bindings.remove(keyId, instanceId);
      const instance = this.#instances.get(instanceId);
      if (instance) instance.row = undefined;
    }
    this.#keyPairs.delete(keyId);
  }

  /** To be called when an instance comes, goes, or enters or leaves SHUTDOWN: the order of listing depends on it. */
  noteOrderChange(): void {
    this.#listed = undefined;
  }

  /**
   * All instances in the order DescribeInstances lists them: those waiting to be recycled first, the rest newest first.
   *
   * @see CN-API DescribeInstances, default order without OrderField
   */
  listed(): readonly Instance[] {
    this.#listed ??= [...this.#instances.values()].sort(byListing);
    return this.#listed;
  }
}

/** The order of DescribeInstances without OrderField. */
export function byListing(a: Instance, b: Instance): number {
  const recycled = Number(b.state === "SHUTDOWN") - Number(a.state === "SHUTDOWN");
  return recycled || b.createdMs - a.createdMs || (a.instanceId < b.instanceId ? -1 : 1);
}
