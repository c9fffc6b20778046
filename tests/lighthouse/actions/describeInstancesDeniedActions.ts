import type { ApiError } from "../protocol/apiError";
import { requiredIdList } from "../protocol/ids";
import type { JsonObject } from "../protocol/json";
import { messageOf } from "../protocol/messages";
import type { Instance, InstanceState } from "../world/instance";
import { type Call, defineAction } from "./action";
import { bindObstacle } from "./bindObstacle";
import { byFault, ID_LIST_CODES, PERMISSION_CODES } from "./codes";
import { unreadiness } from "./instanceReadiness";
import { instancesToWrite } from "./lookUp";

const NAME = "DescribeInstancesDeniedActions";

/** The states that each action asks for. */
const STATES: ReadonlyMap<string, readonly InstanceState[]> = new Map([
  ["StartInstances", ["STOPPED"]],
  ["StopInstances", ["RUNNING"]],
  ["RebootInstances", ["RUNNING"]],
  ["ResetInstancesPassword", ["RUNNING", "STOPPED"]],
  ["AssociateInstancesKeyPairs", ["RUNNING", "STOPPED"]],
  ["DisassociateInstancesKeyPairs", ["RUNNING", "STOPPED"]],
]);
const KEY_ACTIONS = ["AssociateInstancesKeyPairs", "DisassociateInstancesKeyPairs"];

/**
 * Tells per instance which actions would be refused now, and with which code. That the key actions are among them is a
 * guess, so a switch leaves them out.
 *
 * @see CN-API DescribeInstancesDeniedActions
 */
export const describeInstancesDeniedActions = defineAction({
  name: NAME,
  ratePerSecond: 10,
  parameters: { InstanceIds: requiredIdList("instance", 100) },
  codes: {
    ...ID_LIST_CODES,
    ...PERMISSION_CODES,
    "InvalidParameterValue.InstanceIdMalformed": "an instance id has not the form lhins-",
    "ResourceNotFound.InstanceIdNotFound": "the region has no such instance",
    ...byFault(
      "FailedOperation",
      "FailedOperation.DescribeInstanceStatus",
      "InternalError.DescribeInstanceStatus",
      "InternalError.InvalidCommandNotFound",
    ),
  },
  execute({ InstanceIds }, call) {
    const instances = instancesToWrite(InstanceIds, call.region, "ResourceNotFound.InstanceIdNotFound");
    const InstanceDeniedActionSet = instances.map((instance) => ({
      InstanceId: instance.instanceId,
      DeniedActions: deniedActions(instance, call),
    }));
    return { InstanceDeniedActionSet };
  },
});

function deniedActions(instance: Instance, { world, language }: Call): JsonObject[] {
  const areKeyActionsListed = world.settings.switches(instance.instanceId, NAME)("deniedKeyActions") === "listed";
  return [...STATES].flatMap(([action, states]) => {
    if (!areKeyActionsListed && KEY_ACTIONS.includes(action)) return [];
    const bar: ApiError | undefined =
      (action === "AssociateInstancesKeyPairs" ? bindObstacle(instance, world, action) : undefined) ??
      unreadiness(instance, states, world.clock.nowMs());
    if (!bar) return [];
    return [{ Action: action, Code: bar.code, Message: messageOf(bar.code, bar.details, language) }];
  });
}
