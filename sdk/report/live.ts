import type { Instance, KeyPair } from "../../provider/lighthouse.js";

/** What was seen of one region. What was asked for and does not exist is there as undefined. */
export interface LiveRegion {
  keyPairs: ReadonlyMap<string, KeyPair | undefined>;
  instances: ReadonlyMap<string, Instance | undefined>;
}

const NOTHING: LiveRegion = { keyPairs: new Map(), instances: new Map() };

/** What is live in one region, as far as it was looked at. */
export class Live {
  constructor(private readonly seen: LiveRegion = NOTHING) {}

  /** Where nothing was looked at. */
  static readonly unseen = new Live();

  /** Whether a key is bound to an instance; undefined where that was not looked at. */
  isBound(keyId: string, instanceId: string): boolean | undefined {
    if (!this.seen.keyPairs.has(keyId)) return undefined;
    return this.seen.keyPairs.get(keyId)?.instanceIds.has(instanceId) ?? false;
  }

  /** The user that a bound key was bound for, where the service tells. */
  usernameOf(keyId: string, instanceId: string): string | undefined {
    return this.seen.keyPairs.get(keyId)?.usernames.get(instanceId);
  }

  /** Whether a key pair was looked for and does not exist. */
  lacksKey(keyId: string): boolean {
    return this.seen.keyPairs.has(keyId) && this.seen.keyPairs.get(keyId) === undefined;
  }

  /** Whether the instance was looked at, so that no answer from `instance` says that it does not exist. */
  hasLookedAt(instanceId: string): boolean {
    return this.seen.instances.has(instanceId);
  }

  /** The instance; undefined where it was not looked at or does not exist. */
  instance(instanceId: string): Instance | undefined {
    return this.seen.instances.get(instanceId);
  }
}
