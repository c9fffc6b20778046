import { ApiError, named } from "../protocol/apiError";
import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
import type { Region } from "../world/region";

/**
 * The instances of a list that is to be written to, in its order. One that is unknown in the region refuses the whole
 * call: InstanceIdNotFound for an id that never was here, InstanceNotFound (unless the action knows no
 * such code) for one that has gone.
 */
export function instancesToWrite(
  ids: readonly string[],
  region: Region,
  gone = "ResourceNotFound.InstanceNotFound",
): Instance[] {
  const missing = ids.filter((id) => !region.instances.has(id));
  const unknown = missing.filter((id) => !region.hasBeenHere(id));
  if (unknown.length > 0) throw new ApiError("ResourceNotFound.InstanceIdNotFound", { ids: named(unknown) });
  if (missing.length > 0) throw new ApiError(gone, { ids: named(missing) });
  return present(ids, region.instances);
}

/** The key pairs of a list, in its order. One that is unknown in the region refuses the whole call. */
export function keyPairsOf(ids: readonly string[], region: Region): KeyPair[] {
  const missing = ids.filter((id) => !region.keyPairs.has(id));
  if (missing.length > 0) throw new ApiError("ResourceNotFound.KeyIdNotFound", { ids: named(missing) });
  return present(ids, region.keyPairs);
}

/** What is there of a list, in its order. */
export function present<T>(ids: readonly string[], things: ReadonlyMap<string, T>): T[] {
  return ids.flatMap((id) => things.get(id) ?? []);
}
