import type { AssociateType } from "./association.js";
import { getOrMake } from "./getOrMake.js";
import type { BindOptions } from "./lighthouse.js";
import type { Region } from "./region.js";
import { isUsernameMismatch, toldUsernames } from "./toldUsernames.js";

/** How the keys of one instance are unbound. */
export interface Unbinding {
  region: Region;
  instanceId: string;
  /** How the program wants it done, where it says so. */
  associateType: AssociateType | undefined;
  /** The user that a key is known to be bound for. */
  usernameOf: (keyId: string) => string | undefined;
  /** Unbinds keys by one request, and waits for it. */
  send: (keyIds: readonly string[], how: BindOptions) => Promise<void>;
}

/**
 * Unbinds keys that were bound for different users one user after the other: a request names one user. Those that were
 * bound for nobody come first, since that may take the instance down.
 */
export async function unbindByUser(keyIds: readonly string[], unbinding: Unbinding): Promise<void> {
  const groups = new Map<string | undefined, string[]>([[undefined, []]]);
  for (const keyId of keyIds) getOrMake(groups, unbinding.usernameOf(keyId), () => []).push(keyId);
  for (const [username, keys] of groups) if (keys.length > 0) await unbindFor(username, keys, unbinding);
}

async function unbindFor(username: string | undefined, keyIds: string[], unbinding: Unbinding): Promise<void> {
  const { region, instanceId, associateType, send } = unbinding;
  try {
    await send(keyIds, howToUnbind(username, associateType));
  } catch (error) {
    // Bound by somebody else for a user whom nobody of us named: the service may tell whom.
    const told = isUsernameMismatch(error) ? await toldUsernames(region, instanceId, keyIds) : [];
    if (told.length === 0) throw error;
    for (const { keyId, username: user } of told) await send([keyId], howToUnbind(user, associateType));
  }
}

/** A key that was bound for a named user can only be unbound ONLINE and under that name. */
function howToUnbind(username: string | undefined, associateType: AssociateType | undefined): BindOptions {
  if (username !== undefined) return { associateType: "ONLINE", username };
  return associateType === undefined ? {} : { associateType };
}
