/**
 * How Lighthouse is reached, and with whose credentials, as the stack's configuration and the environment say. Read anew
 * at each run, and never kept in inputs, outputs or messages. Only this file and those beside it in `credentials/` read
 * the environment.
 */
import { type Clock, systemClock } from "./clock.js";
import { credentialsFrom, environmentHeard } from "./credentials/chain.js";
import type { CredentialSource } from "./credentials/credentials.js";
import { metadataAddress } from "./credentials/metadata.js";
import { Profiles } from "./credentials/profiles.js";
import { type Endpoints, endpointsFrom } from "./endpoints.js";
import { type Proxies, proxiesFrom, proxyFor } from "./proxies.js";
import { type Environment, type Sourced, type StackConfig, setting } from "./settings.js";
import { tokenServiceAt } from "./stsApi.js";

/** How the services are reached, whoever calls. */
export interface Reach extends Endpoints {
  proxies: Proxies;
  /** After so many seconds without an answer a call counts as lost. */
  requestTimeoutS: number;
}

/** How Lighthouse is reached, and who calls. */
export interface Connection extends Reach {
  credentials: CredentialSource;
}

const DEFAULT_REQUEST_TIMEOUT_S = 30;

/**
 * The region from the stack's configuration, the environment, or the profile that has the credentials; undefined where
 * none names one. Throws `ConfigurationError` where a profile is broken.
 */
export function ambientRegion(config: StackConfig, environment: Environment): Sourced<string> | undefined {
  const named = setting("region", "TENCENTCLOUD_REGION", config, environment);
  return named ?? new Profiles(config, environmentHeard(config, environment)).region();
}

/**
 * All that a call needs. Calls nothing: credentials that are fetched are so when they are first needed. Throws
 * `ConfigurationError` where something is malformed, and `NoCredentials`.
 */
export function connectionFrom(config: StackConfig, environment: Environment, clock: Clock = systemClock): Connection {
  const reach: Reach = {
    ...endpointsFrom(config, environment),
    proxies: proxiesFrom(config, environment),
    requestTimeoutS: DEFAULT_REQUEST_TIMEOUT_S,
  };
  // Looked at now, so that a proxy that is none is told of before anything is called.
  proxyFor(reach.endpoint, reach.protocol, reach.proxies);
  const service = tokenServiceAt(reach, metadataAddress(config, environment), clock);
  return { ...reach, credentials: credentialsFrom({ config, environment, service, clock }) };
}

/** The environment of this process. */
export const processEnvironment: Environment = process.env;
