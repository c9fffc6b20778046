import http from "node:http";
import https from "node:https";
import type { ClientConfig } from "tencentcloud-sdk-nodejs/tencentcloud/common/interface.js";
import type { Reach } from "./configuration.js";
import type { CredentialSource } from "./credentials/credentials.js";
import { proxyFor } from "./proxies.js";
import { tunnelAgent } from "./tunnel.js";

/**
 * What a client of Tencent's SDK is made with: one for each service and region. The credentials are asked for at each
 * call, so that the client stays when they are renewed.
 */
export function clientConfig(
  reach: Reach,
  endpoint: string,
  region: string,
  credentials: Pick<CredentialSource, "get">,
): ClientConfig {
  const { protocol, requestTimeoutS } = reach;
  return {
    credential: {
      async getCredential() {
        const { secretId, secretKey, securityToken } = await credentials.get();
        return { secretId, secretKey, ...(securityToken !== undefined && { token: securityToken }) };
      },
    },
    region,
    profile: {
      language: "en-US",
      httpProfile: { endpoint, protocol, reqTimeout: requestTimeoutS, agent: agentFor(reach, endpoint) },
    },
  };
}

function agentFor({ protocol, proxies, requestTimeoutS }: Reach, endpoint: string): http.Agent {
  const proxy = proxyFor(endpoint, protocol, proxies);
  if (proxy) return tunnelAgent(proxy, protocol, requestTimeoutS * 1000);
  const options = { keepAlive: true };
  return protocol === "http://" ? new http.Agent(options) : new https.Agent(options);
}
