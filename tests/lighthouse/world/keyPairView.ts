import type { JsonObject } from "../protocol/json";
import { apiTime } from "./clock";
import type { KeyPair } from "./keyPair";
import type { Region } from "./region";

/**
 * What DescribeKeyPairs shows of a key pair.
 *
 * @see CN-API DescribeKeyPairs, whose example shows PrivateKey as the text "null"; AssociatedInstanceSet is a newer,
 * mainland field
 */
export function keyPairRow(keyPair: KeyPair, region: Region, isAssociatedSetKnown: boolean): JsonObject {
  const shown = new Map(region.bindings.instancesOf(keyPair.keyId));
  for (const [instanceId, stale] of keyPair.staleBindings) {
    if (stale.shown === undefined) shown.delete(instanceId);
    else shown.set(instanceId, stale.shown);
  }
  const row: JsonObject = {
    KeyId: keyPair.keyId,
    KeyName: keyPair.keyName,
    PublicKey: keyPair.publicKey,
    AssociatedInstanceIds: [...shown.keys()],
    CreatedTime: apiTime(keyPair.createdMs),
    PrivateKey: "null",
    Tags: keyPair.tags,
  };
  if (isAssociatedSetKnown) {
    row.AssociatedInstanceSet = [...shown].map(([InstanceId, Username]) => ({ InstanceId, Username }));
  }
  return row;
}

/** Counts a DescribeKeyPairs reply that showed the key pair: changed bindings come into view after so many. */
export function noteKeyPairRead(keyPair: KeyPair): void {
  for (const [instanceId, stale] of keyPair.staleBindings) {
    if (--stale.readsLeft <= 0) keyPair.staleBindings.delete(instanceId);
  }
}
