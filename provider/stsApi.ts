import { clientConfig } from "./clientConfig.js";
import type { Connection } from "./configuration.js";

/**
 * The account that the credentials belong to, by GetCallerIdentity of the security token service (2018-08-13), which
 * needs no permission (documented, not observed). Throws whatever keeps it from being told.
 */
export async function callerAccount(connection: Connection, region: string): Promise<string> {
  const { Client } = await import("tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js");
  const client = new Client(clientConfig(connection, connection.stsEndpoint, region));
  const { AccountId } = await client.GetCallerIdentity();
  if (!AccountId) throw new Error("GetCallerIdentity names no account");
  return AccountId;
}
