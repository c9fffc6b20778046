import { CALLS_PER_SECOND } from "./actions.js";
import type { Clock } from "./clock.js";
import type { Reads } from "./lighthouse.js";
import { RateBudget } from "./rateBudget.js";
import { READ_RETRIES, withRetries } from "./retry.js";

/** Sends calls of one action that reads, when their turn has come, and again where one failed in passing. */
export function limitedRead(
  action: keyof typeof CALLS_PER_SECOND,
  clock: Clock,
): <T>(send: () => Promise<T>) => Promise<T> {
  const budget = new RateBudget(CALLS_PER_SECOND[action], clock);
  return (send) => withRetries(() => budget.spend(send), READ_RETRIES, clock);
}

/** The same reads, called no more often than Lighthouse allows, and again where a call failed in passing. */
export function limitedReads(reads: Reads, clock: Clock): Reads {
  const instances = limitedRead("DescribeInstances", clock);
  const keyPairs = limitedRead("DescribeKeyPairs", clock);
  const denied = limitedRead("DescribeInstancesDeniedActions", clock);
  return {
    describeInstances: (ids) => instances(() => reads.describeInstances(ids)),
    describeKeyPairs: (ids) => keyPairs(() => reads.describeKeyPairs(ids)),
    describeDeniedActions: (ids) => denied(() => reads.describeDeniedActions(ids)),
  };
}
