/** The condition of codes for which the documentation gives none: a fault has to ask for them. */
export const BY_FAULT = "by a fault";

/** Codes with the condition that gives each of them here. */
export type Codes = Readonly<Record<string, string>>;

/** Makes a map of codes that come by a fault only. */
export function byFault(...codes: string[]): Codes {
  return Object.fromEntries(codes.map((code) => [code, BY_FAULT]));
}

/** What every signed action can answer before it is looked at. @see CN-API common error codes */
export const COMMON_CODES: Codes = {
  "AuthFailure.InvalidAuthorization": "the Authorization header has not the form of TC3-HMAC-SHA256",
  "AuthFailure.SecretIdNotFound": "the key id is unknown or disabled",
  "AuthFailure.SignatureExpire": "the timestamp is more than five minutes off",
  "AuthFailure.SignatureFailure": "the signature is wrong, or a v1 request is too large",
  "AuthFailure.TokenFailure": "the token is missing, wrong, not expected, or has expired",
  InvalidAction: "there is no such action",
  InvalidParameter: "the body is no JSON object, or a value has the wrong type",
  InvalidParameterValue: "a value is not one of those allowed",
  InvalidRequest: "the path or the Content-Type is wrong, or the HTTP is malformed",
  MissingParameter: "a common or required parameter is missing",
  NoSuchVersion: "the version is not that of the action",
  RequestLimitExceeded: "more calls than the action's rate allows",
  RequestSizeLimitExceeded: "a body over 10 MB, or a query over 32 KB",
  UnknownParameter: "a parameter that the action does not have",
  UnsupportedProtocol: "a method other than GET and POST",
  UnsupportedRegion: "there is no such region",
  ...byFault(
    "ActionOffline",
    "AuthFailure.InvalidSecretId",
    "AuthFailure.MFAFailure",
    "AuthFailure.UnauthorizedOperation",
    "InternalError",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
    "ServiceUnavailable",
  ),
};

/** What access management denies. */
export const PERMISSION_CODES: Codes = {
  "UnauthorizedOperation.NoPermission": "the account is seeded with the action in deniedActions",
};

/** What a list of ids can be refused for. */
export const ID_LIST_CODES: Codes = {
  "InvalidParameterValue.Duplicated": "an id stands twice in the list",
  "InvalidParameterValue.LimitExceeded": "the list is longer than allowed",
  "InvalidParameterValue.OutOfRange": "a required list is empty, or a number is out of range",
};

/** What the ids of instances that are to be written to can be refused for. */
export const INSTANCE_CODES: Codes = {
  "InvalidParameterValue.InstanceIdMalformed": "an instance id has not the form lhins-",
  "OperationDenied.InstanceCreating": "an instance is PENDING and has never been ready",
  "OperationDenied.InstanceOperationInProgress": "work is under way that the LatestOperation fields do not show",
  "ResourceNotFound.InstanceIdNotFound": "the region has never had such an instance",
  "ResourceNotFound.InstanceNotFound": "the instance was there and has gone",
  "UnsupportedOperation.InvalidInstanceState": "the state of an instance does not allow the action",
  "UnsupportedOperation.LatestOperationUnfinished": "an operation is under way on an instance",
  ...byFault("FailedOperation.InstanceOperationFailed", "InternalError.DescribeInstanceStatus"),
};

/** What starting, stopping and rebooting can be refused for. */
export const POWER_CODES: Codes = {
  ...ID_LIST_CODES,
  ...INSTANCE_CODES,
  ...PERMISSION_CODES,
  ...byFault("FailedOperation.DescribeInstanceStatus"),
};
