import type { JsonObject } from "../protocol/json";
import { apiTime } from "./clock";
import type { KeyPair } from "./keyPair";
import type { Region } from "./region";
import type { Switches } from "./settingsBook";

/** @see CLI, KeyPair: output not required, or null allowed */
const OPTIONAL_FIELDS = ["AssociatedInstanceSet", "Tags", "CreatedTime", "PrivateKey"] as const;
const NULLABLE_FIELDS = ["CreatedTime", "PrivateKey"] as const;

/**
 * What DescribeKeyPairs shows of a key pair.
 *
 * @see CN-API DescribeKeyPairs, whose example shows PrivateKey as the text "null"; AssociatedInstanceSet is a newer,
 * mainland field
 */
export function keyPairRow(keyPair: KeyPair, region: Region, of: Switches): JsonObject {
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
  if (of("onlineKnown")) {
    row.AssociatedInstanceSet = [...shown].map(([InstanceId, Username]) => ({ InstanceId, Username }));
  }
  if (of("optionalFields") === "omitted") for (const name of OPTIONAL_FIELDS) delete row[name];
  if (of("optionalFields") === "null") {
    for (const name of NULLABLE_FIELDS) row[name] = null;
    // Null stands for none where it is used at all: on the international service.
    if (shown.size === 0) row.AssociatedInstanceIds = null;
  }
  return row;
}

/** Counts a DescribeKeyPairs reply that showed the key pair: changed bindings come into view after so many. */
export function noteKeyPairRead(keyPair: KeyPair): void {
  for (const [instanceId, stale] of keyPair.staleBindings) {
    if (--stale.readsLeft <= 0) keyPair.staleBindings.delete(instanceId);
  }
}
