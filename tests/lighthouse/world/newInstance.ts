import type { JsonObject } from "../protocol/json";
import { apiTime } from "./clock";
import type { Instance, InstanceState, PlatformType } from "./instance";
import type { Random } from "./random";

/** What a test may say of an instance; whatever it leaves open is drawn or as usual. */
export interface InstanceSeed {
  readonly instanceId?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: InstanceState | undefined;
  readonly platformType?: PlatformType | undefined;
  readonly password?: boolean | undefined;
  readonly agentOnline?: boolean | undefined;
  readonly displayArea?: boolean | undefined;
  /** Fields of the API's Instance under their own names; they replace what would be drawn. */
  readonly fields?: JsonObject | undefined;
}

const DAY_MS = 86_400_000;
/** Lighthouse instances are sold by the month; 30 days from creation is what a new one shows. */
const PAID_FOR_MS = 30 * DAY_MS;

/** A new instance with every field of the API filled. */
export function newInstance(
  seed: InstanceSeed,
  owner: { accountId: string; region: string },
  nowMs: number,
  random: Random,
): Instance {
  const state = seed.state ?? "RUNNING";
  const platformType = seed.platformType ?? "LINUX_UNIX";
  const createdMs = createdTime(seed.fields, nowMs);
  const instanceId = seed.instanceId ?? `lhins-${random.idText(8)}`;
  const name = seed.name === undefined ? {} : { InstanceName: seed.name };
  return {
    instanceId,
    ...owner,
    fields: { ...drawnFields(owner.region, platformType, createdMs, state, random), ...name, ...seed.fields },
    createdMs,
    state,
    platformType,
    isCreated: state !== "PENDING",
    isPasswordKnown: seed.password ?? false,
    isAgentOnline: seed.agentOnline ?? true,
    isDisplayArea: seed.displayArea ?? false,
    latest: undefined,
    operation: undefined,
    hiddenWorkUntilMs: undefined,
    staleLatest: undefined,
    nullStateReadsLeft: 0,
    staleKeyIds: undefined,
    shutdowns: 0,
    powerHistory: [],
    row: undefined,
  };
}

function createdTime(fields: JsonObject | undefined, nowMs: number): number {
  const given = typeof fields?.CreatedTime === "string" ? Date.parse(fields.CreatedTime) : Number.NaN;
  return Number.isNaN(given) ? nowMs : given;
}

function drawnFields(
  region: string,
  platformType: PlatformType,
  createdMs: number,
  state: InstanceState,
  random: Random,
): JsonObject {
  const isWindows = platformType === "WINDOWS";
  const address = (first: string) => `${first}.${random.uint32() % 256}.${1 + (random.uint32() % 254)}`;
  return {
    BundleId: "bundle_starter_mc_promo_lin_2c2g4m_01",
    BlueprintId: `lhbp-${random.idText(8)}`,
    CPU: 2,
    Memory: 2,
    InstanceName: `lighthouse-${random.idText(4)}`,
    InstanceChargeType: "PREPAID",
    SystemDisk: { DiskType: "CLOUD_SSD", DiskSize: 50, DiskId: `lhdisk-${random.idText(8)}` },
    PrivateAddresses: [address("10.0")],
    PublicAddresses: [address("198.18")],
    PublicIpv6Addresses: [],
    InternetAccessible: {
      InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
      InternetMaxBandwidthOut: 4,
      PublicIpAssigned: true,
    },
    RenewFlag: "NOTIFY_AND_MANUAL_RENEW",
    InstanceRestrictState: "NORMAL",
    Uuid: random.uuid(),
    IsolatedTime: state === "SHUTDOWN" ? apiTime(createdMs + PAID_FOR_MS) : null,
    ExpiredTime: apiTime(createdMs + PAID_FOR_MS),
    Platform: isWindows ? "WINDOWS" : "UBUNTU",
    OsName: isWindows ? "Windows Server 2022 Datacenter 64bit" : "Ubuntu Server 22.04 LTS 64bit",
    Zone: `${region}-3`,
    Tags: [],
    SupportIpv6Detail: { IsSupport: false, Detail: "BUNDLE_INSTANCE_NOT_SUPPORT", Message: "" },
    InitInvocationId: "",
  };
}
