import type { CreateResult } from "@pulumi/pulumi/dynamic";
import { type AssociationInputs, DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { newAssociationId } from "./associationId.js";
import { Change } from "./change.js";
import { Deadline } from "./deadline.js";
import { bindOptionsOf } from "./lighthouse.js";
import { Pairs } from "./pairs.js";
import { nothingChanged, PartialSuccess } from "./partialSuccess.js";
import { detailsAfter, recorded } from "./recorded.js";
import type { Session } from "./session.js";
import { declaredPairs } from "./state.js";

/**
 * Binds what is missing and adopts what is bound already, without a call that writes. Waits until each operation has
 * ended and its binding shows.
 *
 * Throws `Refused` where nothing was touched, `PartialSuccess` where some bindings failed and others may stand.
 */
export async function create(
  session: Session,
  inputs: AssociationInputs & { __provider?: string },
): Promise<CreateResult> {
  const region = session.region(inputs.region);
  const goal = {
    declared: declaredPairs(inputs),
    dropped: Pairs.none,
    how: bindOptionsOf(inputs),
    power: inputs.power ?? DEFAULT_POWER,
    recordedUsernames: new Map<string, string>(),
    restore: [],
    urn: session.declarations.of({ ...inputs })?.urn,
    looksAtAll: true,
  };
  const deadline = new Deadline(session.clock, (inputs.timeouts?.create ?? DEFAULT_TIMEOUT_S) * 1000);
  const [outcome, accountId] = await Promise.all([
    new Change(region, goal, deadline, session.claims, session.notices).run(),
    session.accountId(),
  ]);
  if (outcome.failures.length > 0 && !outcome.hasWritten) throw nothingChanged(outcome.failures);
  const id = newAssociationId(session.clock);
  const details = { ...detailsAfter(outcome, inputs.username, []), accountId };
  const outs = recorded(inputs, outcome.live, details, outcome.restore);
  if (outcome.failures.length > 0) {
    // The host does not add the provider to what an error records.
    const properties = { ...outs, __provider: inputs.__provider };
    throw new PartialSuccess(`not everything could be bound in ${inputs.region}`, id, properties, outcome.failures);
  }
  return { id, outs };
}
