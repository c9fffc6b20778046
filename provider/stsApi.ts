/** The security token service (2018-08-13), through Tencent's SDK. */
import type { Client } from "tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js";
import type * as wire from "tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_models.js";
import { clientConfig } from "./clientConfig.js";
import type { Clock } from "./clock.js";
import type { Connection, Reach } from "./configuration.js";
import { type CredentialSource, type Credentials, lasting, type Temporary } from "./credentials/credentials.js";
import { machineRole } from "./credentials/metadata.js";
import type { AssumedRole, WebIdentityRole } from "./credentials/roleSettings.js";
import type { TokenService } from "./credentials/tokenService.js";
import { failureOf } from "./sdkFailure.js";

/** The token service is the same in each region, but wants one to be named. */
const ANY_REGION = "ap-guangzhou";

const SERVICE = "the token service (STS)";

/**
 * The account that the credentials belong to, by GetCallerIdentity, which needs no permission (documented, not
 * observed). Throws whatever keeps it from being told.
 */
export async function callerAccount(connection: Connection, region: string): Promise<string> {
  const { credentials } = connection;
  const signer = await credentials.get();
  const client = await clientAt(connection, region, credentials);
  const action = "GetCallerIdentity";
  const { AccountId } = await send<wire.GetCallerIdentityResponse>(client, action, {}, region, signer);
  if (!AccountId) throw new Error("GetCallerIdentity names no account");
  return AccountId;
}

/** The services that hand out the credentials of roles. Nothing is called or loaded before it is asked for. */
export function tokenServiceAt(reach: Reach, metadata: string, clock: Clock): TokenService {
  return {
    assumeRole: (role, signer) => assumeRole(reach, role, signer),
    assumeRoleWithWebIdentity: (role, token) => assumeRoleWithWebIdentity(reach, role, token),
    machineRole: (name) => machineRole(name, metadata, clock),
    accountOf: (signer) => callerAccount({ ...reach, credentials: lasting(signer) }, ANY_REGION),
  };
}

async function assumeRole(reach: Reach, role: AssumedRole, signer: Credentials): Promise<Temporary> {
  const client = await clientAt(reach, ANY_REGION, lasting(signer));
  const request: wire.AssumeRoleRequest = {
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    DurationSeconds: role.durationS,
    // The API wants the policy encoded as in an address.
    ...(role.policy !== undefined && { Policy: encodeURIComponent(role.policy) }),
    ...(role.externalId !== undefined && { ExternalId: role.externalId }),
    ...(role.sourceIdentity !== undefined && { SourceIdentity: role.sourceIdentity }),
    ...(role.serialNumber !== undefined && { SerialNumber: role.serialNumber }),
    ...(role.tokenCode !== undefined && { TokenCode: role.tokenCode }),
  };
  const reply = await send<wire.AssumeRoleResponse>(client, "AssumeRole", request, ANY_REGION, signer);
  return temporaryIn("AssumeRole", reply);
}

async function assumeRoleWithWebIdentity(reach: Reach, role: WebIdentityRole, token: string): Promise<Temporary> {
  const { region = ANY_REGION } = role;
  // The call is not signed: the token says who asks.
  const nobody = { secretId: "", secretKey: "" };
  const client = await clientAt(reach, region, lasting(nobody));
  const action = "AssumeRoleWithWebIdentity";
  const request: wire.AssumeRoleWithWebIdentityRequest = {
    ProviderId: role.providerId,
    WebIdentityToken: token,
    RoleArn: role.roleArn,
    RoleSessionName: role.sessionName,
    DurationSeconds: role.durationS,
  };
  const secret = { ...nobody, securityToken: token };
  const reply = await send<wire.AssumeRoleWithWebIdentityResponse>(client, action, request, region, secret, {
    skipSign: true,
  });
  return temporaryIn(action, reply);
}

async function clientAt(reach: Reach, region: string, credentials: CredentialSource): Promise<Client> {
  const { Client } = await import("tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js");
  return new Client(clientConfig(reach, reach.stsEndpoint, region, credentials));
}

async function send<Reply>(
  client: Client,
  action: string,
  request: object,
  region: string,
  secret: Credentials,
  options: { skipSign?: boolean } = {},
): Promise<Reply> {
  try {
    const reply: Reply | null = await client.request(action, request, options);
    if (typeof reply !== "object" || reply === null) throw new Error("the reply holds no Response");
    return reply;
  } catch (error) {
    throw failureOf({ action, region, service: SERVICE }, error, secret);
  }
}

function temporaryIn(
  action: string,
  { Credentials, ExpiredTime }: { Credentials?: wire.Credentials; ExpiredTime?: number },
): Temporary {
  const { TmpSecretId, TmpSecretKey, Token } = Credentials ?? {};
  if (!TmpSecretId || !TmpSecretKey) throw new Error(`${action} was answered without credentials`);
  return {
    credentials: { secretId: TmpSecretId, secretKey: TmpSecretKey, ...(Token && { securityToken: Token }) },
    ...(ExpiredTime !== undefined && { expiresMs: ExpiredTime * 1000 }),
  };
}
