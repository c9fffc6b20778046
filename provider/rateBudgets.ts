import { CALLS_PER_SECOND } from "./actions.js";
import type { Clock } from "./clock.js";
import { getOrMake } from "./getOrMake.js";
import { RateBudget } from "./rateBudget.js";

/** The budgets of one region and account, one for each Action: all who call it take turns from the same one. */
export class RateBudgets {
  private readonly byAction = new Map<string, RateBudget>();

  constructor(private readonly clock: Clock) {}

  of(action: keyof typeof CALLS_PER_SECOND): RateBudget {
    return getOrMake(this.byAction, action, () => new RateBudget(CALLS_PER_SECOND[action], this.clock));
  }
}
