import { ApiError } from "../../provider/apiError";
import type { Lighthouse } from "../../provider/lighthouse";
import type { ModelCloud } from "./modelCloud";
import { ModelRefusal } from "./modelRefusal";

const ACTIONS = {
  bind: "AssociateInstancesKeyPairs",
  unbind: "DisassociateInstancesKeyPairs",
  start: "StartInstances",
  stop: "StopInstances",
} as const;

/** The model as the provider reaches it: in the place of its client, with refusals in the provider's own form. */
export function clientOfModel(cloud: ModelCloud, region: string): Lighthouse {
  const told = async <T>(action: string, answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof ModelRefusal)) throw error;
      const { code, message } = error;
      throw new ApiError({ action, region, message, ...(code !== undefined && { code, requestId: "refused" }) });
    }
  };
  const write = (action: keyof typeof ACTIONS, keyIds: readonly string[], ids: readonly string[]): Promise<string> =>
    told(ACTIONS[action], cloud.write(action, keyIds, ids));
  return {
    describeInstances: async (ids) => {
      const rows = await told("DescribeInstances", cloud.readInstances(ids));
      return rows.map(({ instanceId, state, action, operationState, requestId, startedMs }) => ({
        instanceId,
        state,
        ...(action !== undefined && { operation: action }),
        ...(operationState !== undefined && { operationState }),
        ...(requestId !== undefined && { operationRequestId: requestId }),
        ...(startedMs !== undefined && { operationStartedMs: startedMs }),
      }));
    },
    describeKeyPairs: async (ids) => {
      const rows = await told("DescribeKeyPairs", cloud.readKeyPairs(ids));
      return rows.map(({ keyId, instanceIds }) => ({
        keyId,
        instanceIds: new Set(instanceIds),
        usernames: new Map<string, string>(),
      }));
    },
    describeDeniedActions: () => Promise.resolve([]),
    associate: (keyIds, ids) => write("bind", keyIds, ids),
    disassociate: (keyIds, ids) => write("unbind", keyIds, ids),
    startInstances: (ids) => write("start", [], ids),
    stopInstances: (ids) => write("stop", [], ids),
  };
}
