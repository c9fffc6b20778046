import type { UpdateResult } from "@pulumi/pulumi/dynamic";
import { requireAccount } from "./account.js";
import { type AssociationInputs, DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { Change } from "./change.js";
import { Deadline } from "./deadline.js";
import { bindOptionsOf } from "./lighthouse.js";
import { nothingChanged, PartialSuccess } from "./partialSuccess.js";
import { detailsAfter, recorded } from "./recorded.js";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, pairsOf, stateFrom, usernamesOf } from "./state.js";

/**
 * Brings the bindings to what is declared now: binds the new, confirms them, then unbinds those of the recorded ones
 * that nobody declares any more. Starts from what is live, whatever the state says.
 *
 * Throws `Refused` where nothing was touched, `PartialSuccess` where some of it failed.
 */
export async function update(
  session: Session,
  id: string,
  olds: Properties,
  news: AssociationInputs & { __provider?: string },
): Promise<UpdateResult> {
  const before = stateFrom(olds);
  const declared = declaredPairs(news);
  const goal = {
    declared,
    dropped: pairsOf(before.bindings).minus(declared),
    how: bindOptionsOf(news),
    power: news.power ?? DEFAULT_POWER,
    recordedUsernames: usernamesOf(before.bindings),
    restore: before.restore ?? [],
    urn: session.declarations.of({ ...news })?.urn,
    looksAtAll: false,
  };
  const deadline = new Deadline(session.clock, (news.timeouts?.update ?? DEFAULT_TIMEOUT_S) * 1000);
  const region = session.region(news.region);
  await requireAccount(session, before.accountId);
  const outcome = await new Change(region, goal, deadline, session.claims, session.notices).run();
  const accountId = before.accountId ?? (await session.accountId());
  const details = { ...detailsAfter(outcome, news.username, before.bindings), accountId };
  if (outcome.failures.length === 0) {
    // What another association declares is live still, and is theirs from now on.
    return { outs: recorded(news, outcome.live.and(declared), details) };
  }
  if (!outcome.hasWritten) throw nothingChanged(outcome.failures);
  const outs = recorded(news, outcome.live, details, outcome.restore);
  const properties = { ...outs, __provider: news.__provider };
  throw new PartialSuccess(`not everything could be changed in ${news.region}`, id, properties, outcome.failures);
}
