import assert from "node:assert/strict";
import {
  adviceOn,
  concernsInstances,
  type ErrorKind,
  kindOf,
  listedCodes,
  refusesToken,
} from "../../provider/errorTable.js";
import { REGION } from "./ids.js";

/** The codes that the documents list, by what has to be done about them. */
const DOCUMENTED: Record<ErrorKind, string[]> = {
  throttled: [
    "RequestLimitExceeded",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
  ],
  unknown: [
    "InternalError",
    "InternalError.DescribeInstanceStatus",
    "InternalError.InvalidCommandNotFound",
    "InternalError.RequestError",
    "ServiceUnavailable",
    "FailedOperation",
    "FailedOperation.DescribeInstanceStatus",
    "FailedOperation.InstanceOperationFailed",
    "FailedOperation.RequestError",
    "FailedOperation.CreateKeyPairFailed",
    "FailedOperation.ImportKeyPairFailed",
    "FailedOperation.DeleteKeyPairFailed",
  ],
  unreachable: [],
  busy: [
    "OperationDenied.InstanceCreating",
    "OperationDenied.InstanceOperationInProgress",
    "UnsupportedOperation.LatestOperationUnfinished",
    "UnsupportedOperation.SystemBusy",
    "FailedOperation.TATInvocationNotFinished",
    "ResourceUnavailable",
    "ResourceInUse",
    "ResourceInUse.KeyPairInUse",
  ],
  wrongState: ["UnsupportedOperation.InvalidInstanceState"],
  replan: [
    "UnsupportedOperation.KeyPairBindDuplicate",
    "UnsupportedOperation.KeyPairNotBoundToInstance",
    "InvalidParameterValue.DuplicateParameterValue",
    "InvalidParameterValue.KeyPairPublicKeyDuplicated",
  ],
  instanceGone: ["ResourceNotFound.InstanceIdNotFound", "ResourceNotFound.InstanceNotFound"],
  keyGone: ["ResourceNotFound.KeyIdNotFound", "ResourceNotFound.KeyPairNotFound"],
  giveUp: [
    "AuthFailure.InvalidHeaderUin",
    "AuthFailure.InvalidAuthorization",
    "AuthFailure.InvalidRegion",
    "AuthFailure.InvalidSecretId",
    "AuthFailure.MFAFailure",
    "AuthFailure.SecretIdNotFound",
    "AuthFailure.SignatureExpire",
    "AuthFailure.SignatureFailure",
    "AuthFailure.TokenFailure",
    "AuthFailure.UnauthorizedOperation",
    "UnauthorizedOperation",
    "UnauthorizedOperation.InvalidToken",
    "UnauthorizedOperation.MFAExpired",
    "UnauthorizedOperation.MFANotFound",
    "UnauthorizedOperation.NoPermission",
    "UnauthorizedOperation.TokenInvalid",
    "ActionOffline",
    "InvalidAction",
    "InvalidRequest",
    "NoSuchProduct",
    "NoSuchVersion",
    "UnsupportedProtocol",
    "UnsupportedRegion",
    "InvalidParameter",
    "InvalidParameter.ConflictParameter",
    "InvalidParameter.InvalidFilter",
    "InvalidParameter.ParameterConflict",
    "InvalidParameterValue",
    "InvalidParameterValue.Duplicated",
    "InvalidParameterValue.InstanceIdMalformed",
    "InvalidParameterValue.KeyPairIdMalformed",
    "InvalidParameterValue.KeyPairPublicKeyMalformed",
    "InvalidParameterValue.InvalidKeyPairNameEmpty",
    "InvalidParameterValue.InvalidKeyPairNameIncludeIllegalChar",
    "InvalidParameterValue.InvalidKeyPairNameTooLong",
    "InvalidParameterValue.LimitExceeded",
    "InvalidParameterValue.Negative",
    "InvalidParameterValue.OutOfRange",
    "InvalidParameterValue.RegionNotSupported",
    "MissingParameter",
    "UnknownParameter",
    "RequestSizeLimitExceeded",
    "ResponseSizeLimitExceeded",
    "IpInBlacklist",
    "IpNotInWhitelist",
    "LimitExceeded",
    "LimitExceeded.KeyPairLimitExceeded",
    "OperationDenied",
    "ResourceInsufficient",
    "ResourceNotFound",
    "ResourceUnavailable.TATAgentUnavailable",
    "ResourceUnavailable.TATServiceError",
    "UnsupportedOperation",
    "UnsupportedOperation.InstanceDisplayAreaNotSupportOperation",
    "UnsupportedOperation.InstanceExpired",
    "UnsupportedOperation.KeyPairBindToBlueprints",
    "UnsupportedOperation.KeyPairUnbindUsernameMismatch",
    "UnsupportedOperation.TatAgentNotOnline",
    "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair",
    "UnsupportedOperation.WindowsNotSupportKeyPair",
  ],
};

