import { ApiError } from "./apiError.js";
import type { Region } from "./region.js";

/** A key on some instance, and the user that the service says it was bound for. */
export interface ToldUsername {
  keyId: string;
  username: string;
}

/** Whether an unbind was refused since the key was bound for another user than the request named, or named one. */
export function isUsernameMismatch(error: unknown): boolean {
  return error instanceof ApiError && error.code === "UnsupportedOperation.KeyPairUnbindUsernameMismatch";
}

/** The users that the service tells for keys on an instance; those that it does not tell are missing. */
export async function toldUsernames(
  region: Region,
  instanceId: string,
  keyIds: readonly string[],
): Promise<ToldUsername[]> {
  const keyPairs = await region.keyPairs(keyIds);
  return keyIds.flatMap((keyId) => {
    const username = keyPairs.get(keyId)?.usernames.get(instanceId);
    return username === undefined ? [] : [{ keyId, username }];
  });
}
