const A = "AssociateInstancesKeyPairs";
const D = "DisassociateInstancesKeyPairs";
const I = "DescribeInstances";
const K = "DescribeKeyPairs";
const C = "CreateKeyPair";
const M = "ImportKeyPair";
const X = "DeleteKeyPairs";
const S = "StartInstances";
const P = "StopInstances";
const N = "DescribeInstancesDeniedActions";
const R = "DescribeRegions";

/**
 * Which action's documentation lists which code, copied by hand so that nothing the server says of itself decides it.
 *
 * @see error lists of the SDKs for Go, mainland and international
 */
export const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  "AuthFailure.InvalidHeaderUin": [I],
  FailedOperation: [I, K, P, N, R],
  "FailedOperation.DescribeInstanceStatus": [A, I, S, P, N],
  "FailedOperation.InstanceOperationFailed": [A, D, S, P],
  "FailedOperation.CreateKeyPairFailed": [C, M],
  "FailedOperation.ImportKeyPairFailed": [M],
  "FailedOperation.DeleteKeyPairFailed": [M, X],
  "InternalError.DescribeInstanceStatus": [A, D, I, S, P, N],
  "InternalError.InvalidCommandNotFound": [A, I, N],
  "InvalidParameter.FilterValueLimitExceeded": [I],
  "InvalidParameter.InvalidFilter": [I, K],
  "InvalidParameter.InvalidFilterInvalidKey": [I],
  "InvalidParameter.InvalidFilterInvalidNameNotStr": [I],
  "InvalidParameter.InvalidFilterInvalidValuesNotList": [I],
  "InvalidParameter.InvalidFilterNotDict": [I],
  "InvalidParameter.InvalidFilterNotSupportedName": [I],
  "InvalidParameter.ParameterConflict": [I, K],
  "InvalidParameterValue.Duplicated": [A, D, I, K, X, S, P, N],
  "InvalidParameterValue.InstanceIdMalformed": [A, D, I, S, P, N],
  "InvalidParameterValue.KeyPairIdMalformed": [A, D, K, X],
  "InvalidParameterValue.LimitExceeded": [A, D, I, K, S, P, N],
  "InvalidParameterValue.OutOfRange": [A, D, I, K, S, P, N],
  "InvalidParameterValue.Negative": [I, K],
  "InvalidParameterValue.InstanceNameTooLong": [I],
  "InvalidParameterValue.InvalidIpFormat": [I],
  "InvalidParameterValue.InvalidZone": [I],
  "MissingParameter.OrderFieldRequired": [I],
  "InvalidParameterValue.DuplicateParameterValue": [C, M],
  "InvalidParameterValue.InvalidKeyPairNameEmpty": [C, M],
  "InvalidParameterValue.InvalidKeyPairNameIncludeIllegalChar": [C],
  "InvalidParameterValue.InvalidKeyPairNameTooLong": [C, M],
  "InvalidParameterValue.KeyPairPublicKeyDuplicated": [M],
  "InvalidParameterValue.KeyPairPublicKeyMalformed": [M],
  "LimitExceeded.KeyPairLimitExceeded": [C, M],
  "OperationDenied.InstanceCreating": [A, D, S, P],
  "OperationDenied.InstanceOperationInProgress": [A, D, S, P],
  "ResourceInUse.KeyPairInUse": [X],
  "ResourceNotFound.InstanceIdNotFound": [A, D, I, S, P, N],
  "ResourceNotFound.InstanceNotFound": [A, D, S, P],
  "ResourceNotFound.KeyIdNotFound": [A, D, X],
  "UnauthorizedOperation.MFAExpired": [A],
  "UnauthorizedOperation.MFANotFound": [A],
  "UnauthorizedOperation.NoPermission": [A, D, I, K, C, M, X, S, P, N],
  "UnauthorizedOperation.TokenInvalid": [I],
  "UnsupportedOperation.InstanceDisplayAreaNotSupportOperation": [A],
  "UnsupportedOperation.InvalidInstanceState": [A, D, S, P],
  "UnsupportedOperation.KeyPairBindDuplicate": [A],
  "UnsupportedOperation.KeyPairNotBoundToInstance": [D],
  "UnsupportedOperation.KeyPairUnbindUsernameMismatch": [D],
  "UnsupportedOperation.KeyPairBindToBlueprints": [X],
  "UnsupportedOperation.LatestOperationUnfinished": [A, D, S, P],
  "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair": [A],
  "UnsupportedOperation.WindowsNotSupportKeyPair": [A],
};

/** Codes given where the action's own list has none that fits; they are in the product's table of all codes. */
export const BORROWED: Readonly<Record<string, readonly string[]>> = {
  "InvalidParameter.ConflictParameter": [A, D],
  "UnsupportedOperation.TatAgentNotOnline": [A, D],
};