const kinds = Object.keys(DOCUMENTED) as ErrorKind[];
const kindsOf = (codes: string[]): Record<string, ErrorKind> =>
  Object.fromEntries(codes.map((code) => [code, kindOf(code)]));

describe("the error codes that are documented", () => {
  for (const kind of kinds) {
    it(`mean ${kind} where they should`, () => {
      const codes = DOCUMENTED[kind];
      assert.deepEqual(kindsOf(codes), Object.fromEntries(codes.map((code) => [code, kind])));
    });
  }

  it("include every code that the table names", () => {
    const documented = new Set(Object.values(DOCUMENTED).flat());
    const families = new Set([...documented].map((code) => code.split(".")[0]));
    assert.deepEqual(
      listedCodes().filter((code) => !documented.has(code) && !families.has(code)),
      [],
    );
  });

  it("come with advice where a person can do something", () => {
    const advised = Object.values(DOCUMENTED)
      .flat()
      .filter((code) =>
        /^(AuthFailure|UnauthorizedOperation|ResourceNotFound|UnsupportedOperation|OperationDenied)\./.test(code),
      );
    assert.deepEqual(
      advised.filter((code) => !/^[A-Z].*[.)]$/.test(adviceOn(code, REGION) ?? "")),
      [],
    );
  });
});

describe("a code that nobody has documented", () => {
  it("means what its family means", () => {
    assert.equal(kindOf("InternalError.SomethingNew"), "unknown");
    assert.equal(kindOf("RequestLimitExceeded.SomethingNew"), "throttled");
    assert.equal(kindOf("AuthFailure.SomethingNew"), "giveUp");
  });

  it("gives up where its family says nothing either", () => {
    assert.equal(kindOf("Novelty.OfTheDay"), "giveUp");
    assert.equal(kindOf(""), "giveUp");
    assert.equal(adviceOn("Novelty.OfTheDay", REGION), undefined);
  });

  it("may be named like a property that every object has", () => {
    assert.equal(kindOf("constructor"), "giveUp");
    assert.equal(adviceOn("toString", REGION), undefined);
  });
});

describe("advice", () => {
  it("names the region where it may be the wrong one", () => {
    assert.match(adviceOn("ResourceNotFound.InstanceIdNotFound", REGION) ?? "", /instanceIds.*ap-guangzhou/);
    assert.match(adviceOn("ResourceNotFound.KeyIdNotFound", REGION) ?? "", /keyIds.*ap-guangzhou/);
  });

  it("says what is wrong with the clock, the credentials, the permission", () => {
    assert.match(adviceOn("AuthFailure.SignatureExpire", REGION) ?? "", /clock/);
    assert.match(adviceOn("AuthFailure.SecretIdNotFound", REGION) ?? "", /credentials.*TENCENTCLOUD_SECRET_ID/);
    assert.match(adviceOn("UnauthorizedOperation.NoPermission", REGION) ?? "", /CAM policy/);
  });

  it("says that an endpoint may not know associateType", () => {
    assert.match(adviceOn("UnknownParameter", REGION) ?? "", /associateType/);
  });
});

describe("whether fresh credentials would help", () => {
  it("is so where the session token was refused, and nowhere else", () => {
    const all = Object.values(DOCUMENTED).flat();
    assert.deepEqual(all.filter(refusesToken).sort(), [
      "AuthFailure.TokenFailure",
      "UnauthorizedOperation.InvalidToken",
      "UnauthorizedOperation.TokenInvalid",
    ]);
  });
});

describe("whether one of several instances may be to blame", () => {
  it("is ruled out where the caller or the request as a whole was refused", () => {
    const whole = [
      "AuthFailure.SignatureFailure",
      "UnknownParameter",
      "MissingParameter",
      "UnsupportedRegion",
      "InvalidAction",
    ];
    assert.deepEqual(whole.filter(concernsInstances), []);
  });

  it("is possible for what is said of instances", () => {
    const one = [
      "UnsupportedOperation.InvalidInstanceState",
      "ResourceNotFound.InstanceIdNotFound",
      "UnauthorizedOperation.NoPermission",
    ];
    assert.deepEqual(one.filter(concernsInstances), one);
  });
});
