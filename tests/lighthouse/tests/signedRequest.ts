import { createHash, createHmac } from "node:crypto";

/** What a signature is made with. */
export interface Signer {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string;
}

/** A request ready to be sent with fetch. */
export interface SignedFetch {
  readonly url: string;
  readonly init: { method: string; headers: Record<string, string>; body?: string };
}

/** How a request is to differ from the usual one. */
export interface Tc3Options {
  readonly method?: "GET" | "POST";
  readonly version?: string;
  readonly region?: string | null;
  readonly service?: string;
  /** The host as it is signed. */
  readonly host?: string;
  readonly timestamp?: number;
  /** The body or query itself, in the place of the parameters. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

/** Signs a call by TC3-HMAC-SHA256, written from the documentation apart from the server's own code. */
export function tc3(
  address: string,
  action: string,
  parameters: object,
  signer: Signer,
  options: Tc3Options = {},
): SignedFetch {
  const { method = "POST", version = "2020-03-24", region = "ap-guangzhou", service = "lighthouse" } = options;
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  const isPost = method === "POST";
  const body = isPost ? (options.text ?? JSON.stringify(parameters)) : "";
  const query = isPost ? "" : (options.text ?? flatQuery(parameters));
  const contentType = isPost ? "application/json" : "application/x-www-form-urlencoded";
  const host = options.host ?? new URL(address).host;
  const canonical = [
    method,
    "/",
    query,
    `content-type:${contentType}`,
    `host:${host}`,
    "",
    "content-type;host",
    sha256(body),
  ];
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", timestamp, scope, sha256(canonical.join("\n"))].join("\n");
  const key = [date, service, "tc3_request"].reduce<string | Buffer>(hmac, `TC3${signer.secretKey}`);
  const headers: Record<string, string> = {
    "Content-Type": contentType,
    "X-TC-Action": action,
    "X-TC-Version": version,
    "X-TC-Timestamp": String(timestamp),
    "X-TC-Language": "en-US",
    Authorization: `TC3-HMAC-SHA256 Credential=${signer.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${hmac(key, toSign).toString("hex")}`,
    ...(region !== null && { "X-TC-Region": region }),
    ...(signer.token !== undefined && { "X-TC-Token": signer.token }),
    ...options.headers,
  };
  const url = `${address}/${query === "" ? "" : `?${query}`}`;
  return { url, init: { method, headers, ...(isPost && { body }) } };
}

/** Signs a call by v1, all parameters flat. */
export function v1(
  address: string,
  action: string,
  parameters: object,
  signer: Signer,
  options: { method?: "GET" | "POST"; signatureMethod?: "HmacSHA1" | "HmacSHA256"; timestamp?: number } = {},
): SignedFetch {
  const { method = "GET", signatureMethod = "HmacSHA256" } = options;
  const all = new Map<string, string>([
    ...flat(parameters),
    ["Action", action],
    ["Version", "2020-03-24"],
    ["Region", "ap-guangzhou"],
    ["Timestamp", String(options.timestamp ?? Math.floor(Date.now() / 1000))],
    ["Nonce", "25949"],
    ["SecretId", signer.secretId],
    ["SignatureMethod", signatureMethod],
    ...(signer.token === undefined ? [] : [["Token", signer.token] as const]),
  ]);
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${method}${new URL(address).host}/?${sorted.map(([name, value]) => `${name}=${value}`).join("&")}`;
  const hash = signatureMethod === "HmacSHA1" ? "sha1" : "sha256";
  all.set("Signature", createHmac(hash, signer.secretKey).update(text).digest("base64"));
  const form = new URLSearchParams([...all]).toString();
  if (method === "GET") return { url: `${address}/?${form}`, init: { method, headers: {} } };
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return { url: `${address}/`, init: { method, headers, body: form } };
}

function flatQuery(parameters: object): string {
  return flat(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}

function flat(value: object, prefix = ""): [string, string][] {
  return Object.entries(value).flatMap(([name, item]: [string, unknown]): [string, string][] =>
    typeof item === "object" && item !== null ? flat(item, `${prefix}${name}.`) : [[`${prefix}${name}`, String(item)]],
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
