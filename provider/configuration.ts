/**
 * Where credentials, region and endpoint come from: the stack's configuration first, then the environment. Read anew at
 * each run, and never kept in inputs, outputs or messages. The only file that reads the environment.
 */

/** A key that signs calls. */
export interface Credentials {
  secretId: string;
  secretKey: string;
  /** With temporary credentials only. */
  securityToken?: string;
}

/** How Lighthouse is reached. */
export interface Connection {
  /** Host, with a port where it is not the usual one. */
  endpoint: string;
  protocol: "https://" | "http://";
  /** Host of the security token service, with a port where it is not the usual one. */
  stsEndpoint: string;
  credentials: Credentials;
  /** Fetches fresh credentials where the source of these can, for when their token is refused in the middle of a run. */
  renew?: () => Promise<Credentials>;
  /** After so many seconds without an answer a call counts as lost. */
  requestTimeoutS: number;
}

/** A value and the name of the place it came from, for messages. */
export interface Sourced<T> {
  value: T;
  source: string;
}

/** The stack's configuration, as the engine hands it over. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the configuration, and where. Never holds a value. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** No source has credentials, which a preview can do without. */
export class NoCredentials extends Error {
  override readonly name = "NoCredentials";
}

/** The endpoint that Tencent's SDKs use where none is set: the nearest of the mainland and global service. */
export const DEFAULT_ENDPOINT = "lighthouse.tencentcloudapi.com";

/** The domain of Tencent's own endpoints, and that of the international ones. */
const TENCENT_DOMAIN = ".tencentcloudapi.com";
const INTERNATIONAL_DOMAIN = ".intl.tencentcloudapi.com";

const DEFAULT_REQUEST_TIMEOUT_S = 30;

/** The names that Tencent's own tools give the token: Terraform and Pulumi, the Node SDK, the command line. */
const TOKEN_VARIABLES = ["TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN"];

/** The region from the stack's configuration or the environment; undefined where neither names one. */
export function ambientRegion(config: StackConfig, environment: Environment): Sourced<string> | undefined {
  return setting("region", "TENCENTCLOUD_REGION", config, environment);
}

/** All that a call needs. Throws `ConfigurationError` where something is missing or malformed. */
export function connectionFrom(config: StackConfig, environment: Environment): Connection {
  const named = setting("endpoint", "TENCENTCLOUD_ENDPOINT", config, environment);
  const { scheme, host } = named ? endpointIn(named) : { scheme: undefined, host: DEFAULT_ENDPOINT };
  const namedSts = setting("stsEndpoint", "TENCENTCLOUD_STS_ENDPOINT", config, environment);
  return {
    endpoint: host,
    stsEndpoint: namedSts ? endpointIn(namedSts).host : stsBeside(host),
    protocol: protocolFrom(config, environment) ?? (scheme === "http://" ? "http://" : "https://"),
    credentials: credentialsFrom(config, environment),
    requestTimeoutS: DEFAULT_REQUEST_TIMEOUT_S,
  };
}

function endpointIn({ value, source }: Sourced<string>): { scheme: string | undefined; host: string } {
  const [, scheme, host] = /^(https?:\/\/)?(.*?)\/*$/.exec(value) ?? [];
  if (!host || !/^[a-zA-Z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host)) {
    throw new ConfigurationError(
      `${source} is not an endpoint: give a host such as ${DEFAULT_ENDPOINT}, with a port if need be.`,
    );
  }
  return { scheme, host };
}

/** The token service of the same side of the world; an endpoint that is not Tencent's stands for all services. */
function stsBeside(host: string): string {
  if (host.endsWith(INTERNATIONAL_DOMAIN)) return `sts${INTERNATIONAL_DOMAIN}`;
  return host.endsWith(TENCENT_DOMAIN) ? `sts${TENCENT_DOMAIN}` : host;
}

function protocolFrom(config: StackConfig, environment: Environment): Connection["protocol"] | undefined {
  const named = setting("protocol", "TENCENTCLOUD_PROTOCOL", config, environment);
  if (!named) return undefined;
  const scheme = /^(https?)(:\/\/)?$/i.exec(named.value)?.[1]?.toLowerCase();
  if (!scheme) throw new ConfigurationError(`${named.source} must be https or http.`);
  return scheme === "http" ? "http://" : "https://";
}

function credentialsFrom(config: StackConfig, environment: Environment): Credentials {
  const inConfig = pairFrom(
    { name: "tencentcloud:secretId", value: read(config.get("tencentcloud:secretId")) },
    { name: "tencentcloud:secretKey", value: read(config.get("tencentcloud:secretKey")) },
    read(config.get("tencentcloud:securityToken")),
  );
  if (inConfig) return inConfig;
  const inEnvironment = pairFrom(
    { name: "TENCENTCLOUD_SECRET_ID", value: read(environment.TENCENTCLOUD_SECRET_ID) },
    { name: "TENCENTCLOUD_SECRET_KEY", value: read(environment.TENCENTCLOUD_SECRET_KEY) },
    TOKEN_VARIABLES.map((name) => read(environment[name])).find((value) => value !== undefined),
  );
  if (inEnvironment) return inEnvironment;
  throw new NoCredentials(
    "no credentials for Tencent Cloud were found. Looked in the stack's configuration (tencentcloud:secretId, tencentcloud:secretKey) and in the environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY). " +
      "Set both variables, or run: pulumi config set --secret tencentcloud:secretId, then the same for tencentcloud:secretKey.",
  );
}

interface NamedValue {
  name: string;
  value: string | undefined;
}

function pairFrom(id: NamedValue, key: NamedValue, token: string | undefined): Credentials | undefined {
  if (id.value === undefined && key.value === undefined) return undefined;
  const missing = id.value === undefined ? id : key.value === undefined ? key : undefined;
  if (missing) {
    const present = missing === id ? key : id;
    throw new ConfigurationError(`${present.name} is set but ${missing.name} is not; set both or neither.`);
  }
  return {
    secretId: id.value ?? "",
    secretKey: key.value ?? "",
    ...(token !== undefined && { securityToken: token }),
  };
}

function setting(
  key: string,
  variable: string,
  config: StackConfig,
  environment: Environment,
): Sourced<string> | undefined {
  const inConfig = read(config.get(`tencentcloud:${key}`));
  if (inConfig !== undefined) return { value: inConfig, source: `tencentcloud:${key} in the stack's configuration` };
  const inEnvironment = read(environment[variable]);
  return inEnvironment === undefined ? undefined : { value: inEnvironment, source: `the variable ${variable}` };
}

/** Values are pasted with spaces and line ends around them; an empty one is as good as none. */
function read(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** The environment of this process. */
export const processEnvironment: Environment = process.env;
