import { requireAccount, requireRecordedAccount } from "./account.js";
import { DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { lateIn } from "./awaited.js";
import { change } from "./change.js";
import { Deadline } from "./deadline.js";
import { firstLook } from "./firstLook.js";
import { bindOptionsOf } from "./lighthouse.js";
import { Pairs } from "./pairs.js";
import { reasonsOf } from "./partialSuccess.js";
import type { Session } from "./session.js";
import { type Properties, recordedPairs, stateFrom, usernamesOf } from "./state.js";
import { within } from "./waiting.js";

/**
 * Unbinds what was recorded as bound and still is, but for pairs that the program declares elsewhere. What is gone
 * already, binding, key or instance, is as wanted.
 *
 * Throws where something stays bound; what was unbound by then is not asked for again at the next try.
 */
export async function remove(session: Session, olds: Properties): Promise<void> {
  const before = stateFrom(olds);
  const late = lateIn(olds);
  const bound = recordedPairs(olds).plus(late.coming);
  if (bound.size === 0 && before.restore === undefined) return;
  const region = before.region ?? session.ambientRegion()?.value;
  if (region === undefined) {
    throw new Error(
      "no region is recorded for this association. Run: pulumi config set tencentcloud:region, then again.",
    );
  }
  const goal = {
    declared: Pairs.none,
    dropped: bound,
    late,
    how: bindOptionsOf({ ...(before.associateType && { associateType: before.associateType }) }),
    power: before.power ?? DEFAULT_POWER,
    protectLastKey: before.protectLastKey ?? false,
    recordedUsernames: usernamesOf(before.bindings),
    restore: before.restore ?? [],
    urn: session.declarations.of(olds)?.urn,
    lookAt: bound.instanceIds(),
  };
  const context = { ...session.context(region), timeoutMs: (before.timeouts?.delete ?? DEFAULT_TIMEOUT_S) * 1000 };
  // Under wrong credentials no recorded key is found, and all would be taken for gone.
  const deadline = new Deadline(session.clock, context.timeoutMs);
  const read = context.region.keyPairs(bound.keyIds());
  const keyPairs = await within(context.region, deadline, "to read the key pairs", read);
  const isAnyKeyLeft = keyPairs.size > 0;
  await requireAccount(session, before.accountId, !isAnyKeyLeft);
  if (!isAnyKeyLeft && bound.size > 0) {
    const instances = await firstLook(context.region, deadline, bound.instanceIds());
    if (instances.size === 0) await requireRecordedAccount(session, before.accountId);
  }
  const outcome = await change(context, goal);
  if (outcome.failures.length === 0) {
    session.claims.leave(region, outcome.live);
    return;
  }
  const reasons = reasonsOf(outcome.failures).join(" ");
  throw new Error(
    `not everything could be unbound in ${region}: ${reasons} What was unbound is not asked for again the next time. To keep the association after all, run: pulumi up --refresh. The state tells what was bound before.`,
  );
}
