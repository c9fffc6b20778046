import type { Pair } from "./pairs.js";

/**
 * What the program was seen to declare, and what this process has given up, during one run of a command. A provider
 * process serves one run, so nothing is ever taken out.
 *
 * A replaced, renamed or moved association is created first and adopts its pairs; the old one is deleted later and must
 * leave alone what somebody else has declared meanwhile.
 */
export class Claims {
  private readonly claimed = new Set<string>();
  private readonly released = new Set<string>();

  /** Notes that some association of the program declares these pairs. */
  claim(region: string, pairs: Iterable<Pair>): void {
    for (const pair of pairs) this.claimed.add(nameOf(region, pair));
  }

  isClaimed(region: string, pair: Pair): boolean {
    return this.claimed.has(nameOf(region, pair));
  }

  /** Notes that these pairs are about to be unbound by this process. */
  release(region: string, pairs: Iterable<Pair>): void {
    for (const pair of pairs) this.released.add(nameOf(region, pair));
  }

  /**
   * Whether this process has unbound the pair in this run. An association that is checked only afterwards, since it
   * waits for the one that gave the pair up, has to bind it again, whatever its state says.
   */
  isReleased(region: string, pair: Pair): boolean {
    return this.released.has(nameOf(region, pair));
  }
}

function nameOf(region: string, { instanceId, keyId }: Pair): string {
  return `${region} ${instanceId} ${keyId}`;
}
