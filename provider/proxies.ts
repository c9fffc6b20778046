import {
  ConfigurationError,
  type Environment,
  fromEnvironment,
  type Sourced,
  type StackConfig,
  setting,
} from "./settings.js";

/** Where an HTTP proxy is, and who says so. Its address may hold a password. */
export type HttpProxy = Sourced<URL>;

/** The proxies of a run, as they are set; none is taken apart before it is used. */
export interface Proxies {
  /** For every call, wherever it goes. */
  always: Sourced<string> | undefined;
  /** For calls over HTTPS, and over HTTP. */
  "https://": Sourced<string> | undefined;
  "http://": Sourced<string> | undefined;
  /** The hosts that are called without those two. */
  except: string;
}

/** Hosts that are this machine itself. */
const LOOPBACK = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

/** The proxies that are set: by `tencentcloud:proxy` for all calls, else by the variables that other tools read. */
export function proxiesFrom(config: StackConfig, environment: Environment): Proxies {
  return {
    always: setting("proxy", "TENCENTCLOUD_PROXY", config, environment),
    "https://": fromEnvironment(["https_proxy", "HTTPS_PROXY"], environment),
    "http://": fromEnvironment(["http_proxy", "HTTP_PROXY"], environment),
    except: fromEnvironment(["no_proxy", "NO_PROXY"], environment)?.value ?? "",
  };
}

/**
 * The proxy through which a host is called; undefined where it is called directly. This machine itself is never called
 * through the variables' proxies. Throws `ConfigurationError` where a proxy is not one.
 *
 * @param endpoint with a port where it is not the usual one
 */
export function proxyFor(endpoint: string, protocol: "https://" | "http://", proxies: Proxies): HttpProxy | undefined {
  if (proxies.always) return proxyIn(proxies.always);
  const named = proxies[protocol];
  if (!named) return undefined;
  const [, host = "", port = protocol === "https://" ? "443" : "80"] = /^(.*?)(?::(\d+))?$/.exec(endpoint) ?? [];
  const isDirect = LOOPBACK.test(host) || entriesOf(proxies.except).some((entry) => matches(entry, host, port));
  return isDirect ? undefined : proxyIn(named);
}

function entriesOf(except: string): string[] {
  return except.split(/[\s,]+/).filter((entry) => entry !== "");
}

/** `example.com`, `.example.com` and `*.example.com` all stand for the domain and what is in it, as for curl. */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const [, name = "", entryPort = port] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  const domain = name.replace(/^\*?\./, "");
  const isInDomain = host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
  return entryPort === port && domain !== "" && isInDomain;
}

function proxyIn({ value, source }: Sourced<string>): HttpProxy {
  const address = /^[a-z0-9]+:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new ConfigurationError(`${source} is not an HTTP proxy: give an address such as http://proxy.example:3128.`);
  }
  return { value: url, source };
}
