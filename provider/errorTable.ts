/**
 * What each error code of Lighthouse means for a caller, and what a person does about it.
 *
 * Codes and meanings are those of the product's public error lists (mainland and international, August 2026); none but
 * the common ones was seen on the real service.
 */

/**
 * - `throttled`: not executed; send again after a pause
 * - `unknown`: may or may not have been executed; a read decides before anything is sent again
 * - `unreachable`: never reached the service; may be sent again
 * - `busy`: the instance is occupied; wait until it is not, observe and plan again
 * - `wrongState`: the state of the instance forbids it; it may be passing, or the refusal out of date
 * - `replan`: what was asked for is so already, or the plan is out of date; observe and plan again
 * - `instanceGone`, `keyGone`: what was named does not exist
 * - `giveUp`: trying again changes nothing
 */
export type ErrorKind =
  | "throttled"
  | "unknown"
  | "unreachable"
  | "busy"
  | "wrongState"
  | "replan"
  | "instanceGone"
  | "keyGone"
  | "giveUp";

interface Row {
  kind: ErrorKind;
  advice?: string;
}

const CREDENTIALS =
  "Check the credentials (tencentcloud:secretId, tencentcloud:secretKey, or TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY).";
const PERMISSION = "Ask for a CAM policy that allows this action on these instances and key pairs.";
const TOKEN = "Get a fresh session token and run again.";
const WINDOWS = "Key pairs cannot be bound to Windows instances; remove the instance from instanceIds.";
const AGENT =
  'Binding ONLINE goes through the TAT agent on the instance, which does not answer; start the instance or the agent, or use associateType "OFFLINE".';
const KEY_NAME = "Give keyName 1 to 25 letters, digits and underscores.";
const STATE = "Bring the instance to RUNNING or STOPPED and run again.";
const REQUEST =
  "Look the code up in the API's documentation; where the inputs are right, report it as a bug of this package, with the RequestId.";
const ENDPOINT =
  "Check tencentcloud:endpoint and tencentcloud:protocol: what answers there may not be Lighthouse, version 2020-03-24.";

