import { endpointsFrom } from "../endpoints.js";
import { proxiesFrom, proxyFor } from "../proxies.js";
import { ConfigurationError, type StackConfig } from "../settings.js";
import { accountLists } from "./accountLists.js";
import { keyInConfig } from "./configuredKey.js";
import { assumedRole, configuredWebIdentity } from "./roleSettings.js";

/** What is wrong with a configuration, as far as it can be told from it alone; undefined where nothing is. */
export function configurationProblem(config: StackConfig): string | undefined {
  const environment = {};
  try {
    keyInConfig(config);
    configuredWebIdentity(config, environment);
    assumedRole(config, environment);
    accountLists(config);
    const { endpoint, protocol } = endpointsFrom(config, environment);
    proxyFor(endpoint, protocol, proxiesFrom(config, environment));
    return undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}
