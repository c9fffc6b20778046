import { ApiError } from "../protocol/apiError";
import { text } from "../protocol/parameters";
import { issueTemporaryCredential } from "../world/temporaryCredential";
import { defineAction, STS_VERSION } from "./action";
import { DURATION, ROLE_ARN, ROLE_CODES, roleOf, SESSION_NAME, sessionSeconds } from "./roles";

/** Takes on a role by a token of an identity provider, without a signature. @see STS AssumeRoleWithWebIdentity */
export const assumeRoleWithWebIdentity = defineAction({
  name: "AssumeRoleWithWebIdentity",
  version: STS_VERSION,
  ratePerSecond: null,
  needsNoRegion: true,
  mayBeUnsigned: true,
  parameters: {
    ProviderId: text(),
    WebIdentityToken: text(),
    RoleArn: ROLE_ARN,
    RoleSessionName: SESSION_NAME,
    DurationSeconds: DURATION,
  },
  codes: {
    ...ROLE_CODES,
    "InvalidParameter.WebIdentityTokenError": "the token is empty, or not the one that webIdentityToken names",
  },
  execute({ WebIdentityToken, RoleArn, RoleSessionName, DurationSeconds }, { world }) {
    const expected = world.settings.global("webIdentityToken");
    if (WebIdentityToken === "" || (expected !== null && WebIdentityToken !== expected)) {
      throw new ApiError("InvalidParameter.WebIdentityTokenError");
    }
    const role = roleOf(RoleArn, world);
    const { ExpiredTime, Expiration, ...Credentials } = issueTemporaryCredential(
      world,
      { ...role, sessionName: RoleSessionName, callerId: role.account.accountId },
      sessionSeconds(DurationSeconds),
    );
    return { ExpiredTime, Expiration, Credentials };
  },
});
