import { createHash, createHmac } from "node:crypto";
import { ApiError } from "./apiError";

/** What an Authorization header of TC3-HMAC-SHA256 says. */
export interface Tc3Authorization {
  readonly secretId: string;
  /** `YYYY-MM-DD` in UTC. */
  readonly date: string;
  /** Whatever the client took for the service: `lighthouse`, or part of its endpoint such as `127`. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** 64 hex digits. */
  readonly signature: string;
}

/** The parts of a request that are signed, as they were received. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** The query without its question mark, byte for byte. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const FORM =
  /^TC3-HMAC-SHA256 Credential=(.+)\/(\d{4}-\d\d-\d\d)\/([^/]+)\/tc3_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;

/** Headers that a signature must cover. */
const ALWAYS_SIGNED = ["content-type", "host"];

/** Takes an Authorization header apart; anything that has not its form is refused. */
export function parseTc3Authorization(header: string): Tc3Authorization {
  const parts = FORM.exec(header);
  const [, secretId, date, service, signed, signature] = parts ?? [];
  if (!secretId || !date || !service || !signed || !signature) throw new ApiError("AuthFailure.InvalidAuthorization");
  const signedHeaders = signed.split(";");
  if (ALWAYS_SIGNED.some((name) => !signedHeaders.includes(name))) {
    throw new ApiError("AuthFailure.InvalidAuthorization");
  }
  return { secretId, date, service, signedHeaders, signature };
}

/**
 * Whether the signature of a request is right. Clients differ in whether they sign a port with the host (Tencent's
 * Node SDK leaves it out, the others keep it) and whether values are put in lower case, so every form is taken.
 *
 * @see CN-API signature v3, and the SDKs' own code
 */
export function isTc3SignatureRight(
  request: SignedRequest,
  authorization: Tc3Authorization,
  timestamp: string,
  keys: SigningKeys,
  secretKey: string,
): boolean {
  const key = keys.get(secretKey, authorization.date, authorization.service);
  const hash = payloadHash(request);
  return headerForms(request, authorization).some((headers) => {
    const canonical = canonicalRequest(request, authorization, headers, hash);
    const toSign = stringToSign(canonical, authorization, timestamp);
    return createHmac("sha256", key).update(toSign).digest("hex") === authorization.signature;
  });
}

/** The canonical headers in each form that clients sign: without and with the port, in lower case and as sent. */
function headerForms({ headers }: SignedRequest, { signedHeaders }: Tc3Authorization): string[] {
  const host = String(headers.host ?? "").trim();
  const block = (hostForm: string) =>
    signedHeaders
      .map((name) => `${name}:${name === "host" ? hostForm : String(headers[name] ?? "").trim()}\n`)
      .join("");
  const asSent = [block(host.replace(/:\d+$/, "")), block(host)];
  return [...new Set(asSent.flatMap((form) => [form, form.toLowerCase()]))];
}

function canonicalRequest(
  { method, path, query }: SignedRequest,
  { signedHeaders }: Tc3Authorization,
  headers: string,
  hash: string,
): string {
  return [method, path, method === "POST" ? "" : query, headers, signedHeaders.join(";"), hash].join("\n");
}

function payloadHash(request: SignedRequest): string {
  const isUnsigned = request.headers["x-tc-content-sha256"] === "UNSIGNED-PAYLOAD";
  return sha256(isUnsigned ? "UNSIGNED-PAYLOAD" : request.body);
}

function stringToSign(canonical: string, { date, service }: Tc3Authorization, timestamp: string): string {
  return `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(canonical)}`;
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Above so many derived keys the memory is emptied: services are the client's own text. */
const MAX_SIGNING_KEYS = 1000;

/** The keys derived from a secret for a date and service, remembered, since each takes three more HMACs. */
export class SigningKeys {
  readonly #keys = new Map<string, Buffer>();

  get(secretKey: string, date: string, service: string): Buffer {
    const name = `${secretKey}/${date}/${service}`;
    const known = this.#keys.get(name);
    if (known) return known;
    if (this.#keys.size >= MAX_SIGNING_KEYS) this.#keys.clear();
    const key = [date, service, "tc3_request"].reduce<string | Buffer>(
      (previous, part) => createHmac("sha256", previous).update(part).digest(),
      `TC3${secretKey}`,
    );
    const derived = Buffer.from(key);
    this.#keys.set(name, derived);
    return derived;
  }
}
