import { requireAccount } from "./account.js";
import { DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { Change } from "./change.js";
import { Deadline } from "./deadline.js";
import { bindOptionsOf } from "./lighthouse.js";
import { Pairs } from "./pairs.js";
import { reasonsOf } from "./partialSuccess.js";
import type { Session } from "./session.js";
import { type Properties, pairsOf, stateFrom, usernamesOf } from "./state.js";

/**
 * Unbinds what was recorded as bound and still is, but for pairs that the program declares elsewhere. What is gone
 * already, binding, key or instance, is as wanted.
 *
 * Throws where something stays bound; what was unbound by then is not asked for again at the next try.
 */
export async function remove(session: Session, olds: Properties): Promise<void> {
  const before = stateFrom(olds);
  const bound = pairsOf(before.bindings);
  if (before.region === undefined || (bound.size === 0 && before.restore === undefined)) return;
  const goal = {
    declared: Pairs.none,
    dropped: bound,
    how: bindOptionsOf({ ...(before.associateType && { associateType: before.associateType }) }),
    power: before.power ?? DEFAULT_POWER,
    recordedUsernames: usernamesOf(before.bindings),
    restore: before.restore ?? [],
    urn: session.declarations.of(olds)?.urn,
    looksAtAll: false,
  };
  const region = session.region(before.region);
  await requireAccount(session, before.accountId);
  const deadline = new Deadline(session.clock, (before.timeouts?.delete ?? DEFAULT_TIMEOUT_S) * 1000);
  const outcome = await new Change(region, goal, deadline, session.claims, session.notices).run();
  if (outcome.failures.length === 0) return;
  throw new Error(
    `not everything could be unbound in ${before.region}: ${reasonsOf(outcome.failures).join(" ")} Run the same command again to do the rest.`,
  );
}
