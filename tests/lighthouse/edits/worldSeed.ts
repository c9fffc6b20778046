import { type Static, Type } from "@sinclair/typebox";
import { ID_FORMS } from "../protocol/ids";
import type { Json } from "../protocol/json";
import { INSTANCE_STATES } from "../world/instance";
import { oneOf } from "../world/oneOf";

const closed = { additionalProperties: false } as const;
const text = Type.Optional(Type.String({ minLength: 1 }));
const idOf = (kind: keyof typeof ID_FORMS) => Type.Optional(Type.String({ pattern: ID_FORMS[kind].pattern.source }));
const flag = Type.Optional(Type.Boolean());

/** An account, or a further credential of one that is there. */
export const AccountSeed = Type.Object(
  {
    accountId: text,
    secretId: text,
    secretKey: text,
    /** Makes it a temporary credential that must come with this token. */
    token: text,
    expiresInSeconds: Type.Optional(Type.Number({ minimum: 0 })),
    /** Actions denied by access management; `*` is all. */
    deniedActions: Type.Optional(Type.Array(Type.String())),
    mfa: Type.Optional(oneOf(["notNeeded", "missing", "expired"])),
    /** Names of roles that can be taken on. */
    roles: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    /** A disabled credential is refused as if it did not exist. */
    enabled: flag,
  },
  closed,
);
/** An account to be made. */
export type AccountSeed = Static<typeof AccountSeed>;

/** The fields of the API's Instance that the world does not compute; any value, right or wrong, is shown as it is. */
const PLAIN_FIELDS = [
  "BundleId",
  "BlueprintId",
  "CPU",
  "Memory",
  "InstanceName",
  "InstanceChargeType",
  "SystemDisk",
  "PrivateAddresses",
  "PublicAddresses",
  "PublicIpv6Addresses",
  "InternetAccessible",
  "RenewFlag",
  "InstanceRestrictState",
  "Uuid",
  "CreatedTime",
  "ExpiredTime",
  "IsolatedTime",
  "Platform",
  "OsName",
  "Zone",
  "Tags",
  "SupportIpv6Detail",
  "InitInvocationId",
  "InstanceViolationDetail",
] as const;
const plainFields = Object.fromEntries(
  PLAIN_FIELDS.map((name) => [name, Type.Optional(Type.Unsafe<Json>(Type.Unknown()))]),
);

const instanceProperties = {
  name: Type.Optional(Type.String()),
  state: Type.Optional(oneOf(INSTANCE_STATES)),
  platformType: Type.Optional(oneOf(["LINUX_UNIX", "WINDOWS"])),
  /** Whether a password of it is known to anybody. */
  password: flag,
  agentOnline: flag,
  displayArea: flag,
  /** What the LatestOperation fields show; an operation under way goes on and overwrites it at its end. */
  latestOperation: Type.Optional(
    Type.Object(
      {
        action: Type.String(),
        state: oneOf(["SUCCESS", "FAILED", "OPERATING"]),
        requestId: text,
        startedMs: Type.Optional(Type.Number()),
      },
      closed,
    ),
  ),
};

/** What can be said of an instance, when it is made and later by hand. */
export const InstancePatch = Type.Object({ ...plainFields, ...instanceProperties }, closed);
/** What can be said of an instance. */
export type InstancePatch = Static<typeof InstancePatch>;

/** An instance to be made. `keyIds` are bound to it at once. */
export const InstanceSeed = Type.Object(
  {
    ...plainFields,
    ...instanceProperties,
    instanceId: idOf("instance"),
    accountId: text,
    region: text,
    keyIds: Type.Optional(Type.Array(Type.String())),
  },
  closed,
);
/** An instance to be made. */
export type InstanceSeed = Static<typeof InstanceSeed>;

/** A key pair to be made. The quota does not hold here. */
export const KeyPairSeed = Type.Object(
  {
    keyId: idOf("keyPair"),
    keyName: text,
    accountId: text,
    region: text,
    publicKey: Type.Optional(Type.String()),
    /** Custom images that hold the key, which keeps it from being deleted. */
    blueprintIds: Type.Optional(Type.Array(Type.String())),
    tags: Type.Optional(Type.Array(Type.Object({ Key: Type.String(), Value: Type.String() }, closed))),
  },
  closed,
);
/** A key pair to be made. */
export type KeyPairSeed = Static<typeof KeyPairSeed>;

/** A binding named by its ids. */
export const PairSeed = Type.Object({ instanceId: Type.String(), keyId: Type.String() }, closed);
/** A binding with the user it is for; without one that is the default user. */
export const BindingSeed = Type.Object({ ...PairSeed.properties, username: text }, closed);

const listOrCount = <S extends Parameters<typeof Type.Array>[0]>(item: S) =>
  Type.Optional(Type.Union([Type.Array(item), Type.Integer({ minimum: 0, maximum: 100_000 })]));

/** The body of POST /control/seed: lists of what to make, or how many. */
export const WorldSeed = Type.Object(
  {
    accounts: listOrCount(AccountSeed),
    keyPairs: listOrCount(KeyPairSeed),
    instances: listOrCount(InstanceSeed),
    bindings: Type.Optional(Type.Array(BindingSeed)),
  },
  closed,
);
/** What to add to a world. */
export type WorldSeed = Static<typeof WorldSeed>;
