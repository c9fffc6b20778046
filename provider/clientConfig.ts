import http from "node:http";
import https from "node:https";
import type { ClientConfig } from "tencentcloud-sdk-nodejs/tencentcloud/common/interface.js";
import type { Connection } from "./configuration.js";

/** What a client of Tencent's SDK is made with: one for each service and region. */
export function clientConfig(connection: Connection, endpoint: string, region: string): ClientConfig {
  const { protocol, credentials, requestTimeoutS } = connection;
  const options = { keepAlive: true };
  const agent = protocol === "http://" ? new http.Agent(options) : new https.Agent(options);
  return {
    credential: {
      secretId: credentials.secretId,
      secretKey: credentials.secretKey,
      ...(credentials.securityToken !== undefined && { token: credentials.securityToken }),
    },
    region,
    profile: { language: "en-US", httpProfile: { endpoint, protocol, reqTimeout: requestTimeoutS, agent } },
  };
}
