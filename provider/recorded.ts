import {
  type AssociationInputs,
  type AssociationState,
  type Binding,
  DEFAULT_POWER,
  STATE_VERSION,
} from "./association.js";
import type { Outcome } from "./goal.js";
import type { Pairs } from "./pairs.js";
import { type Properties, settingsFrom } from "./state.js";

/** What is known beside the pairs themselves. */
export interface BindingDetails {
  accountId?: string | undefined;
  usernames: ReadonlyMap<string, string>;
  requestIds: ReadonlyMap<string, string>;
}

/** The outputs of an association: its inputs, and what is bound. Holds no undefined, which the engine cannot take. */
export function recorded(
  inputs: AssociationInputs,
  live: Pairs,
  details: BindingDetails,
  restore: readonly string[] = [],
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
  };
}

/** Details of an outcome, with what was recorded before where the outcome is silent. */
export function detailsAfter(
  outcome: Outcome,
  username: string | undefined,
  before: readonly Binding[],
): BindingDetails {
  const usernames = new Map<string, string>();
  const requestIds = new Map<string, string>();
  for (const binding of before) {
    if (binding.username) usernames.set(binding.instanceId, binding.username);
    if (binding.requestId) requestIds.set(binding.instanceId, binding.requestId);
  }
  for (const [instanceId, requestId] of outcome.requestIds) {
    requestIds.set(instanceId, requestId);
    if (username !== undefined) usernames.set(instanceId, username);
  }
  return { usernames, requestIds };
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
