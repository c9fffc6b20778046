import { ApiError, named } from "../protocol/apiError";
import { requiredIdList } from "../protocol/ids";
import { defineAction } from "./action";
import { byFault, PERMISSION_CODES } from "./codes";
import { keyPairsOf } from "./lookUp";

/** @see CN-API DeleteKeyPairs, KeyIds: at most 10, unlike every other list of ids; no code of its own is listed */
const MAX_KEYS = 10;
const LIST_CODES = { tooLong: "InvalidParameterValue", empty: "InvalidParameterValue" };

/** Deletes key pairs that nothing holds: all of the call or none. @see CN-API DeleteKeyPairs */
export const deleteKeyPairs = defineAction({
  name: "DeleteKeyPairs",
  ratePerSecond: 10,
  parameters: { KeyIds: requiredIdList("keyPair", MAX_KEYS, LIST_CODES) },
  codes: {
    ...PERMISSION_CODES,
    "InvalidParameterValue.Duplicated": "an id stands twice in the list",
    "InvalidParameterValue.KeyPairIdMalformed": "a key id has not the form lhkp-",
    "ResourceInUse.KeyPairInUse": "a key is bound to an instance",
    "ResourceNotFound.KeyIdNotFound": "the region has no such key pair",
    "UnsupportedOperation.KeyPairBindToBlueprints": "the key pair is seeded with blueprintIds",
    ...byFault("FailedOperation.DeleteKeyPairFailed"),
  },
  execute({ KeyIds }, call) {
    const keyPairs = keyPairsOf(KeyIds, call.region);
    const bound = KeyIds.filter((keyId) => call.region.bindings.instancesOf(keyId).size > 0);
    if (bound.length > 0) throw new ApiError("ResourceInUse.KeyPairInUse", { ids: named(bound) });
    const held = keyPairs.filter(({ blueprintIds }) => blueprintIds.length > 0).map(({ keyId }) => keyId);
    if (held.length > 0) throw new ApiError("UnsupportedOperation.KeyPairBindToBlueprints", { ids: named(held) });
    for (const keyPair of keyPairs) call.world.removeKeyPair(keyPair);
    return {};
  },
});