const TABLE: Record<string, Row> = {
  "AuthFailure.SignatureExpire": {
    kind: "giveUp",
    advice: "Set the clock of this machine: it is more than five minutes off.",
  },
  "AuthFailure.TokenFailure": { kind: "giveUp", advice: TOKEN },
  "AuthFailure.UnauthorizedOperation": { kind: "giveUp", advice: PERMISSION },
  "AuthFailure.MFAFailure": { kind: "giveUp", advice: "Authenticate with MFA and run again." },
  AuthFailure: { kind: "giveUp", advice: CREDENTIALS },
  "UnauthorizedOperation.MFAExpired": { kind: "giveUp", advice: "Authenticate with MFA again and run again." },
  "UnauthorizedOperation.MFANotFound": { kind: "giveUp", advice: "Authenticate with MFA and run again." },
  "UnauthorizedOperation.TokenInvalid": { kind: "giveUp", advice: TOKEN },
  "UnauthorizedOperation.InvalidToken": { kind: "giveUp", advice: TOKEN },
  UnauthorizedOperation: { kind: "giveUp", advice: PERMISSION },
  RequestLimitExceeded: { kind: "throttled", advice: "Too many calls were made; run again later." },
  InternalError: { kind: "unknown", advice: "The service failed; run again later." },
  ServiceUnavailable: { kind: "unknown", advice: "The service is down for now; run again later." },
  "FailedOperation.CreateKeyPairFailed": { kind: "unknown", advice: "The service failed; run again later." },
  "FailedOperation.ImportKeyPairFailed": { kind: "unknown", advice: "The service failed; run again later." },
  "FailedOperation.DeleteKeyPairFailed": { kind: "unknown", advice: "The service failed; run again later." },
  FailedOperation: { kind: "unknown", advice: "Look at the instance in the console and run again." },
  UnsupportedRegion: { kind: "giveUp", advice: "Set region to one that Lighthouse has, such as ap-guangzhou." },
  "AuthFailure.InvalidRegion": {
    kind: "giveUp",
    advice: "Set region to one that Lighthouse has, such as ap-guangzhou.",
  },
  "InvalidParameterValue.RegionNotSupported": {
    kind: "giveUp",
    advice: "Set region to one that Lighthouse has, such as ap-guangzhou.",
  },
  InvalidParameter: { kind: "giveUp", advice: REQUEST },
  InvalidParameterValue: { kind: "giveUp", advice: REQUEST },
  MissingParameter: { kind: "giveUp", advice: REQUEST },
  InvalidRequest: { kind: "giveUp", advice: REQUEST },
  RequestSizeLimitExceeded: { kind: "giveUp", advice: REQUEST },
  InvalidAction: { kind: "giveUp", advice: ENDPOINT },
  ActionOffline: { kind: "giveUp", advice: ENDPOINT },
  NoSuchVersion: { kind: "giveUp", advice: ENDPOINT },
  UnsupportedProtocol: { kind: "giveUp", advice: ENDPOINT },
  UnknownParameter: {
    kind: "giveUp",
    advice:
      "This endpoint does not know associateType and username (the international one may not); leave both unset, and the tags of a key pair.",
  },
  "InvalidParameterValue.InstanceIdMalformed": {
    kind: "giveUp",
    advice: "Give ids of instances: each is lhins- and 8 of a-z and 0-9.",
  },
  "InvalidParameterValue.KeyPairIdMalformed": {
    kind: "giveUp",
    advice: "Give ids of key pairs: each is lhkp- and 8 of a-z and 0-9.",
  },
  "OperationDenied.InstanceCreating": { kind: "busy", advice: "The instance is still being created; run again later." },
  "OperationDenied.InstanceOperationInProgress": {
    kind: "busy",
    advice: "Another operation runs on the instance; run again when it has ended.",
  },
  "UnsupportedOperation.LatestOperationUnfinished": {
    kind: "busy",
    advice: "Another operation runs on the instance; run again when it has ended.",
  },
  "UnsupportedOperation.SystemBusy": { kind: "busy", advice: "The service is busy; run again later." },
  "UnsupportedOperation.InvalidInstanceState": { kind: "wrongState", advice: STATE },
  ResourceInUse: { kind: "busy" },
  "ResourceInUse.KeyPairInUse": {
    kind: "busy",
    advice: "The key pair is bound to an instance; unbind it, or set the option retainOnDelete to keep it.",
  },
  "UnsupportedOperation.KeyPairBindToBlueprints": {
    kind: "giveUp",
    advice:
      "A custom image holds the key pair; delete the image first, or set the option retainOnDelete to keep the pair.",
  },
  "LimitExceeded.KeyPairLimitExceeded": {
    kind: "giveUp",
    advice:
      "The account has as many key pairs in the region as it may, 10 unless raised; delete one that nothing uses, or ask Tencent Cloud for more.",
  },
  "InvalidParameterValue.DuplicateParameterValue": {
    kind: "replan",
    advice: "Run again: a key pair of this name has been made meanwhile.",
  },
  "InvalidParameterValue.KeyPairPublicKeyDuplicated": {
    kind: "replan",
    advice: "Run again: the same public key has been stored meanwhile.",
  },
  "InvalidParameterValue.KeyPairPublicKeyMalformed": {
    kind: "giveUp",
    advice: "Lighthouse is documented to take ssh-rsa keys, and may take no other; give one made by ssh-keygen -t rsa.",
  },
  "InvalidParameterValue.InvalidKeyPairNameEmpty": { kind: "giveUp", advice: KEY_NAME },
  "InvalidParameterValue.InvalidKeyPairNameIncludeIllegalChar": { kind: "giveUp", advice: KEY_NAME },
  "InvalidParameterValue.InvalidKeyPairNameTooLong": { kind: "giveUp", advice: KEY_NAME },
  ResourceUnavailable: { kind: "busy", advice: "Run again later." },
  "ResourceUnavailable.TATAgentUnavailable": { kind: "giveUp", advice: AGENT },
  "ResourceUnavailable.TATServiceError": { kind: "giveUp", advice: AGENT },
  "UnsupportedOperation.TatAgentNotOnline": { kind: "giveUp", advice: AGENT },
  "FailedOperation.TATInvocationNotFinished": { kind: "busy", advice: AGENT },
  "ResourceNotFound.InstanceIdNotFound": { kind: "instanceGone", advice: "Check instanceIds and region." },
  "ResourceNotFound.InstanceNotFound": { kind: "instanceGone", advice: "Check instanceIds and region." },
  "ResourceNotFound.KeyIdNotFound": { kind: "keyGone", advice: "Check keyIds and region." },
  "ResourceNotFound.KeyPairNotFound": { kind: "keyGone", advice: "Check keyIds and region." },
  "UnsupportedOperation.KeyPairBindDuplicate": {
    kind: "replan",
    advice: "Run again: the key has been bound meanwhile.",
  },
  "UnsupportedOperation.KeyPairNotBoundToInstance": {
    kind: "replan",
    advice: "Run again: the key has been unbound meanwhile.",
  },
  "UnsupportedOperation.KeyPairUnbindUsernameMismatch": {
    kind: "giveUp",
    advice: "The key was bound for another user; set username to that user, or unbind it in the console.",
  },
  "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair": { kind: "giveUp", advice: WINDOWS },
  "UnsupportedOperation.WindowsNotSupportKeyPair": { kind: "giveUp", advice: WINDOWS },
  "UnsupportedOperation.InstanceExpired": { kind: "giveUp", advice: "Renew the instance and run again." },
  "UnsupportedOperation.InstanceDisplayAreaNotSupportOperation": {
    kind: "giveUp",
    advice: "Instances of this kind take no key pairs; remove the instance from instanceIds.",
  },
};

/** The kind of a code; codes that are not listed take the kind of their family, the part before the dot. */
export function kindOf(code: string): ErrorKind {
  return rowOf(code)?.kind ?? "giveUp";
}

/** A sentence on what to do about a code; with the region where the region may be what is wrong. */
export function adviceOn(code: string, region: string): string | undefined {
  const row = rowOf(code);
  if (row?.kind === "instanceGone" || row?.kind === "keyGone") return `${row.advice} (region ${region})`;
  return row?.advice;
}

/** Every code and family that the table names. */
export function listedCodes(): string[] {
  return Object.keys(TABLE);
}

function rowOf(code: string): Row | undefined {
  return TABLE[code] ?? TABLE[code.split(".")[0] ?? code];
}

const TOKEN_REFUSALS = new Set([
  "AuthFailure.TokenFailure",
  "UnauthorizedOperation.TokenInvalid",
  "UnauthorizedOperation.InvalidToken",
]);

/** Whether a code says that the session token is wrong or has expired, so that fresh credentials would help. */
export function refusesToken(code: string): boolean {
  return TOKEN_REFUSALS.has(code);
}

/** Families that refuse the caller or the whole request, whatever it names. */
const WHOLE_REQUEST = new Set([
  "AuthFailure",
  "UnknownParameter",
  "MissingParameter",
  "UnsupportedRegion",
  "InvalidAction",
]);

/** Whether a code may be due to one instance of several that a request names. */
export function concernsInstances(code: string): boolean {
  return !WHOLE_REQUEST.has(code.split(".")[0] ?? code);
}
