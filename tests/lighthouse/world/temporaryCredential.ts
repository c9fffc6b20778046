import type { Account, Credential } from "./account";
import { apiTime } from "./clock";
import type { World } from "./world";

/** How many temporary credentials are remembered; the oldest go first. */
const MAX_TEMPORARY = 10_000;

/** A temporary credential in the form that both STS and the metadata address give it. */
export interface TemporaryCredential {
  readonly TmpSecretId: string;
  readonly TmpSecretKey: string;
  readonly Token: string;
  /** When it ends, in seconds since 1970. */
  readonly ExpiredTime: number;
  /** The same in ISO 8601. */
  readonly Expiration: string;
}

/** Lets a role of an account be taken on for so many seconds of the world's time. */
export function issueTemporaryCredential(
  world: World,
  role: { account: Account; roleId: string; sessionName: string; callerId: string },
  durationSeconds: number,
): TemporaryCredential {
  const { random } = world;
  const { account, roleId, sessionName, callerId } = role;
  const expiredTime = Math.floor(world.clock.nowMs() / 1000) + durationSeconds;
  const credential: Credential = {
    secretId: `LOCALTMPID${random.secretText(48)}`,
    secretKey: random.secretText(44),
    account,
    token: random.secretText(120),
    expiresMs: expiredTime * 1000,
    identity: {
      type: "CAMRole",
      arn: `qcs::sts:${account.accountId}:assumed-role/${roleId}`,
      userId: `${roleId}:${sessionName}`,
      principalId: callerId,
    },
    isEnabled: true,
  };
  forgetOldest(world);
  world.credentials.set(credential.secretId, credential);
  return {
    TmpSecretId: credential.secretId,
    TmpSecretKey: credential.secretKey,
    Token: credential.token ?? "",
    ExpiredTime: expiredTime,
    Expiration: apiTime(expiredTime * 1000),
  };
}

function forgetOldest(world: World): void {
  if (world.credentials.size < MAX_TEMPORARY) return;
  for (const { secretId, token } of world.credentials.values()) {
    if (token === undefined) continue;
    world.credentials.delete(secretId);
    return;
  }
}
