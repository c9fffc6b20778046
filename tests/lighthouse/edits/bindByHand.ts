import { changeBindings } from "../world/changeBindings";
import type { World } from "../world/world";
import { EditError } from "./editError";
import { instanceOf, keyPairOf } from "./find";

/** A pair named by its ids. */
interface Pair {
  readonly keyId: string;
  readonly instanceId: string;
}

/** Puts a key on an instance at once. Nothing but this pair changes. */
export function bindByHand(world: World, pair: Pair & { username?: string }): void {
  const { instance, keyPair, region } = find(world, pair);
  const of = world.settings.switches(pair.instanceId, "AssociateInstancesKeyPairs");
  const username = pair.username ?? of("defaultUsername");
  changeBindings(instance, region, { bind: new Map([[keyPair, username]]), unbind: [] });
}

/** Takes a key off an instance at once. */
export function unbindByHand(world: World, pair: Pair): void {
  const { instance, keyPair, region } = find(world, pair);
  changeBindings(instance, region, { bind: new Map(), unbind: [keyPair] });
}

function find(world: World, { keyId, instanceId }: Pair) {
  const instance = instanceOf(world, instanceId);
  const keyPair = keyPairOf(world, keyId);
  if (instance.accountId !== keyPair.accountId || instance.region !== keyPair.region) {
    throw new EditError(409, `${keyId} and ${instanceId} are not in one region of one account.`);
  }
  return { instance, keyPair, region: world.regionOf(instance) };
}
