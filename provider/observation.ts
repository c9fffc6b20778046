import type { Goal } from "./goal.js";
import type { KeyPair } from "./lighthouse.js";
import { type Pair, Pairs } from "./pairs.js";

/** What DescribeKeyPairs shows of the pairs that a goal is about. */
export class Observation {
  /** Those of the declared and the dropped pairs that are bound. */
  readonly live: Pairs;

  constructor(
    private readonly goal: Goal,
    private readonly keyPairs: ReadonlyMap<string, KeyPair>,
  ) {
    this.live = goal.declared.plus(goal.dropped).filter((pair) => this.isBound(pair));
  }

  /** Declared keys that do not exist. */
  unknownKeyIds(): string[] {
    return this.goal.declared.keyIds().filter((keyId) => !this.keyPairs.has(keyId));
  }

  /** Declared pairs that are not bound, or bound for another user than the declared one. */
  missing(): Pairs {
    return this.goal.declared.filter((pair) => !this.live.has(pair) || this.isForAnotherUser(pair));
  }

  /** Dropped pairs that are still bound. */
  removable(): Pairs {
    return this.goal.dropped.and(this.live);
  }

  /** Declared pairs that are bound for another user, and have to be unbound before they can be bound. */
  forAnotherUser(): Pairs {
    return this.goal.declared.filter((pair) => this.live.has(pair) && this.isForAnotherUser(pair));
  }

  /** The user that a bound pair was bound for: as the service tells, or else as recorded. */
  usernameOf(pair: Pair): string | undefined {
    return (
      this.keyPairs.get(pair.keyId)?.usernames.get(pair.instanceId) ?? this.goal.recordedUsernames.get(pair.instanceId)
    );
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
