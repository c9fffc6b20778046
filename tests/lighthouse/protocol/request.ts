import { ApiError, named } from "./apiError";
import { unflatten } from "./flatParameters";
import { isJsonObject, type JsonObject } from "./json";
import type { Language } from "./messages";
import type { Form } from "./parameters";
import type { SignedRequest } from "./tc3";
import { V1_COMMON } from "./v1";

/**
 * Sizes of requests, in bytes.
 *
 * @see CN-API request structure: GET up to 32 KB, POST with v1 up to 1 MB, POST with v3 up to 10 MB
 */
export const MAX_BYTES = { get: 32 * 1024, v1Post: 1024 * 1024, v3Post: 10 * 1024 * 1024 } as const;

const FORM_TYPE = "application/x-www-form-urlencoded";

/** How a request says who sends it. */
export type Signing =
  | { kind: "tc3"; authorization: string; timestamp: string; token: string | undefined }
  | { kind: "v1"; parameters: ReadonlyMap<string, string>; timestamp: string; token: string | undefined };

/** A request taken apart, before anything in it has been believed. */
export interface ApiRequest {
  readonly action: string;
  readonly version: string;
  readonly region: string | undefined;
  readonly signing: Signing;
  readonly parameters: JsonObject;
  readonly form: Form;
}

/** Takes a request apart by its method and the way it is signed. */
export function readRequest(request: SignedRequest): ApiRequest {
  const { method, headers, query } = request;
  if (method !== "GET" && method !== "POST") throw new ApiError("UnsupportedProtocol");
  const isTc3 = headers.authorization !== undefined || headers["x-tc-action"] !== undefined;
  if (!isTc3) return method === "GET" ? readV1(query, MAX_BYTES.get) : readV1(formBody(request), MAX_BYTES.v1Post);
  return method === "GET" ? readTc3Get(request) : readTc3Post(request);
}

/** The language that a header or parameter names; any other value counts as none. */
export function languageNamed(asked: unknown, otherwise: Language): Language {
  return asked === "zh-CN" || asked === "en-US" ? asked : otherwise;
}

/** Common parameters in headers, the action's own in a JSON body. */
function readTc3Post({ headers, body }: SignedRequest): ApiRequest {
  requireContentType(headers, /^application\/json\b/i);
  return { ...tc3Common(headers), parameters: jsonBody(body), form: "json" };
}

/** Common parameters in headers, the action's own flat in the query. */
function readTc3Get({ headers, query }: SignedRequest): ApiRequest {
  requireContentType(headers, new RegExp(`^${FORM_TYPE}\\b`, "i"));
  if (query.length > MAX_BYTES.get) throw new ApiError("RequestSizeLimitExceeded", { limit: MAX_BYTES.get });
  return { ...tc3Common(headers), parameters: unflatten(new URLSearchParams(query)), form: "flat" };
}

/** What v1 cannot do without, in the order in which its lack is told. */
const V1_REQUIRED = ["Action", "Version", "SecretId", "Nonce", "Timestamp", "Signature"] as const;

/** Everything flat in one query or form. One that is too large counts as wrongly signed, as the vendor has it. */
function readV1(query: string, maxBytes: number): ApiRequest {
  if (query.length > maxBytes) throw new ApiError("AuthFailure.SignatureFailure");
  const parameters = new Map(new URLSearchParams(query));
  const missing = V1_REQUIRED.find((name) => !parameters.get(name));
  if (missing) throw new ApiError("MissingParameter", { names: named([missing]) });
  const given = (name: string) => parameters.get(name) ?? "";
  return {
    action: given("Action"),
    version: given("Version"),
    region: parameters.get("Region") || undefined,
    signing: { kind: "v1", parameters, timestamp: given("Timestamp"), token: parameters.get("Token") || undefined },
    parameters: unflatten([...parameters].filter(([name]) => !V1_COMMON.some((common) => common === name))),
    form: "flat",
  };
}

function formBody({ headers, body }: SignedRequest): string {
  requireContentType(headers, new RegExp(`^${FORM_TYPE}\\b`, "i"));
  return body.toString("utf8");
}

function tc3Common(headers: SignedRequest["headers"]): Omit<ApiRequest, "parameters" | "form"> {
  return {
    action: required(headers, "X-TC-Action"),
    version: required(headers, "X-TC-Version"),
    region: header(headers, "x-tc-region") || undefined,
    signing: {
      kind: "tc3",
      authorization: required(headers, "Authorization"),
      timestamp: required(headers, "X-TC-Timestamp"),
      token: header(headers, "x-tc-token") || undefined,
    },
  };
}

function header(headers: SignedRequest["headers"], name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(", ");
}

function required(headers: SignedRequest["headers"], name: string): string {
  const value = header(headers, name.toLowerCase());
  if (!value) throw new ApiError("MissingParameter", { names: named([name]) });
  return value;
}

function requireContentType(headers: SignedRequest["headers"], form: RegExp): void {
  const contentType = header(headers, "content-type") ?? "";
  if (!form.test(contentType)) throw new ApiError("InvalidRequest", { names: named([`Content-Type: ${contentType}`]) });
}

function jsonBody(body: Buffer): JsonObject {
  const parsed = parseJson(body);
  if (!isJsonObject(parsed)) throw new ApiError("InvalidParameter", { names: named(["body"]), type: "JSON object" });
  return parsed;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
