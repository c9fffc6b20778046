import { ApiError, named } from "../protocol/apiError";
import type { Instance } from "../world/instance";
import { type Call, defineAction } from "./action";
import { beginBindingChange } from "./bindingChange";
import { ID_LIST_CODES, INSTANCE_CODES, PERMISSION_CODES } from "./codes";
import { requireAgent, requireReady } from "./instanceReadiness";
import { effectiveTypes, PAIR_PARAMETERS, TYPE_PARAMETER, USERNAME_PARAMETER } from "./keyPairParameters";
import { instancesToWrite, keyPairsOf } from "./lookUp";

const NAME = "DisassociateInstancesKeyPairs";

/** Unbinds key pairs from instances: all pairs of the call or none. @see CN-API DisassociateInstancesKeyPairs */
export const disassociateInstancesKeyPairs = defineAction({
  name: NAME,
  ratePerSecond: 20,
  parameters: { ...PAIR_PARAMETERS, DisassociateType: TYPE_PARAMETER, Username: USERNAME_PARAMETER },
  codes: {
    ...ID_LIST_CODES,
    ...INSTANCE_CODES,
    ...PERMISSION_CODES,
    "InvalidParameter.ConflictParameter": "Username without ONLINE",
    "InvalidParameterValue.KeyPairIdMalformed": "a key id has not the form lhkp-",
    "ResourceNotFound.KeyIdNotFound": "the region has no such key pair",
    "UnsupportedOperation.KeyPairNotBoundToInstance": "a pair of the call is not bound",
    "UnsupportedOperation.KeyPairUnbindUsernameMismatch": "a pair was bound for another user",
    "UnsupportedOperation.TatAgentNotOnline": "ONLINE on an instance that is seeded with agentOnline false",
  },
  execute({ KeyIds, InstanceIds, DisassociateType, Username }, call) {
    const { world, region } = call;
    const newer = { typeName: "DisassociateType", type: DisassociateType, username: Username } as const;
    const types = effectiveTypes(newer, InstanceIds, NAME, world.settings);
    const isOnline = ({ instanceId }: Instance) => types.get(instanceId) === "ONLINE";
    const instances = instancesToWrite(InstanceIds, region);
    const keyPairs = keyPairsOf(KeyIds, region);
    requireReady(instances, ["RUNNING", "STOPPED"], world.clock.nowMs());
    requireAgent(instances.filter(isOnline), NAME, world.settings);
    requireBound(instances, KeyIds, call);
    requireUsername(instances, KeyIds, Username, call);
    for (const instance of instances) {
      const type = isOnline(instance) ? "ONLINE" : "OFFLINE";
      beginBindingChange(instance, { action: NAME, type, bind: new Map(), unbind: keyPairs }, call);
    }
    return {};
  },
});

function requireBound(instances: readonly Instance[], keyIds: readonly string[], { region }: Call): void {
  const unbound = instances.flatMap(({ instanceId }) =>
    keyIds.filter((keyId) => !region.bindings.isBound(keyId, instanceId)).map((keyId) => `${keyId} ${instanceId}`),
  );
  if (unbound.length > 0)
    throw new ApiError("UnsupportedOperation.KeyPairNotBoundToInstance", { pairs: named(unbound) });
}

/** A key is unbound under the user it was bound for; without a user name that is the default one. */
function requireUsername(
  instances: readonly Instance[],
  keyIds: readonly string[],
  username: string | undefined,
  { region, world }: Call,
): void {
  const other = instances.flatMap(({ instanceId }) => {
    const user = username ?? world.settings.switches(instanceId, NAME)("defaultUsername");
    const keys = region.bindings.keysOf(instanceId);
    return keyIds.filter((keyId) => keys.get(keyId) !== user).map((keyId) => `${keyId} ${instanceId}`);
  });
  if (other.length > 0) {
    throw new ApiError("UnsupportedOperation.KeyPairUnbindUsernameMismatch", { pairs: named(other) });
  }
}
