import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
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
