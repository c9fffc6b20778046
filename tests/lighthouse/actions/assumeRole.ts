import { optional, text } from "../protocol/parameters";
import { issueTemporaryCredential } from "../world/temporaryCredential";
import { defineAction, STS_VERSION } from "./action";
import { PERMISSION_CODES } from "./codes";
import { DURATION, EXTERNAL_ID, ROLE_ARN, ROLE_CODES, roleOf, SESSION_NAME, sessionSeconds } from "./roles";
import { TAGS } from "./tags";

/** Takes on a role: a temporary credential of the role's account. @see STS AssumeRole */
export const assumeRole = defineAction({
  name: "AssumeRole",
  version: STS_VERSION,
  ratePerSecond: null,
  needsNoRegion: true,
  parameters: {
    RoleArn: ROLE_ARN,
    RoleSessionName: SESSION_NAME,
    DurationSeconds: DURATION,
    Policy: optional(text()),
    ExternalId: optional(EXTERNAL_ID),
    Tags: TAGS,
    SourceIdentity: optional(text()),
    SerialNumber: optional(text()),
    TokenCode: optional(text()),
  },
  codes: { ...ROLE_CODES, ...PERMISSION_CODES },
  execute({ RoleArn, RoleSessionName, DurationSeconds }, { world, credential }) {
    const role = roleOf(RoleArn, world);
    const callerId = credential?.account.accountId ?? role.account.accountId;
    const { ExpiredTime, Expiration, ...Credentials } = issueTemporaryCredential(
      world,
      { ...role, sessionName: RoleSessionName, callerId },
      sessionSeconds(DurationSeconds),
    );
    return { Credentials, ExpiredTime, Expiration };
  },
});
