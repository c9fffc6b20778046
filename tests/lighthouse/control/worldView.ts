import type { Account } from "../world/account";
import type { Instance } from "../world/instance";
import { instanceRow } from "../world/instanceView";
import type { KeyPair } from "../world/keyPair";
import type { Region } from "../world/region";
import type { World } from "../world/world";

/** An instance as it truly is, whatever clients are shown of it. */
export function instanceState(instance: Instance, world: World) {
  const region = world.regionOf(instance);
  const keys = region.bindings.keysOf(instance.instanceId);
  return {
    instanceId: instance.instanceId,
    accountId: instance.accountId,
    region: instance.region,
    name: instance.fields.InstanceName ?? null,
    state: instance.state,
    platformType: instance.platformType,
    password: instance.isPasswordKnown,
    agentOnline: instance.isAgentOnline,
    displayArea: instance.isDisplayArea,
    keyIds: [...keys.keys()],
    usernames: Object.fromEntries(keys),
    latestOperation: instance.latest ?? null,
    operating: instance.operation !== undefined,
    shutdowns: instance.shutdowns,
    powerHistory: instance.powerHistory,
    /** The row that DescribeInstances would show now. */
    shown: instanceRow(instance, region, world.settings),
  };
}

/** A key pair as it truly is. */
export function keyPairState(keyPair: KeyPair, region: Region) {
  const { keyId, keyName, publicKey, accountId, createdMs, tags, blueprintIds } = keyPair;
  const instances = region.bindings.instancesOf(keyId);
  return {
    keyId,
    keyName,
    publicKey,
    accountId,
    region: region.name,
    createdMs,
    tags,
    blueprintIds,
    instanceIds: [...instances.keys()],
    usernames: Object.fromEntries(instances),
  };
}

/** The whole world, without secrets. */
export function worldState(world: World) {
  return {
    seed: world.random.seed,
    timeMs: world.clock.nowMs(),
    time: new Date(world.clock.nowMs()).toISOString(),
    settings: world.settings.set,
    accounts: [...world.accounts.values()].map((account) => accountState(account, world)),
    instances: [...world.instances.values()].map((instance) => instanceState(instance, world)),
    keyPairs: [...world.accounts.values()].flatMap(keyPairsOf),
  };
}

function keyPairsOf(account: Account) {
  return [...account.regions.values()].flatMap((region) =>
    [...region.keyPairs.values()].map((keyPair) => keyPairState(keyPair, region)),
  );
}

function accountState(account: Account, world: World) {
  const credentials = [...world.credentials.values()].filter((credential) => credential.account === account);
  return {
    accountId: account.accountId,
    secretIds: credentials.filter(({ token }) => token === undefined).map(({ secretId }) => secretId),
    ...account.restrictions,
    roles: Object.fromEntries(account.roles),
    regions: [...account.regions.keys()],
  };
}
