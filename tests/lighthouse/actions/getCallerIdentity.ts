import { defineAction, STS_VERSION } from "./action";

/** Tells who has signed. @see STS GetCallerIdentity */
export const getCallerIdentity = defineAction({
  name: "GetCallerIdentity",
  version: STS_VERSION,
  ratePerSecond: null,
  needsNoRegion: true,
  parameters: {},
  codes: {},
  execute(_parameters, { credential, world }) {
    const { accountId } = credential?.account ?? world.firstAccount;
    const identity = credential?.identity;
    return {
      Arn: identity?.arn ?? `qcs::cam:${accountId}:uin/${accountId}`,
      AccountId: accountId,
      UserId: identity?.userId ?? accountId,
      PrincipalId: identity?.principalId ?? accountId,
      Type: identity?.type ?? "CAMUser",
    };
  },
});
