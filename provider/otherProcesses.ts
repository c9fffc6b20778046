import type { Claims } from "./claims.js";
import type { Deadline } from "./deadline.js";
import type { Pair, Pairs } from "./pairs.js";
import type { Region } from "./region.js";

/** How often it is looked whether another process has ended. */
const LOOK_EVERY_MS = 200;

/**
 * Waits while another provider process of the run unbinds any of these pairs: they show as bound until that takes effect.
 * The locks of a region reach no other process.
 */
export async function untilOthersEnd(region: Region, claims: Claims, pairs: Pairs, deadline: Deadline): Promise<void> {
  const isUnderWay = (pair: Pair): boolean => claims.isUnderWay(region.name, pair);
  while (pairs.filter(isUnderWay).size > 0) {
    const pause = region.clock.sleep(LOOK_EVERY_MS);
    await deadline.race(pause, "for another provider of the program to end what it does about the same pairs");
  }
}
