import { CALLS_PER_SECOND } from "./actions.js";
import type { Clock } from "./clock.js";
import type { Reads } from "./lighthouse.js";
import { RateBudget } from "./rateBudget.js";
import { READ_RETRIES, withRetries } from "./retry.js";

/** The same reads, called no more often than Lighthouse allows, and again where a call failed in passing. */
export function limitedReads(reads: Reads, clock: Clock): Reads {
  const limit = (action: keyof typeof CALLS_PER_SECOND): (<T>(send: () => Promise<T>) => Promise<T>) => {
    const budget = new RateBudget(CALLS_PER_SECOND[action], clock);
    return (send) => withRetries(() => budget.spend(send), READ_RETRIES, clock);
  };
  const instances = limit("DescribeInstances");
  const keyPairs = limit("DescribeKeyPairs");
  const denied = limit("DescribeInstancesDeniedActions");
  return {
    describeInstances: (ids) => instances(() => reads.describeInstances(ids)),
    describeKeyPairs: (ids) => keyPairs(() => reads.describeKeyPairs(ids)),
    describeDeniedActions: (ids) => denied(() => reads.describeDeniedActions(ids)),
  };
}
