import { ControlError } from "./controlError";
import type { JsonObject } from "../protocol/json";
import { changeBindings } from "../world/changeBindings";
import type { KeyPair } from "../world/keyPair";
import { newInstance } from "../world/newInstance";
import { drawnPublicKey } from "../world/publicKey";
import type { World } from "../world/world";
import type { AccountSeed, InstanceSeed, KeyPairSeed, WorldSeed } from "./worldSeed";

/** Adds to a world what a test describes: accounts first, then key pairs, instances, and bindings between them. */
export function seedWorld(world: World, seed: WorldSeed) {
  const accounts = entries(seed.accounts).map((account) => addAccount(world, account));
  const keyPairs = entries(seed.keyPairs).map((keyPair) => addKeyPair(world, keyPair));
  const instances = entries(seed.instances).map((instance) => addInstance(world, instance));
  for (const binding of seed.bindings ?? []) bindByHand(world, binding);
  return {
    accounts,
    keyPairs,
    instances,
    keyIds: keyPairs.map(({ keyId }) => keyId),
    instanceIds: instances.map(({ instanceId }) => instanceId),
  };
}

/** Puts a key on an instance at once. Nothing but this pair changes. */
export function bindByHand(world: World, pair: { keyId: string; instanceId: string; username?: string }): void {
  const { instance, keyPair, region } = pairOf(world, pair);
  const username = pair.username ?? world.settings.global("defaultUsername");
  changeBindings(instance, region, { bind: new Map([[keyPair, username]]), unbind: [] });
}

/** Takes a key off an instance at once. */
export function unbindByHand(world: World, pair: { keyId: string; instanceId: string }): void {
  const { instance, keyPair, region } = pairOf(world, pair);
  changeBindings(instance, region, { bind: new Map(), unbind: [keyPair] });
}

function pairOf(world: World, { keyId, instanceId }: { keyId: string; instanceId: string }) {
  const instance = world.instances.get(instanceId);
  if (!instance) throw new ControlError(404, `There is no instance ${instanceId}.`);
  const region = world.regionOf(instance);
  const keyPair = region.keyPairs.get(keyId);
  if (!keyPair) throw new ControlError(404, `There is no key pair ${keyId} in ${region.name} of ${instance.accountId}.`);
  return { instance, keyPair, region };
}

function entries<T extends object>(listOrCount: T[] | number | undefined): (T | Record<string, never>)[] {
  return typeof listOrCount === "number" ? Array.from({ length: listOrCount }, () => ({})) : (listOrCount ?? []);
}

function addAccount(world: World, seed: AccountSeed) {
  const { secretId, secretKey, account } = world.addAccount(seed);
  return { accountId: account.accountId, secretId, secretKey };
}

function owner(world: World, seed: { accountId?: string; region?: string }) {
  const accountId = seed.accountId ?? world.firstAccount.accountId;
  if (!world.accounts.has(accountId)) throw new ControlError(404, `There is no account ${accountId}.`);
  return { accountId, region: seed.region ?? world.settings.global("defaultRegion") };
}

function addKeyPair(world: World, seed: KeyPairSeed) {
  const { random, clock } = world;
  const keyPair: KeyPair = {
    keyId: seed.keyId ?? `lhkp-${random.idText(8)}`,
    ...owner(world, seed),
    keyName: seed.keyName ?? `key_${random.idText(6)}`,
    publicKey: seed.publicKey ?? drawnPublicKey(random),
    createdMs: clock.nowMs(),
    tags: seed.tags ?? [],
    blueprintIds: seed.blueprintIds ?? [],
    staleBindings: new Map(),
  };
  world.addKeyPair(keyPair);
  const { keyId, keyName, accountId, region } = keyPair;
  return { keyId, keyName, accountId, region };
}

function addInstance(world: World, seed: InstanceSeed) {
  const { instanceId, name, state, platformType, password, agentOnline, displayArea, keyIds, ...rest } = seed;
  const { accountId, region, ...fields } = rest as { accountId?: string; region?: string } & JsonObject;
  const given = { instanceId, name, state, platformType, password, agentOnline, displayArea, fields };
  const instance = newInstance(given, owner(world, seed), world.clock.nowMs(), world.random);
  world.addInstance(instance);
  for (const keyId of keyIds ?? []) bindByHand(world, { keyId, instanceId: instance.instanceId });
  return {
    instanceId: instance.instanceId,
    name: instance.fields.InstanceName ?? null,
    accountId: instance.accountId,
    region: instance.region,
    state: instance.state,
  };
}
