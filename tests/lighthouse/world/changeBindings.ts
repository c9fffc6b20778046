import type { Instance } from "./instance";
import type { KeyPair } from "./keyPair";
import type { Region } from "./region";

/** Which bindings of an instance come, each with its user name, and which go. */
export interface BindingChange {
  readonly bind: ReadonlyMap<KeyPair, string>;
  readonly unbind: readonly KeyPair[];
}

/**
 * Changes the bindings of an instance at once. With `lateReads` the change is real but comes into view only after so
 * many reads: of the instance in DescribeInstances, and of each key in DescribeKeyPairs.
 */
export function changeBindings(instance: Instance, region: Region, change: BindingChange, lateReads = 0): void {
  const { bindings } = region;
  const { instanceId } = instance;
  // A key pair may have been deleted since the operation began.
  const bind = [...change.bind].filter(([{ keyId }]) => region.keyPairs.has(keyId));
  const before = new Map(bindings.keysOf(instanceId));
  for (const { keyId } of change.unbind) bindings.remove(keyId, instanceId);
  for (const [{ keyId }, username] of bind) bindings.add(keyId, instanceId, username);
  instance.row = undefined;
  if (lateReads > 0) {
    instance.staleKeyIds = { readsLeft: lateReads, shown: [...before.keys()] };
    for (const keyPair of [...change.unbind, ...bind.map(([added]) => added)]) {
      keyPair.staleBindings.set(instanceId, { readsLeft: lateReads, shown: before.get(keyPair.keyId) });
    }
  }
}
