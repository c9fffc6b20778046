import { ApiError, named } from "../protocol/apiError";
import type { JsonObject } from "../protocol/json";
import type { KeyPair } from "../world/keyPair";
import type { Call } from "./action";

/** @see CN-API CreateKeyPair, KeyName: up to 25 letters, digits and underscores */
const MAX_NAME_LENGTH = 25;

/** Codes of the name; the page of ImportKeyPair lists none for characters that are not allowed. */
export const NAME_CODES = {
  "InvalidParameterValue.InvalidKeyPairNameEmpty": "the name is empty",
  "InvalidParameterValue.InvalidKeyPairNameTooLong": "the name has more than 25 characters",
  "InvalidParameterValue.DuplicateParameterValue": "a key pair of the account in the region has the name",
  "LimitExceeded.KeyPairLimitExceeded": "the account has as many key pairs in the region as keyPairQuota",
};

/** Refuses a name that is not allowed or is taken, and any name once the quota is used up. */
export function requireNameAndRoom(name: string, illegalCharacter: string, { region, world }: Call): void {
  if (name === "") throw new ApiError("InvalidParameterValue.InvalidKeyPairNameEmpty");
  if (name.length > MAX_NAME_LENGTH) {
    throw new ApiError("InvalidParameterValue.InvalidKeyPairNameTooLong", { limit: MAX_NAME_LENGTH });
  }
  if (!/^\w+$/.test(name)) throw new ApiError(illegalCharacter, { names: named([name]) });
  const keyPairs = [...region.keyPairs.values()];
  if (keyPairs.some(({ keyName }) => keyName === name)) {
    throw new ApiError("InvalidParameterValue.DuplicateParameterValue", { names: named([name]) });
  }
  const limit = world.settings.global("keyPairQuota");
  if (keyPairs.length >= limit) throw new ApiError("LimitExceeded.KeyPairLimitExceeded", { limit });
}

/** Adds a key pair to the region of the call. */
export function addKeyPair(
  made: { keyName: string; publicKey: string; tags: JsonObject[] | undefined },
  { world, region, credential }: Call,
): KeyPair {
  const { accountId } = credential?.account ?? world.firstAccount;
  const keyPair: KeyPair = {
    keyId: `lhkp-${world.random.idText(8)}`,
    accountId,
    region: region.name,
    keyName: made.keyName,
    publicKey: made.publicKey,
    createdMs: world.clock.nowMs(),
    tags: made.tags ?? [],
    blueprintIds: [],
    staleBindings: new Map(),
  };
  world.addKeyPair(keyPair);
  return keyPair;
}
