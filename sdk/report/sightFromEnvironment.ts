import { connectionFrom } from "../../provider/configuration.js";
import { NoCredentials } from "../../provider/credentials/credentials.js";
import { LighthouseApi } from "../../provider/lighthouseApi.js";
import { ConfigurationError, type Environment } from "../../provider/settings.js";
import { callerAccount } from "../../provider/stsApi.js";
import type { Sight } from "./lookUp.js";

/** The token service is the same in each region, but wants one to be named. */
const ANY_REGION = "ap-guangzhou";

/**
 * How Lighthouse is reached with the credentials of the environment: the stack's configuration is not at hand. A text
 * instead where it cannot be reached: the reason, as a sentence.
 */
export function sightFromEnvironment(environment: Environment): Sight | string {
  try {
    const connection = connectionFrom({ get: () => undefined }, environment);
    return {
      connect: (region) => new LighthouseApi(region, connection),
      accountId: () => callerAccount(connection, environment.TENCENTCLOUD_REGION ?? ANY_REGION).catch(() => undefined),
    };
  } catch (error) {
    if (error instanceof NoCredentials) {
      return "Lighthouse was not looked at, for want of credentials in the environment: names, power states and other keys are not known.";
    }
    if (error instanceof ConfigurationError) return `Lighthouse was not looked at: ${error.message}`;
    throw error;
  }
}
