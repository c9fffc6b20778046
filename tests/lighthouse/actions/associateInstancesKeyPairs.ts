import { ApiError, named } from "../protocol/apiError";
import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
import { type Call, defineAction } from "./action";
import { beginBindingChange } from "./bindingChange";
import { requireReady } from "./instanceReadiness";
import {
  type AssociateType,
  effectiveType,
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
  codes: {},
  execute({ KeyIds, InstanceIds, AssociateType, Username }, call) {
    const { world, region } = call;
    const newer = { typeName: "AssociateType", type: AssociateType, username: Username } as const;
    const type = effectiveType(newer, InstanceIds, NAME, world.settings);
    const instances = instancesToWrite(InstanceIds, region);
    const keyPairs = keyPairsOf(KeyIds, region);
    requirePlatform(instances, call);
    requireReady(instances, ["RUNNING", "STOPPED"], world.clock.nowMs());
    if (type === "ONLINE") requireAgent(instances, call);
    requireUnbound(instances, KeyIds, call);
    requireRoom(instances, KeyIds, call);
    for (const instance of instances) begin(instance, keyPairs, type, Username, call);
    return {};
  },
});

function requirePlatform(instances: readonly Instance[], { world }: Call): void {
  const windows = instances.find(({ platformType }) => platformType === "WINDOWS");
  if (windows) {
    const code = world.settings.switches(windows.instanceId, NAME)("windowsCode");
    throw new ApiError(`UnsupportedOperation.${code}`, { ids: named([windows.instanceId]) });
  }
  const special = instances.filter(({ isDisplayArea }) => isDisplayArea).map(({ instanceId }) => instanceId);
  if (special.length > 0) {
    throw new ApiError("UnsupportedOperation.InstanceDisplayAreaNotSupportOperation", { ids: named(special) });
  }
}

/** ONLINE goes through the agent inside, which neither a stopped machine nor a broken agent offers. */
function requireAgent(instances: readonly Instance[], { world }: Call): void {
  for (const { instanceId, state, isAgentOnline } of instances) {
    const ids = named([instanceId]);
    if (state !== "RUNNING" && world.settings.switches(instanceId, NAME)("onlineOnStopped") === "refused") {
      throw new ApiError("UnsupportedOperation.InvalidInstanceState", { ids, states: named([state]) });
    }
    if (!isAgentOnline) throw new ApiError("UnsupportedOperation.TatAgentNotOnline", { ids });
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
  keyPairs: readonly KeyPair[],
  type: AssociateType,
  username: string | undefined,
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
