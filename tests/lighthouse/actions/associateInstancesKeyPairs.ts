import { ApiError, named } from "../protocol/apiError";
import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
import type { World } from "../world/world";
import { type Call, defineAction } from "./action";
import { beginBindingChange } from "./bindingChange";
import { bindObstacle } from "./bindObstacle";
import { byFault, ID_LIST_CODES, INSTANCE_CODES, PERMISSION_CODES } from "./codes";
import { requireAgent, requireReady } from "./instanceReadiness";
import {
  type AssociateType,
  effectiveTypes,
  PAIR_PARAMETERS,
  TYPE_PARAMETER,
  USERNAME_PARAMETER,
} from "./keyPairParameters";
import { instancesToWrite, keyPairsOf, present } from "./lookUp";

const NAME = "AssociateInstancesKeyPairs";

/** Binds key pairs to instances: all pairs of the call or none. @see CN-API AssociateInstancesKeyPairs */
export const associateInstancesKeyPairs = defineAction({
  name: NAME,
  ratePerSecond: 10,
  isSensitive: true,
  parameters: { ...PAIR_PARAMETERS, AssociateType: TYPE_PARAMETER, Username: USERNAME_PARAMETER },
  codes: {
    ...ID_LIST_CODES,
    ...INSTANCE_CODES,
    ...PERMISSION_CODES,
    "InvalidParameter.ConflictParameter": "Username without ONLINE",
    "InvalidParameterValue.KeyPairIdMalformed": "a key id has not the form lhkp-",
    "ResourceNotFound.KeyIdNotFound": "the region has no such key pair",
    "UnauthorizedOperation.MFAExpired": "the account is seeded with mfa expired",
    "UnauthorizedOperation.MFANotFound": "the account is seeded with mfa missing",
    "UnsupportedOperation.InstanceDisplayAreaNotSupportOperation": "an instance is seeded with displayArea",
    "UnsupportedOperation.KeyPairBindDuplicate": "a pair of the call is bound",
    "UnsupportedOperation.TatAgentNotOnline": "ONLINE on an instance that is seeded with agentOnline false",
    "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair": "an instance is WINDOWS",
    "UnsupportedOperation.WindowsNotSupportKeyPair": "an instance is WINDOWS and windowsCode names this code",
    ...byFault("FailedOperation.DescribeInstanceStatus", "InternalError.InvalidCommandNotFound"),
  },
  execute({ KeyIds, InstanceIds, AssociateType, Username }, call) {
    const { world, region } = call;
    const newer = { typeName: "AssociateType", type: AssociateType, username: Username } as const;
    const types = effectiveTypes(newer, InstanceIds, NAME, world.settings);
    const isOnline = ({ instanceId }: Instance) => types.get(instanceId) === "ONLINE";
    const instances = instancesToWrite(InstanceIds, region);
    const keyPairs = keyPairsOf(KeyIds, region);
    requireBindable(instances, world);
    requireReady(instances, ["RUNNING", "STOPPED"], world.clock.nowMs());
    requireAgent(instances.filter(isOnline), NAME, world.settings);
    requireUnbound(instances, KeyIds, call);
    requireRoom(instances, KeyIds, call);
    for (const instance of instances) {
      begin(instance, { keyPairs, type: isOnline(instance) ? "ONLINE" : "OFFLINE", username: Username }, call);
    }
    return {};
  },
});

function requireBindable(instances: readonly Instance[], world: World): void {
  for (const instance of instances) {
    const obstacle = bindObstacle(instance, world, NAME);
    if (obstacle) throw obstacle;
  }
}

function requireUnbound(instances: readonly Instance[], keyIds: readonly string[], { region }: Call): void {
  const bound = instances.flatMap(({ instanceId }) =>
    keyIds.filter((keyId) => region.bindings.isBound(keyId, instanceId)).map((keyId) => `${keyId} ${instanceId}`),
  );
  if (bound.length > 0) throw new ApiError("UnsupportedOperation.KeyPairBindDuplicate", { pairs: named(bound) });
}

/** How many keys an instance holds at most is documented for its creation only; the same is assumed here. */
function requireRoom(instances: readonly Instance[], keyIds: readonly string[], { region, world }: Call): void {
  for (const { instanceId } of instances) {
    const limit = world.settings.switches(instanceId, NAME)("keysPerInstance");
    const stay = replaces(instanceId, { world }) ? 0 : region.bindings.keysOf(instanceId).size;
    if (limit !== null && stay + keyIds.length > limit) {
      throw new ApiError("InvalidParameterValue.LimitExceeded", { names: named(["KeyIds", instanceId]), limit });
    }
  }
}

function replaces(instanceId: string, { world }: Pick<Call, "world">): boolean {
  return world.settings.switches(instanceId, NAME)("secondKey") === "replace";
}

function begin(
  instance: Instance,
  { keyPairs, type, username }: { keyPairs: readonly KeyPair[]; type: AssociateType; username: string | undefined },
  call: Call,
): void {
  const { world, region } = call;
  const user = username ?? world.settings.switches(instance.instanceId, NAME)("defaultUsername");
  const earlier = replaces(instance.instanceId, call)
    ? present([...region.bindings.keysOf(instance.instanceId).keys()], region.keyPairs)
    : [];
  const bind = new Map(keyPairs.map((keyPair) => [keyPair, user]));
  beginBindingChange(instance, { action: NAME, type, bind, unbind: earlier }, call);
}
