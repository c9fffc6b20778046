import { ApiError, named } from "../protocol/apiError";
import type { Instance, InstanceState } from "../world/instance";
import type { SettingsBook } from "../world/settingsBook";

/**
 * Refuses a call unless every instance is free for an operation and in one of the states. The first bad instance
 * decides the code; one bad instance refuses the whole call.
 *
 * @see CN-API pages of the actions: a batch that holds an instance which cannot be operated on gets an error code
 */
export function requireReady(instances: readonly Instance[], states: readonly InstanceState[], nowMs: number): void {
  for (const instance of instances) {
    const problem = unreadiness(instance, states, nowMs);
    if (problem) throw problem;
  }
}

/** ONLINE goes through the agent inside, which neither a stopped machine nor a broken agent offers. */
export function requireAgent(instances: readonly Instance[], action: string, settings: SettingsBook): void {
  for (const { instanceId, state, isAgentOnline } of instances) {
    const ids = named([instanceId]);
    if (state !== "RUNNING" && settings.switches(instanceId, action)("onlineOnStopped") === "refused") {
      throw new ApiError("UnsupportedOperation.InvalidInstanceState", { ids, states: named([state]) });
    }
    if (!isAgentOnline) throw new ApiError("UnsupportedOperation.TatAgentNotOnline", { ids });
  }
}

/** Why an instance cannot be operated on now, or undefined when it can. */
export function unreadiness(instance: Instance, states: readonly InstanceState[], nowMs: number): ApiError | undefined {
  const ids = named([instance.instanceId]);
  if (instance.operation) {
    const action = named([instance.operation.plan.name]);
    return new ApiError("UnsupportedOperation.LatestOperationUnfinished", { ids, action });
  }
  if (instance.hiddenWorkUntilMs !== undefined && instance.hiddenWorkUntilMs > nowMs) {
    return new ApiError("OperationDenied.InstanceOperationInProgress", { ids });
  }
  if (instance.state === "PENDING" && !instance.isCreated)
    return new ApiError("OperationDenied.InstanceCreating", { ids });
  if (states.includes(instance.state)) return undefined;
  return new ApiError("UnsupportedOperation.InvalidInstanceState", { ids, states: named([instance.state]) });
}
