import { BOUND_PUBLIC_KEY, INSTANCES, KEYS } from "./codeWorld";
import type { TestLighthouse } from "./testLighthouse";

/** A call that the world of codes refuses with just this code. */
export interface Scenario {
  readonly action: string;
  readonly code: string;
  readonly parameters: object;
  /** What is done to the world before. */
  readonly given?: (lighthouse: TestLighthouse) => Promise<unknown>;
}

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(8, "0")}`);
const settings = (patch: object) => (lighthouse: TestLighthouse) => lighthouse.control("PATCH", "/settings", patch);
const account = (more: object) => (lighthouse: TestLighthouse) =>
  lighthouse.seed({ accounts: [{ accountId: lighthouse.running.accountId, ...more }] });

/** How each action names instances, with everything else about the call right. */
const ON_INSTANCES: Record<string, (InstanceIds: readonly string[]) => object> = {
  [BIND]: (InstanceIds) => ({ KeyIds: [KEYS.free], InstanceIds }),
  [UNBIND]: (InstanceIds) => ({ KeyIds: [KEYS.bound], InstanceIds }),
  StartInstances: (InstanceIds) => ({ InstanceIds }),
  StopInstances: (InstanceIds) => ({ InstanceIds }),
  RebootInstances: (InstanceIds) => ({ InstanceIds }),
  ResetInstancesPassword: (InstanceIds) => ({ InstanceIds, Password: "correct-Horse7" }),
};

const LISTS: Record<string, readonly string[]> = {
  "InvalidParameterValue.Duplicated": [INSTANCES.running, INSTANCES.running],
  "InvalidParameterValue.LimitExceeded": many("lhins-", 101),
  "InvalidParameterValue.OutOfRange": [],
  "InvalidParameterValue.InstanceIdMalformed": ["ins-12345678"],
  "ResourceNotFound.InstanceIdNotFound": ["lhins-never000"],
};
const WRITES: Record<string, readonly string[]> = {
  ...LISTS,
  "OperationDenied.InstanceCreating": [INSTANCES.creating],
  "OperationDenied.InstanceOperationInProgress": [INSTANCES.hidden],
  "ResourceNotFound.InstanceNotFound": [INSTANCES.gone],
  "UnsupportedOperation.InvalidInstanceState": [INSTANCES.recycled],
  "UnsupportedOperation.LatestOperationUnfinished": [INSTANCES.busy],
};

const writes = Object.entries(ON_INSTANCES).flatMap(([action, naming]): Scenario[] =>
  Object.entries(WRITES).map(([code, ids]) => ({ action, code, parameters: naming(ids) })),
);
const deniedActions = Object.entries(LISTS).map(
  ([code, InstanceIds]): Scenario => ({
    action: "DescribeInstancesDeniedActions",
    code,
    parameters: { InstanceIds },
  }),
);

const online = { AssociateType: "ONLINE" };
const bindOn = (id: string, more: object = {}) => ({ KeyIds: [KEYS.free], InstanceIds: [id], ...more });
const binds = Object.entries({
  "InvalidParameter.ConflictParameter": bindOn(INSTANCES.running, { Username: "root" }),
  "InvalidParameterValue.KeyPairIdMalformed": { KeyIds: ["skey-12345678"], InstanceIds: [INSTANCES.running] },
  "ResourceNotFound.KeyIdNotFound": { KeyIds: ["lhkp-never000"], InstanceIds: [INSTANCES.running] },
  "UnsupportedOperation.InstanceDisplayAreaNotSupportOperation": bindOn(INSTANCES.special),
  "UnsupportedOperation.KeyPairBindDuplicate": { KeyIds: [KEYS.bound], InstanceIds: [INSTANCES.bound] },
  "UnsupportedOperation.TatAgentNotOnline": bindOn(INSTANCES.noAgent, online),
  "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair": bindOn(INSTANCES.windows),
}).map(([code, parameters]): Scenario => ({ action: BIND, code, parameters }));

const unbindOn = (id: string, more: object = {}) => ({ KeyIds: [KEYS.bound], InstanceIds: [id], ...more });
const offline = { DisassociateType: "OFFLINE", Username: "root" };
const unbinds = Object.entries({
  "InvalidParameter.ConflictParameter": unbindOn(INSTANCES.bound, offline),
  "InvalidParameterValue.KeyPairIdMalformed": { KeyIds: ["lhkp-UPPER000"], InstanceIds: [INSTANCES.bound] },
  "ResourceNotFound.KeyIdNotFound": { KeyIds: ["lhkp-never000"], InstanceIds: [INSTANCES.bound] },
  "UnsupportedOperation.KeyPairNotBoundToInstance": unbindOn(INSTANCES.running),
  "UnsupportedOperation.KeyPairUnbindUsernameMismatch": unbindOn(INSTANCES.bound, {
    DisassociateType: "ONLINE",
    Username: "other",
  }),
  "UnsupportedOperation.TatAgentNotOnline": unbindOn(INSTANCES.noAgent, { DisassociateType: "ONLINE" }),
}).map(([code, parameters]): Scenario => ({ action: UNBIND, code, parameters }));

const RoleSessionName = "tests";
const role = (lighthouse: TestLighthouse) => account({ roles: ["deployer"] })(lighthouse);
const identity = { ProviderId: "OIDC", WebIdentityToken: "token", RoleSessionName };
const strangeArn = "qcs::cam::uin/1:roleName/nobody";

const others: Scenario[] = [
  {
    action: BIND,
    code: "UnsupportedOperation.WindowsNotSupportKeyPair",
    parameters: bindOn(INSTANCES.windows),
    given: settings({ windowsCode: "WindowsNotSupportKeyPair" }),
  },
  {
    action: BIND,
    code: "UnauthorizedOperation.MFAExpired",
    parameters: bindOn(INSTANCES.running),
    given: account({ mfa: "expired" }),
  },
  {
    action: BIND,
    code: "UnauthorizedOperation.MFANotFound",
    parameters: bindOn(INSTANCES.running),
    given: account({ mfa: "missing" }),
  },
  {
    action: "ResetInstancesPassword",
    code: "InvalidParameterValue.InvalidPassword",
    parameters: { InstanceIds: [INSTANCES.running], Password: "simple" },
  },
  ...(["CreateKeyPair", "ImportKeyPair"] as const).flatMap((action): Scenario[] => {
    const named = (KeyName: string) => ({ KeyName, ...(action === "ImportKeyPair" && { PublicKey: "ssh-rsa x" }) });
    return [
      { action, code: "InvalidParameterValue.InvalidKeyPairNameEmpty", parameters: named("") },
      { action, code: "InvalidParameterValue.InvalidKeyPairNameTooLong", parameters: named("a".repeat(26)) },
      { action, code: "InvalidParameterValue.DuplicateParameterValue", parameters: named("free") },
      {
        action,
        code: "LimitExceeded.KeyPairLimitExceeded",
        parameters: named("another"),
        given: settings({ keyPairQuota: 3 }),
      },
    ];
  }),
  {
    action: "CreateKeyPair",
    code: "InvalidParameterValue.InvalidKeyPairNameIncludeIllegalChar",
    parameters: { KeyName: "a-b" },
  },
  {
    action: "ImportKeyPair",
    code: "InvalidParameterValue.KeyPairPublicKeyDuplicated",
    parameters: { KeyName: "again", PublicKey: BOUND_PUBLIC_KEY },
  },
  {
    action: "ImportKeyPair",
    code: "InvalidParameterValue.KeyPairPublicKeyMalformed",
    parameters: { KeyName: "broken", PublicKey: "ssh-rsa AAAA" },
  },
  {
    action: "DeleteKeyPairs",
    code: "InvalidParameterValue.Duplicated",
    parameters: { KeyIds: [KEYS.free, KEYS.free] },
  },
  { action: "DeleteKeyPairs", code: "InvalidParameterValue.KeyPairIdMalformed", parameters: { KeyIds: ["x"] } },
  { action: "DeleteKeyPairs", code: "ResourceInUse.KeyPairInUse", parameters: { KeyIds: [KEYS.bound] } },
  { action: "DeleteKeyPairs", code: "ResourceNotFound.KeyIdNotFound", parameters: { KeyIds: ["lhkp-never000"] } },
  {
    action: "DeleteKeyPairs",
    code: "UnsupportedOperation.KeyPairBindToBlueprints",
    parameters: { KeyIds: [KEYS.image] },
  },
  {
    action: "DescribeGeneralResourceQuotas",
    code: "InvalidParameterValue.InvalidResourceQuotaResourceName",
    parameters: { ResourceNames: ["CARS"] },
  },
  {
    action: "DescribeGeneralResourceQuotas",
    code: "InvalidParameterValue.LimitExceeded",
    parameters: { ResourceNames: many("", 101) },
  },
  ...(["AssumeRole", "AssumeRoleWithWebIdentity"] as const).flatMap((action): Scenario[] => [
    {
      action,
      code: "InvalidParameter.OverTimeError",
      parameters: {
        ...(action !== "AssumeRole" && identity),
        RoleArn: strangeArn,
        RoleSessionName,
        DurationSeconds: 0,
      },
    },
    {
      action,
      code: "InvalidParameter.ParamError",
      parameters: { ...(action !== "AssumeRole" && identity), RoleArn: "x", RoleSessionName },
    },
    {
      action,
      code: "ResourceNotFound.RoleNotFound",
      parameters: { ...(action !== "AssumeRole" && identity), RoleArn: strangeArn, RoleSessionName },
      given: role,
    },
  ]),
  {
    action: "AssumeRoleWithWebIdentity",
    code: "InvalidParameter.WebIdentityTokenError",
    parameters: { ...identity, WebIdentityToken: "", RoleArn: strangeArn },
  },
];

/** Every code that has a condition, except those of listings and those of access management. */
export const SCENARIOS: readonly Scenario[] = [...writes, ...deniedActions, ...binds, ...unbinds, ...others];
