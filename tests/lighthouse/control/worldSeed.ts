import { type Static, Type } from "@sinclair/typebox";
import { INSTANCE_STATES } from "../world/instance";

const closed = { additionalProperties: false } as const;
const text = Type.Optional(Type.String({ minLength: 1 }));
const flag = Type.Optional(Type.Boolean());

/** An account, or a further credential of one that is there. */
export const AccountSeed = Type.Object(
  {
    accountId: text,
    secretId: text,
    secretKey: text,
    /** Actions denied by access management; `*` is all. */
    deniedActions: Type.Optional(Type.Array(Type.String())),
    mfa: Type.Optional(Type.Union([Type.Literal("notNeeded"), Type.Literal("missing"), Type.Literal("expired")])),
    /** Names of roles that can be taken on. */
    roles: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    /** A disabled credential is refused as if it did not exist. */
    enabled: flag,
  },
  closed,
);
export type AccountSeed = Static<typeof AccountSeed>;

const instanceProperties = {
  name: Type.Optional(Type.String()),
  state: Type.Optional(Type.Union(INSTANCE_STATES.map((state) => Type.Literal(state)))),
  platformType: Type.Optional(Type.Union([Type.Literal("LINUX_UNIX"), Type.Literal("WINDOWS")])),
  /** Whether a password of it is known to anybody. */
  password: flag,
  agentOnline: flag,
  displayArea: flag,
};

/**
 * What can be said of an instance, when it is made and later by hand. Fields of the API's Instance go in under their
 * own names, and any value, right or wrong, is shown as it is.
 */
export const InstancePatch = Type.Object(instanceProperties, { additionalProperties: true });
export type InstancePatch = Static<typeof InstancePatch>;
export const InstanceSeed = Type.Object(
  { instanceId: text, accountId: text, region: text, keyIds: Type.Optional(Type.Array(Type.String())), ...instanceProperties },
  { additionalProperties: true },
);
export type InstanceSeed = Static<typeof InstanceSeed>;

export const KeyPairSeed = Type.Object(
  {
    keyId: text,
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
export type KeyPairSeed = Static<typeof KeyPairSeed>;

export const BindingSeed = Type.Object(
  { instanceId: Type.String(), keyId: Type.String(), username: text },
  closed,
);

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
export type WorldSeed = Static<typeof WorldSeed>;
