import type { UpdateResult } from "@pulumi/pulumi/dynamic";
import { requireAccount } from "./account.js";
import { type AssociationInputs, DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { awaitedOf, lateIn } from "./awaited.js";
import { change } from "./change.js";
import { inOldOrder } from "./idOrder.js";
import { withPairsLeftToUs } from "./leftToUs.js";
import { bindOptionsOf } from "./lighthouse.js";
import type { Pair } from "./pairs.js";
import { nothingChanged, PartialSuccess } from "./partialSuccess.js";
import { detailsAfter, leftOverOf, recorded } from "./recorded.js";
import { stillVoided } from "./rivalKeys.js";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, pairsOf, recordedPairs, stateFrom, usernamesOf } from "./state.js";

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
  news: UpdateInputs,
): Promise<UpdateResult> {
  try {
    return await bringAbout(session, id, olds, news);
  } catch (error) {
    const before = stateFrom(olds);
    const untouched = { usernames: usernamesOf(before.bindings), requestIds: new Map<string, string>() };
    const details = detailsAfter(untouched, true, before.bindings);
    const keep = { ...before, region: news.region };
    throw withPairsLeftToUs(session, error, {
      id,
      region: news.region,
      declared: declaredPairs(news).minus(recordedPairs(olds)),
      urn: session.declarations.of({ ...news })?.urn,
      what: notEverything(news.region),
      recording: (left) => ({
        ...recorded(
          keep,
          recordedPairs(olds).plus(left),
          { ...details, accountId: before.accountId },
          leftOverOf(before),
        ),
        __provider: news.__provider,
      }),
    });
  }
}

/** Inputs with the line that loads the provider. */
type UpdateInputs = AssociationInputs & { __provider?: string };

function notEverything(region: string): string {
  return `not everything could be changed in ${region}`;
}

async function bringAbout(session: Session, id: string, olds: Properties, news: UpdateInputs): Promise<UpdateResult> {
  const before = stateFrom(olds);
  // In the order of before, so that the display shows what has changed and nothing else.
  const inputs = {
    ...news,
    keyIds: inOldOrder(before.keyIds, news.keyIds),
    instanceIds: inOldOrder(before.instanceIds, news.instanceIds),
  };
  const declared = declaredPairs(inputs);
  const late = lateIn(olds);
  const dropped = recordedPairs(olds).plus(late.coming).minus(declared);
  const goal = {
    declared,
    dropped,
    late,
    how: bindOptionsOf(news),
    power: news.power ?? DEFAULT_POWER,
    protectLastKey: news.protectLastKey ?? false,
    recordedUsernames: usernamesOf(before.bindings),
    restore: before.restore ?? [],
    urn: session.declarations.of({ ...news })?.urn,
    lookAt: dropped.instanceIds(),
  };
  const timeoutMs = (news.timeouts?.update ?? DEFAULT_TIMEOUT_S) * 1000;
  const context = { ...session.context(news.region), timeoutMs };
  await requireAccount(session, before.accountId);
  const elsewhere = dropped.filter((pair) => session.claims.isDeclared(news.region, pair));
  const outcome = await change(context, goal);
  const voided = pairsOf(before.voided ?? []);
  if (outcome.failures.length === 0) {
    outcome.failures.push(...(await stillVoided(context.region, session.claims, goal, voided)));
  }
  const accountId = before.accountId ?? (await session.accountId());
  const details = { ...detailsAfter(outcome, news.username !== undefined, before.bindings), accountId };
  if (outcome.failures.length === 0) {
    // What another association declares is live still, and is theirs from now on, unless they could not be made.
    const { claims } = session;
    // Also what seemed to be another's when it was left, and turned out not to be.
    const isOthers = (pair: Pair): boolean => claims.isDeclared(news.region, pair) || elsewhere.has(pair);
    const others = outcome.live.minus(declared).filter(isOthers);
    const theirs = others.filter((pair) => claims.hasKeeper(news.region, pair));
    claims.leave(news.region, theirs);
    return { outs: recorded(inputs, outcome.live.and(declared).plus(others.minus(theirs)), details) };
  }
  if (!outcome.hasWritten) throw nothingChanged(outcome.failures);
  const leftOver = { restore: outcome.restore, awaited: awaitedOf(outcome.late), voided: voided.plus(outcome.voided) };
  const outs = recorded(inputs, outcome.live, details, leftOver);
  const properties = { ...outs, __provider: news.__provider };
  throw new PartialSuccess(notEverything(news.region), id, properties, outcome.failures);
}
