import { createHmac } from "node:crypto";

/** The hash of each signature method of v1; HmacSHA1 is used where none is named. */
const HASHES = new Map([
  ["HmacSHA1", "sha1"],
  ["HmacSHA256", "sha256"],
]);
const DEFAULT_METHOD = "HmacSHA1";

/** The common parameters of v1, which stand among those of the action. */
export const V1_COMMON = [
  "Action",
  "Version",
  "Region",
  "Timestamp",
  "Nonce",
  "SecretId",
  "Signature",
  "SignatureMethod",
  "Token",
  "Language",
  "RequestClient",
] as const;

/**
 * Whether the signature of a v1 request is right. The host is signed as the client wrote its endpoint: with the port
 * by Tencent's SDKs, without it by others, so both are taken.
 *
 * @see CN-API signature v1, and the SDKs' own code
 */
export function isV1SignatureRight(
  request: { method: string; host: string; parameters: ReadonlyMap<string, string> },
  secretKey: string,
): boolean {
  const { method, host, parameters } = request;
  const hash = HASHES.get(parameters.get("SignatureMethod") ?? DEFAULT_METHOD);
  if (hash === undefined) return false;
  const names = [...parameters.keys()].filter((name) => name !== "Signature").sort();
  const query = names.map((name) => `${name}=${parameters.get(name)}`).join("&");
  return [host, host.replace(/:\d+$/, "")].some((form) => {
    const signature = createHmac(hash, secretKey).update(`${method}${form}/?${query}`).digest("base64");
    return signature === parameters.get("Signature");
  });
}
