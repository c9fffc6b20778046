import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
import { isKnownRegion } from "../world/regions";
import type { World } from "../world/world";
import { EditError } from "./editError";

/** The instance of an id, in whatever account and region it is. */
export function instanceOf(world: World, instanceId: string): Instance {
  const instance = world.instances.get(instanceId);
  if (!instance) throw new EditError(404, `There is no instance ${instanceId}.`);
  return instance;
}

/** The key pair of an id, in whatever account and region it is. */
export function keyPairOf(world: World, keyId: string): KeyPair {
  const keyPair = world.keyPairs.get(keyId);
  if (!keyPair) throw new EditError(404, `There is no key pair ${keyId}.`);
  return keyPair;
}

/** Refuses a region that there is not: what is in it could never be reached. @throws EditError 400 */
export function requireRegion(where: string, region: string): void {
  if (!isKnownRegion(region)) throw new EditError(400, `${where}: there is no region ${JSON.stringify(region)}.`);
}
