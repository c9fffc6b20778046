/** Which keys are on which instances of one region, with the user each is bound for; kept for look-up both ways. */
export class Bindings {
  readonly #byInstance = new Map<string, Map<string, string>>();
  readonly #byKey = new Map<string, Map<string, string>>();

  /** The keys on an instance in the order they were bound, each with its user name. */
  keysOf(instanceId: string): ReadonlyMap<string, string> {
    return this.#byInstance.get(instanceId) ?? NONE;
  }

  /** The instances that hold a key in the order they were bound, each with its user name. */
  instancesOf(keyId: string): ReadonlyMap<string, string> {
    return this.#byKey.get(keyId) ?? NONE;
  }

  isBound(keyId: string, instanceId: string): boolean {
    return this.keysOf(instanceId).has(keyId);
  }

  add(keyId: string, instanceId: string, username: string): void {
    put(this.#byInstance, instanceId, keyId, username);
    put(this.#byKey, keyId, instanceId, username);
  }

  remove(keyId: string, instanceId: string): void {
    this.#byInstance.get(instanceId)?.delete(keyId);
    this.#byKey.get(keyId)?.delete(instanceId);
  }
}

const NONE: ReadonlyMap<string, string> = new Map();

function put(index: Map<string, Map<string, string>>, outer: string, inner: string, username: string): void {
  const entries = index.get(outer);
  if (entries) entries.set(inner, username);
  else index.set(outer, new Map([[inner, username]]));
}
