import { CALLS_PER_SECOND } from "./actions.js";
import { ApiError } from "./apiError.js";
import type { Clock } from "./clock.js";
import type { Lighthouse } from "./lighthouse.js";
import { RateBudget } from "./rateBudget.js";
import { READ_RETRIES, type RetryPolicy, WRITE_RETRIES, withRetries } from "./retry.js";

/** How long nobody calls an action after the service said that it was called too often. */
const THROTTLED_PAUSE_MS = 500;

/**
 * The same Lighthouse, called no more often than it allows, and called again where a call failed in passing: reads on
 * any such failure, writes only where they were surely not executed.
 */
export function limited(lighthouse: Lighthouse, clock: Clock): Lighthouse {
  const budgetOf = (action: keyof typeof CALLS_PER_SECOND): RateBudget =>
    new RateBudget(CALLS_PER_SECOND[action], clock);
  const budgets = {
    associate: budgetOf("AssociateInstancesKeyPairs"),
    disassociate: budgetOf("DisassociateInstancesKeyPairs"),
    instances: budgetOf("DescribeInstances"),
    keyPairs: budgetOf("DescribeKeyPairs"),
    denied: budgetOf("DescribeInstancesDeniedActions"),
    start: budgetOf("StartInstances"),
    stop: budgetOf("StopInstances"),
  };
  const call = <T>(budget: RateBudget, policy: RetryPolicy, send: () => Promise<T>): Promise<T> =>
    withRetries(() => inTurn(budget, send), policy, clock);
  return {
    describeInstances: (ids) => call(budgets.instances, READ_RETRIES, () => lighthouse.describeInstances(ids)),
    describeKeyPairs: (ids) => call(budgets.keyPairs, READ_RETRIES, () => lighthouse.describeKeyPairs(ids)),
    describeDeniedActions: (ids) => call(budgets.denied, READ_RETRIES, () => lighthouse.describeDeniedActions(ids)),
    associate: (keys, ids, how) => call(budgets.associate, WRITE_RETRIES, () => lighthouse.associate(keys, ids, how)),
    disassociate: (keys, ids, how) =>
      call(budgets.disassociate, WRITE_RETRIES, () => lighthouse.disassociate(keys, ids, how)),
    startInstances: (ids) => call(budgets.start, WRITE_RETRIES, () => lighthouse.startInstances(ids)),
    stopInstances: (ids) => call(budgets.stop, WRITE_RETRIES, () => lighthouse.stopInstances(ids)),
  };
}

async function inTurn<T>(budget: RateBudget, send: () => Promise<T>): Promise<T> {
  await budget.turn();
  try {
    return await send();
  } catch (error) {
    if (error instanceof ApiError && error.kind === "throttled") budget.pause(THROTTLED_PAUSE_MS);
    throw error;
  }
}
