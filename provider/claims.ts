import { getOrMake } from "./getOrMake.js";
import type { Pair } from "./pairs.js";

/** Another association that declares an instance, and the keys that it declares there. */
export interface Rival {
  owner: string;
  keyIds: string[];
}

/**
 * What the program was seen to declare, and what this process has given up, during one run of a command. A provider
 * process serves one run, so nothing is ever taken out.
 *
 * A replaced, renamed or moved association is created first and adopts its pairs; the old one is deleted later and must
 * leave alone what somebody else has declared meanwhile.
 */
export class Claims {
  /** By region and instance, by owner: the keys. */
  private readonly claimed = new Map<string, Map<string, Set<string>>>();
  private readonly released = new Set<string>();
  private readonly left = new Set<string>();
  private readonly failed = new Set<string>();

  /** Notes that an association of the program, named by its URN, declares these pairs. */
  claim(region: string, pairs: Iterable<Pair>, owner = ""): void {
    for (const { instanceId, keyId } of pairs) {
      const owners = getOrMake(this.claimed, placeOf(region, instanceId), () => new Map<string, Set<string>>());
      getOrMake(owners, owner, () => new Set<string>()).add(keyId);
    }
  }

  isClaimed(region: string, { instanceId, keyId }: Pair): boolean {
    const owners = this.claimed.get(placeOf(region, instanceId));
    return owners !== undefined && [...owners.values()].some((keyIds) => keyIds.has(keyId));
  }

  /** The other associations seen so far that declare a key of their own, none of `keyIds`, on the instance. */
  rivals(region: string, instanceId: string, keyIds: readonly string[], owner = ""): Rival[] {
    const owners = this.claimed.get(placeOf(region, instanceId)) ?? new Map<string, Set<string>>();
    return [...owners].flatMap(([other, theirs]) => {
      const foreign = [...theirs].filter((keyId) => !keyIds.includes(keyId));
      return other === owner || foreign.length === 0 ? [] : [{ owner: other, keyIds: foreign }];
    });
  }

  /** Notes that an association could not be made, so that what it declares is recorded nowhere. */
  fail(owner = ""): void {
    this.failed.add(owner);
  }

  /** Whether somebody declares the pair of whom it is not known that he could not be made. */
  hasKeeper(region: string, { instanceId, keyId }: Pair): boolean {
    const owners = this.claimed.get(placeOf(region, instanceId)) ?? new Map<string, Set<string>>();
    return [...owners].some(([owner, keyIds]) => keyIds.has(keyId) && !this.failed.has(owner));
  }

  /** Notes that these pairs were left bound, to whoever else declares them, and are recorded there no longer. */
  leave(region: string, pairs: Iterable<Pair>): void {
    for (const { instanceId, keyId } of pairs) this.left.add(`${placeOf(region, instanceId)} ${keyId}`);
  }

  /** Whether the pair was left to whoever declares it now. */
  isLeft(region: string, { instanceId, keyId }: Pair): boolean {
    return this.left.has(`${placeOf(region, instanceId)} ${keyId}`);
  }

  /** Notes that these pairs are about to be unbound by this process. */
  release(region: string, pairs: Iterable<Pair>): void {
    for (const { instanceId, keyId } of pairs) this.released.add(`${placeOf(region, instanceId)} ${keyId}`);
  }

  /**
   * Whether this process has unbound the pair in this run. An association that is checked only afterwards, since it
   * waits for the one that gave the pair up, has to bind it again, whatever its state says.
   */
  isReleased(region: string, { instanceId, keyId }: Pair): boolean {
    return this.released.has(`${placeOf(region, instanceId)} ${keyId}`);
  }
}

function placeOf(region: string, instanceId: string): string {
  return `${region} ${instanceId}`;
}
