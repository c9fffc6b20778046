import type { KeyPair } from "../world/keyPair";
import { newInstance } from "../world/newInstance";
import { drawnPublicKey } from "../world/publicKey";
import type { World } from "../world/world";
import { bindByHand } from "./bindByHand";
import { EditError } from "./editError";
import { plain, setLatest } from "./editInstance";
import { requireRegion } from "./find";
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

function entries<T extends object>(listOrCount: T[] | number | undefined): (T | Record<string, never>)[] {
  return typeof listOrCount === "number" ? Array.from({ length: listOrCount }, () => ({})) : (listOrCount ?? []);
}

function addAccount(world: World, seed: AccountSeed) {
  const { secretId, secretKey, account } = world.addAccount(seed);
  account.restrictions.deniedActions = seed.deniedActions ?? account.restrictions.deniedActions;
  account.restrictions.mfa = seed.mfa ?? account.restrictions.mfa;
  for (const role of seed.roles ?? []) account.addRole(role);
  return { accountId: account.accountId, secretId, secretKey };
}

function owner(world: World, seed: { accountId?: string; region?: string }) {
  const accountId = seed.accountId ?? world.firstAccount.accountId;
  if (!world.accounts.has(accountId)) throw new EditError(404, `There is no account ${accountId}.`);
  if (seed.region !== undefined) requireRegion("region", seed.region);
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
  if (world.keyPairs.has(keyPair.keyId)) throw new EditError(409, `There is a key pair ${keyPair.keyId} already.`);
  world.addKeyPair(keyPair);
  const { keyId, keyName, accountId, region } = keyPair;
  return { keyId, keyName, accountId, region };
}

function addInstance(world: World, seed: InstanceSeed) {
  const { instanceId, accountId: _accountId, region: _region, keyIds, latestOperation, ...patch } = seed;
  const { name, state, platformType, password, agentOnline, displayArea, ...fields } = patch;
  const given = { instanceId, name, state, platformType, password, agentOnline, displayArea, fields: plain(fields) };
  const instance = newInstance(given, owner(world, seed), world.clock.nowMs(), world.random);
  if (world.instances.has(instance.instanceId)) {
    throw new EditError(409, `There is an instance ${instance.instanceId} already.`);
  }
  world.addInstance(instance);
  if (latestOperation) setLatest(world, instance, latestOperation);
  for (const keyId of keyIds ?? []) bindByHand(world, { keyId, instanceId: instance.instanceId });
  return {
    instanceId: instance.instanceId,
    name: instance.fields.InstanceName ?? null,
    accountId: instance.accountId,
    region: instance.region,
    state: instance.state,
  };
}
