import { ApiError } from "../protocol/apiError";
import { text } from "../protocol/parameters";
import { isPublicKey, sameKey } from "../world/openSsh";
import { defineAction } from "./action";
import { byFault, PERMISSION_CODES } from "./codes";
import { addKeyPair, NAME_CODES, requireNameAndRoom } from "./newKeyPair";
import { TAGS } from "./tags";

/** Stores a public key that the client has. @see CN-API ImportKeyPair */
export const importKeyPair = defineAction({
  name: "ImportKeyPair",
  ratePerSecond: 10,
  parameters: { KeyName: text(), PublicKey: text(), Tags: TAGS },
  codes: {
    ...NAME_CODES,
    ...PERMISSION_CODES,
    "InvalidParameterValue.KeyPairPublicKeyDuplicated": "a key pair of the account in the region has the same key",
    "InvalidParameterValue.KeyPairPublicKeyMalformed": "the text is no OpenSSH public key of a kind in publicKeyTypes",
    ...byFault(
      "FailedOperation.CreateKeyPairFailed",
      "FailedOperation.DeleteKeyPairFailed",
      "FailedOperation.ImportKeyPairFailed",
    ),
  },
  execute({ KeyName, PublicKey, Tags }, call) {
    requireNameAndRoom(KeyName, "InvalidParameterValue", call);
    if (!isPublicKey(PublicKey, call.world.settings.global("publicKeyTypes"))) {
      throw new ApiError("InvalidParameterValue.KeyPairPublicKeyMalformed");
    }
    if ([...call.region.keyPairs.values()].some(({ publicKey }) => sameKey(publicKey, PublicKey))) {
      throw new ApiError("InvalidParameterValue.KeyPairPublicKeyDuplicated");
    }
    return { KeyId: addKeyPair({ keyName: KeyName, publicKey: PublicKey.trim(), tags: Tags }, call).keyId };
  },
});
