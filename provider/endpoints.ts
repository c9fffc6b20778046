import {
  ConfigurationError,
  type Environment,
  fromConfig,
  fromEnvironment,
  type Sourced,
  type StackConfig,
  setting,
} from "./settings.js";

/** Where the services are. */
export interface Endpoints {
  /** Host of Lighthouse, with a port where it is not the usual one. */
  endpoint: string;
  /** Host of the security token service, likewise. */
  stsEndpoint: string;
  protocol: "https://" | "http://";
}

/** The endpoint that Tencent's SDKs use where none is set: the nearest of the mainland and global service. */
export const DEFAULT_ENDPOINT = "lighthouse.tencentcloudapi.com";

/** The domain of Tencent's own endpoints, and that of the international ones. */
const TENCENT_DOMAIN = ".tencentcloudapi.com";
const INTERNATIONAL_DOMAIN = ".intl.tencentcloudapi.com";

const MAX_PORT = 65_535;

/** A host with the scheme that it was given with. */
interface Address {
  scheme: string | undefined;
  host: string;
  /** The token service in the same domain, where the domain is what was named. */
  stsHost?: string;
}

/**
 * The hosts to call: an endpoint that is named, else the one in a root domain that is named, else the default; first as
 * the configuration says, then as the environment does. Throws `ConfigurationError`.
 */
export function endpointsFrom(config: StackConfig, environment: Environment): Endpoints {
  const endpoint =
    named(fromConfig("endpoint", config), fromConfig("domain", config)) ??
    named(
      fromEnvironment(["TENCENTCLOUD_ENDPOINT"], environment),
      fromEnvironment(["TENCENTCLOUD_DOMAIN"], environment),
    );
  const { scheme, host } = endpoint ?? { scheme: undefined, host: DEFAULT_ENDPOINT };
  const sts = setting("stsEndpoint", "TENCENTCLOUD_STS_ENDPOINT", config, environment);
  return {
    endpoint: host,
    stsEndpoint: sts ? addressIn(sts).host : (endpoint?.stsHost ?? stsBeside(host)),
    protocol: protocolFrom(config, environment) ?? (scheme === "http://" ? "http://" : "https://"),
  };
}

function named(endpoint: Sourced<string> | undefined, domain: Sourced<string> | undefined): Address | undefined {
  if (endpoint) return addressIn(endpoint);
  if (!domain) return undefined;
  const { scheme, host } = addressIn(domain);
  return { scheme, host: `lighthouse.${host}`, stsHost: `sts.${host}` };
}

/** A host, with or without scheme and port. Throws `ConfigurationError` where it is none. */
export function addressIn({ value, source }: Sourced<string>): Address {
  const [, scheme, host] = /^(https?:\/\/)?(.*?)\/*$/.exec(value) ?? [];
  const parts = /^(?:[a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?$/.exec(host ?? "");
  const port = Number(parts?.[1] ?? 1);
  if (!host || !parts || port < 1 || port > MAX_PORT) {
    throw new ConfigurationError(
      `${source} is not an endpoint: give a host such as ${DEFAULT_ENDPOINT}, with a port from 1 to ${MAX_PORT} if need be.`,
    );
  }
  return { scheme, host };
}

/** The token service of the same side of the world; an endpoint that is not Tencent's stands for all services. */
function stsBeside(host: string): string {
  if (host.endsWith(INTERNATIONAL_DOMAIN)) return `sts${INTERNATIONAL_DOMAIN}`;
  if (host.endsWith(TENCENT_DOMAIN)) return `sts${TENCENT_DOMAIN}`;
  return host;
}

function protocolFrom(config: StackConfig, environment: Environment): Endpoints["protocol"] | undefined {
  const named = setting("protocol", "TENCENTCLOUD_PROTOCOL", config, environment);
  if (!named) return undefined;
  const scheme = /^(https?)(:\/\/)?$/i.exec(named.value)?.[1]?.toLowerCase();
  if (!scheme) throw new ConfigurationError(`${named.source} must be https or http.`);
  return scheme === "http" ? "http://" : "https://";
}
