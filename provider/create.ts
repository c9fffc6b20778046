import type { CreateResult } from "@pulumi/pulumi/dynamic";
import { type AssociationInputs, DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { newAssociationId } from "./associationId.js";
import { awaitedOf, NOTHING_LATE } from "./awaited.js";
import { change } from "./change.js";
import { withPairsLeftToUs } from "./leftToUs.js";
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
export async function create(session: Session, inputs: CreateInputs): Promise<CreateResult> {
  const urn = session.declarations.of({ ...inputs })?.urn;
  try {
    return await bindAll(session, inputs, urn);
  } catch (error) {
    const details = { usernames: new Map<string, string>(), requestIds: new Map<string, string>() };
    throw withPairsLeftToUs(session, error, {
      id: newAssociationId(session.clock),
      region: inputs.region,
      declared: declaredPairs(inputs),
      urn,
      what: notEverything(inputs.region),
      recording: (left) => ({ ...recorded(inputs, left, details), __provider: inputs.__provider }),
    });
  }
}

function notEverything(region: string): string {
  return `not everything could be bound in ${region}`;
}

/** Inputs with the line that loads the provider. */
type CreateInputs = AssociationInputs & { __provider?: string };

async function bindAll(session: Session, inputs: CreateInputs, urn: string | undefined): Promise<CreateResult> {
  const timeoutMs = (inputs.timeouts?.create ?? DEFAULT_TIMEOUT_S) * 1000;
  const goal = {
    declared: declaredPairs(inputs),
    dropped: Pairs.none,
    late: NOTHING_LATE,
    how: bindOptionsOf(inputs),
    power: inputs.power ?? DEFAULT_POWER,
    protectLastKey: inputs.protectLastKey ?? false,
    recordedUsernames: new Map<string, string>(),
    restore: [],
    urn,
    lookAt: inputs.instanceIds,
  };
  const [outcome, accountId] = await Promise.all([
    change({ ...session.context(inputs.region), timeoutMs }, goal),
    session.accountId(),
  ]);
  if (outcome.failures.length > 0 && !outcome.hasWritten) throw nothingChanged(outcome.failures);
  const id = newAssociationId(session.clock);
  const details = { ...detailsAfter(outcome, inputs.username !== undefined, []), accountId };
  const awaited = awaitedOf(outcome.late);
  const outs = recorded(inputs, outcome.live, details, { restore: outcome.restore, awaited, voided: outcome.voided });
  if (outcome.failures.length > 0) {
    // The host does not add the provider to what an error records.
    const properties = { ...outs, __provider: inputs.__provider };
    throw new PartialSuccess(notEverything(inputs.region), id, properties, outcome.failures);
  }
  return { id, outs };
}
