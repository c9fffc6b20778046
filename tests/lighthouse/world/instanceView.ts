import type { JsonObject } from "../protocol/json";
import { apiTime } from "./clock";
import type { Instance, LatestOperation } from "./instance";
import type { Region } from "./region";
import type { SettingsBook } from "./settingsBook";

/**
 * Fields that the documentation says may be empty or null; a switch leaves them out or makes them null.
 *
 * @see CN-API data types, Instance: "may return null" and "may be empty" notes
 */
const NULLABLE_FIELDS = [
  "PrivateAddresses",
  "PublicAddresses",
  "LatestOperation",
  "LatestOperationState",
  "LatestOperationRequestId",
  "LatestOperationStartedTime",
  "CreatedTime",
  "ExpiredTime",
  "IsolatedTime",
] as const;

const ACTION = "DescribeInstances";

/**
 * What one DescribeInstances reply shows of an instance, serialised, and counted as a read of it: operations that end
 * after so many reads move on, and stale views wear off.
 */
export function readInstance(instance: Instance, region: Region, settings: SettingsBook, noteRead: () => void): Buffer {
  const dependsOnReads =
    instance.staleLatest !== undefined ||
    instance.nullStateReadsLeft > 0 ||
    instance.staleKeyIds !== undefined ||
    instance.operation?.pace.kind === "reads";
  if (!dependsOnReads && instance.row) return instance.row;
  const row = Buffer.from(JSON.stringify(instanceRow(instance, region, settings)));
  if (dependsOnReads) {
    wearOff(instance);
    noteRead();
  } else instance.row = row;
  return row;
}

/** The instance as DescribeInstances would show it now, without counting as a read. */
export function instanceRow(instance: Instance, region: Region, settings: SettingsBook): JsonObject {
  const keyIds = instance.staleKeyIds?.shown ?? [...region.bindings.keysOf(instance.instanceId).keys()];
  const row: JsonObject = {
    CreatedTime: apiTime(instance.createdMs),
    ...instance.fields,
    InstanceId: instance.instanceId,
    InstanceState: instance.state,
    PlatformType: instance.platformType,
    LoginSettings: { KeyIds: [...keyIds] },
    ...latestFields(instance),
  };
  const of = settings.switches(instance.instanceId, ACTION);
  if (!of("onlineKnown")) delete row.LatestOperationStartedTime;
  const optionalFields = of("optionalFields");
  if (optionalFields === "present") return row;
  for (const name of NULLABLE_FIELDS) {
    if (optionalFields === "omitted") delete row[name];
    else if (name in row) row[name] = null;
  }
  return row;
}

/** Before the first operation three of the fields are empty and one is null, as the documentation says of each. */
function latestFields(instance: Instance): JsonObject {
  const latest: LatestOperation | undefined = instance.staleLatest ? instance.staleLatest.shown : instance.latest;
  const isStateNull = !instance.staleLatest && instance.nullStateReadsLeft > 0;
  return {
    LatestOperation: latest?.action ?? "",
    LatestOperationState: isStateNull ? null : (latest?.state ?? ""),
    LatestOperationRequestId: latest?.requestId ?? "",
    LatestOperationStartedTime: latest ? apiTime(latest.startedMs) : null,
  };
}

/** The older operation shows first; only then the newer one, at first without a state. */
function wearOff(instance: Instance): void {
  if (instance.staleLatest) {
    if (--instance.staleLatest.readsLeft <= 0) instance.staleLatest = undefined;
  } else if (instance.nullStateReadsLeft > 0) instance.nullStateReadsLeft--;
  if (instance.staleKeyIds && --instance.staleKeyIds.readsLeft <= 0) instance.staleKeyIds = undefined;
}
