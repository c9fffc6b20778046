import type { Goal } from "./goal.js";
import type { KeyPair } from "./lighthouse.js";
import type { Pair, Pairs } from "./pairs.js";

/** What DescribeKeyPairs shows of the pairs that a goal is about. */
export class Observation {
  /** Those of the declared and the dropped pairs that are bound. */
  readonly live: Pairs;
  /** Declared pairs that are bound for another user, and have to be unbound before they can be bound. */
  readonly forAnotherUser: Pairs;
  /** Declared pairs that are not bound, or not for the declared user. */
  readonly missing: Pairs;
  /** Dropped pairs that are still bound. */
  readonly removable: Pairs;

  /** `usernames`: by instance, whom the keys were bound for, where the service does not tell. */
  constructor(
    private readonly goal: Goal,
    private readonly keyPairs: ReadonlyMap<string, KeyPair>,
    private readonly usernames: ReadonlyMap<string, string>,
  ) {
    this.live = goal.declared.plus(goal.dropped).filter((pair) => this.isBound(pair));
    this.forAnotherUser = goal.declared.filter((pair) => this.live.has(pair) && this.isForAnotherUser(pair));
    this.missing = goal.declared.filter((pair) => !this.live.has(pair) || this.forAnotherUser.has(pair));
    this.removable = goal.dropped.and(this.live);
  }

  /** Declared keys that do not exist. */
  unknownKeyIds(): string[] {
    return this.goal.declared.keyIds().filter((keyId) => !this.keyPairs.has(keyId));
  }

  /** The user that a bound pair was bound for: as the service tells, or else as remembered. */
  usernameOf({ keyId, instanceId }: Pair): string | undefined {
    return this.keyPairs.get(keyId)?.usernames.get(instanceId) ?? this.usernames.get(instanceId);
  }

  private isForAnotherUser(pair: Pair): boolean {
    const declared = this.goal.how.username;
    const bound = this.usernameOf(pair);
    return declared !== undefined && bound !== undefined && declared !== bound;
  }

  private isBound({ instanceId, keyId }: Pair): boolean {
    return this.keyPairs.get(keyId)?.instanceIds.has(instanceId) ?? false;
  }
}
