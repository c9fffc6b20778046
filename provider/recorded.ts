import {
  type AssociationInputs,
  type AssociationState,
  type Awaited,
  type Binding,
  DEFAULT_POWER,
  STATE_VERSION,
} from "./association.js";
import type { Outcome } from "./goal.js";
import { Pairs } from "./pairs.js";
import { type Properties, pairsOf, settingsFrom } from "./state.js";

/** What is known beside the pairs themselves. */
export interface BindingDetails {
  accountId?: string | undefined;
  usernames: ReadonlyMap<string, string>;
  requestIds: ReadonlyMap<string, string>;
}

/** What a failed change leaves to the next one. */
export interface LeftOver {
  /** Instances to be started. */
  restore?: readonly string[] | undefined;
  /** Pairs to be looked for. */
  awaited?: readonly Awaited[] | undefined;
  /** Pairs of others to be bound again. */
  voided?: Pairs | undefined;
}

/** What an earlier change has left, as it was. */
export function leftOverOf(state: Pick<AssociationState, "restore" | "awaited" | "voided">): LeftOver {
  return { restore: state.restore, awaited: state.awaited, voided: pairsOf(state.voided ?? []) };
}

/** The outputs of an association: its inputs, and what is bound. Holds no undefined, which the engine cannot take. */
export function recorded(
  inputs: AssociationInputs,
  live: Pairs,
  details: BindingDetails,
  { restore = [], awaited = [], voided = Pairs.none }: LeftOver = {},
): AssociationState {
  return {
    keyIds: inputs.keyIds,
    instanceIds: inputs.instanceIds,
    region: inputs.region,
    ...settingsFrom(inputs as unknown as Properties),
    power: inputs.power ?? DEFAULT_POWER,
    stateVersion: STATE_VERSION,
    ...(details.accountId !== undefined && { accountId: details.accountId }),
    bindings: live.instanceIds().map((instanceId) => bindingOf(instanceId, live, details)),
    ...(restore.length > 0 && { restore: [...restore] }),
    ...(awaited.length > 0 && { awaited: [...awaited] }),
    ...(voided.size > 0 && {
      voided: voided.instanceIds().map((instanceId) => ({ instanceId, keyIds: voided.keysOf(instanceId) })),
    }),
  };
}

/** Details of an outcome, with what was recorded before where the outcome is silent. */
export function detailsAfter(
  outcome: Pick<Outcome, "usernames" | "requestIds">,
  isNamed: boolean,
  before: readonly Binding[],
): Pick<BindingDetails, "usernames" | "requestIds"> {
  const recordedIds = before.flatMap(({ instanceId, requestId }) =>
    requestId ? [[instanceId, requestId] as const] : [],
  );
  const requestIds = new Map([...recordedIds, ...outcome.requestIds]);
  // A user that nobody ever named is the service's own affair, and no unbind has to name it.
  const wasNamed = new Set(before.filter(({ username }) => username !== undefined).map(({ instanceId }) => instanceId));
  const usernames = [...outcome.usernames].filter(([instanceId]) => isNamed || wasNamed.has(instanceId));
  return { usernames: new Map(usernames), requestIds };
}

function bindingOf(instanceId: string, live: Pairs, { usernames, requestIds }: BindingDetails): Binding {
  const username = usernames.get(instanceId);
  const requestId = requestIds.get(instanceId);
  return {
    instanceId,
    keyIds: live.keysOf(instanceId),
    ...(username !== undefined && { username }),
    ...(requestId !== undefined && { requestId }),
  };
}
