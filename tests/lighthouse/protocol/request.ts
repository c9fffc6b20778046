import { ApiError, named } from "./apiError";
import { isJsonObject, type JsonObject } from "./json";
import type { Language } from "./messages";
import type { Form } from "./parameters";
import type { SignedRequest } from "./tc3";

/** How a request says who sends it. */
export type Signing =
  | { kind: "tc3"; authorization: string; timestamp: string; token: string | undefined }
  | { kind: "v1"; parameters: Readonly<Record<string, string>>; token: string | undefined };

/** A request taken apart, before anything in it has been believed. */
export interface ApiRequest {
  readonly action: string;
  readonly version: string;
  readonly region: string | undefined;
  readonly signing: Signing;
  readonly parameters: JsonObject;
  readonly form: Form;
}

/** The language a request asks its messages in; any other value counts as none. */
export function languageOf(headers: SignedRequest["headers"], otherwise: Language): Language {
  const asked = headers["x-tc-language"];
  return asked === "zh-CN" || asked === "en-US" ? asked : otherwise;
}

/** A header's text, if it is there. */
export function header(headers: SignedRequest["headers"], name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(", ");
}

/** Takes a request apart by its method and the way it is signed. */
export function readRequest(request: SignedRequest): ApiRequest {
  if (request.method !== "POST") throw new ApiError("UnsupportedProtocol");
  return readTc3Post(request);
}

/** Takes a request with a TC3 signature apart: common parameters in headers, the action's own in a JSON body. */
function readTc3Post(request: SignedRequest): ApiRequest {
  const contentType = header(request.headers, "content-type") ?? "";
  if (!/^application\/json\b/i.test(contentType)) {
    throw new ApiError("InvalidRequest", { names: named([`Content-Type: ${contentType}`]) });
  }
  return { ...tc3Common(request.headers), parameters: jsonBody(request.body), form: "json" };
}

/** The common parameters of a TC3 request. */
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

function required(headers: SignedRequest["headers"], name: string): string {
  const value = header(headers, name.toLowerCase());
  if (!value) throw new ApiError("MissingParameter", { names: named([name]) });
  return value;
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
