import { type Static, Type } from "@sinclair/typebox";
import { oneOf } from "./oneOf";

const closed = { additionalProperties: false } as const;

/** How an operation gets to its end. The innermost level (instance, action, world) that names one decides alone. */
const PaceProperties = {
  /** How long an operation takes, in milliseconds of the world's time; 0 ends it before the call is answered. */
  operationMs: Type.Optional(Type.Number({ minimum: 0 })),
  /** The operation ends after so many DescribeInstances replies that showed it under way, whatever the time. */
  afterReads: Type.Optional(Type.Integer({ minimum: 0 })),
  /** The operation ends only by POST /control/operations/finish. */
  byHand: Type.Optional(Type.Boolean()),
};

/** The questions that the documentation leaves open and that bear on instances: answered per instance, action or globally. */
const SwitchProperties = {
  secondKey: Type.Optional(oneOf(["add", "replace"])),
  comesBack: Type.Optional(Type.Boolean()),
  defaultAssociateType: Type.Optional(oneOf(["OFFLINE", "ONLINE"])),
  onlineKnown: Type.Optional(Type.Boolean()),
  onlineOnStopped: Type.Optional(oneOf(["refused", "allowed"])),
  regionRequired: Type.Optional(Type.Boolean()),
  staleReads: Type.Optional(Type.Integer({ minimum: 0 })),
  nullStateReads: Type.Optional(Type.Integer({ minimum: 0 })),
  lateBindingReads: Type.Optional(Type.Integer({ minimum: 0 })),
  bindingsWritten: Type.Optional(oneOf(["atSuccess", "whileOperating"])),
  optionalFields: Type.Optional(oneOf(["present", "omitted", "null"])),
  operationAfter: Type.Optional(Type.Union([Type.Boolean(), Type.String({ minLength: 1 })])),
  operationRequestId: Type.Optional(oneOf(["reply", "other"])),
  operationName: Type.Optional(Type.Union([Type.Null(), Type.String({ minLength: 1 })])),
  unknownInstance: Type.Optional(oneOf(["error", "empty"])),
  keysPerInstance: Type.Optional(Type.Union([Type.Null(), Type.Integer({ minimum: 1 })])),
  windowsCode: Type.Optional(oneOf(["WindowsNotAllowToAssociateKeyPair", "WindowsNotSupportKeyPair"])),
  defaultUsername: Type.Optional(Type.String()),
  deniedKeyActions: Type.Optional(oneOf(["listed", "absent"])),
};

/** What may be set for one instance. */
const InstanceSettings = Type.Object({ ...PaceProperties, ...SwitchProperties }, closed);
/** Known by no instance, so that none can answer them. `latencyMs` is real time before the call is executed. */
const CallProperties = {
  unknownKey: Type.Optional(oneOf(["empty", "error"])),
  latencyMs: Type.Optional(Type.Number({ minimum: 0 })),
};
/** What may be set for one action, whatever the instance. */
export const ActionSettings = Type.Object({ ...PaceProperties, ...SwitchProperties, ...CallProperties }, closed);

/** Everything that may be set: the body of PATCH /control/settings. */
export const Settings = Type.Object(
  {
    ...PaceProperties,
    ...SwitchProperties,
    ...CallProperties,
    time: Type.Optional(oneOf(["real", "virtual"])),
    rateLimits: Type.Optional(Type.Boolean()),
    rateScope: Type.Optional(oneOf(["accountAndRegion", "account"])),
    rateClock: Type.Optional(oneOf(["machine", "world"])),
    keyPairQuota: Type.Optional(Type.Integer({ minimum: 0 })),
    publicKeyTypes: Type.Optional(Type.Array(Type.String())),
    clockSkewMs: Type.Optional(Type.Number()),
    language: Type.Optional(oneOf(["zh-CN", "en-US"])),
    defaultRegion: Type.Optional(Type.String({ minLength: 1 })),
    metadataRole: Type.Optional(Type.Union([Type.Null(), Type.String({ minLength: 1 })])),
    metadataSeconds: Type.Optional(Type.Integer({ minimum: 1 })),
    webIdentityToken: Type.Optional(Type.Union([Type.Null(), Type.String({ minLength: 1 })])),
    actions: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Null(), ActionSettings]))),
    instances: Type.Optional(Type.Record(Type.String(), Type.Union([Type.Null(), InstanceSettings]))),
  },
  closed,
);
/** Everything that may be set. */
export type Settings = Static<typeof Settings>;
/** What may be set for one action. */
export type ActionSettings = Static<typeof ActionSettings>;

/** The settings that always have an answer. */
export type Defaults = Required<Omit<Settings, "afterReads" | "byHand" | "actions" | "instances">>;

/**
 * The answers assumed where nothing is set. For the open questions they are the ones judged likeliest.
 *
 * @see the table of open questions and assumptions in the facts this server is written from
 */
export const DEFAULT_SETTINGS: Defaults = {
  operationMs: 2000,
  latencyMs: 0,
  time: "real",
  rateLimits: true,
  rateScope: "accountAndRegion",
  rateClock: "machine",
  keyPairQuota: 10,
  publicKeyTypes: ["ssh-rsa"],
  clockSkewMs: 0,
  language: "zh-CN",
  defaultRegion: "ap-guangzhou",
  metadataRole: null,
  metadataSeconds: 7200,
  webIdentityToken: null,
  secondKey: "add",
  comesBack: true,
  defaultAssociateType: "OFFLINE",
  onlineKnown: true,
  onlineOnStopped: "refused",
  regionRequired: false,
  staleReads: 0,
  nullStateReads: 0,
  lateBindingReads: 0,
  bindingsWritten: "atSuccess",
  optionalFields: "present",
  operationAfter: false,
  operationRequestId: "reply",
  operationName: null,
  unknownInstance: "error",
  unknownKey: "empty",
  keysPerInstance: 5,
  windowsCode: "WindowsNotAllowToAssociateKeyPair",
  defaultUsername: "root",
  deniedKeyActions: "listed",
};
