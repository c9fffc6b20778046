import type { CALLS_PER_SECOND } from "./actions.js";
import type { ApiError } from "./apiError.js";
import type { Clock } from "./clock.js";
import type { Reads } from "./lighthouse.js";
import type { RateBudgets } from "./rateBudgets.js";
import { READ_RETRIES, withRetries } from "./retry.js";

/** Is told what a call failed with that is made again, and with nothing once a call is answered. */
export type OnTrouble = (trouble: ApiError | undefined) => void;

/** Sends calls of one action that reads, when their turn has come, and again where one failed in passing. */
export function limitedRead(
  action: keyof typeof CALLS_PER_SECOND,
  budgets: RateBudgets,
  clock: Clock,
  onTrouble: OnTrouble = () => undefined,
): <T>(send: () => Promise<T>) => Promise<T> {
  const budget = budgets.of(action);
  return async (send) => {
    const answer = await withRetries(() => budget.spend(send), READ_RETRIES, clock, onTrouble);
    onTrouble(undefined);
    return answer;
  };
}

/** The same reads, called no more often than Lighthouse allows, and again where a call failed in passing. */
export function limitedReads(
  reads: Reads,
  budgets: RateBudgets,
  clock: Clock,
  onTrouble: (action: string, trouble: ApiError | undefined) => void = () => undefined,
): Reads {
  const limited = (action: keyof typeof CALLS_PER_SECOND): ReturnType<typeof limitedRead> =>
    limitedRead(action, budgets, clock, (trouble) => onTrouble(action, trouble));
  const instances = limited("DescribeInstances");
  const keyPairs = limited("DescribeKeyPairs");
  const denied = limitedRead("DescribeInstancesDeniedActions", budgets, clock);
  return {
    describeInstances: (ids) => instances(() => reads.describeInstances(ids)),
    describeKeyPairs: (ids) => keyPairs(() => reads.describeKeyPairs(ids)),
    describeDeniedActions: (ids) => denied(() => reads.describeDeniedActions(ids)),
  };
}
