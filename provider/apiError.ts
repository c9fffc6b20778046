import { adviceOn, concernsInstances, type ErrorKind, kindOf } from "./errorTable.js";
import { named } from "./named.js";

/** What went wrong with one call, whoever refused it. */
export interface ApiFailure {
  action: string;
  region: string;
  /** What came back, in the service's or the network's words. */
  message: string;
  /** The Tencent error code, where the service answered with one. */
  code?: string;
  requestId?: string;
  /** HTTP status, where it was not 200. */
  httpCode?: number;
  /** True where the request surely never reached the service. */
  neverSent?: boolean;
  /** Whose call it was, where not Lighthouse's. */
  service?: string;
  /** The key pairs that it named, by id or by name. */
  keys?: readonly string[];
}

/** How many key pairs a message names before it counts the rest. */
const MAX_KEYS_NAMED = 5;

/** A call that did not succeed. `kind` says what a caller does about it. */
export class ApiError extends Error {
  readonly action: string;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly kind: ErrorKind;
  /** Whether one instance of several that the request named may be to blame. */
  readonly concernsInstances: boolean;

  constructor(failure: ApiFailure, options?: ErrorOptions) {
    super(describe(failure), options);
    this.name = "ApiError";
    this.action = failure.action;
    this.code = failure.code;
    this.requestId = failure.requestId;
    this.kind = kindOfFailure(failure);
    this.concernsInstances = failure.code !== undefined && concernsInstances(failure.code);
  }
}

function kindOfFailure(failure: ApiFailure): ErrorKind {
  if (failure.code !== undefined) return kindOf(failure.code);
  if (failure.neverSent) return "unreachable";
  const { httpCode } = failure;
  if (httpCode === 429) return "throttled";
  if (httpCode !== undefined && httpCode >= 400 && httpCode < 500 && httpCode !== 408) return "giveUp";
  return "unknown";
}

function describe(failure: ApiFailure): string {
  const { region, code, httpCode, requestId, message, service = "Lighthouse" } = failure;
  const action = called(failure);
  const endpoint = failure.service === undefined ? "tencentcloud:endpoint" : "tencentcloud:stsEndpoint";
  const inRequest = requestId ? ` (RequestId ${requestId})` : "";
  if (code !== undefined) {
    const advice = adviceOn(code, region);
    return `${action} was refused with ${code}${inRequest}: ${sentence(message)}${advice ? ` ${advice}` : ""}`;
  }
  if (httpCode !== undefined) {
    return `${action} was answered with HTTP status ${httpCode}: ${sentence(message)} ${capital(service)} itself answers with 200, so a proxy or a wrong endpoint is likely; check ${endpoint} and the proxy settings.`;
  }
  if (failure.neverSent) {
    return `${action} did not reach ${service}: ${sentence(message)} Check the network, ${endpoint} and tencentcloud:protocol.${/certificate/.test(message) ? UNKNOWN_CA : ""}`;
  }
  return `${action} got no usable answer: ${sentence(message)} Run the same command again once the network or the service has recovered.`;
}

function called({ action, keys = [] }: ApiFailure): string {
  if (keys.length === 0) return action;
  return `${action} of ${named(keys, MAX_KEYS_NAMED)}`;
}

/** What helps where the certificate is that of a proxy or an endpoint of one's own. */
const UNKNOWN_CA =
  " Where a proxy or a server of yours signs with its own CA, name that CA's file in NODE_EXTRA_CA_CERTS.";

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, " ").slice(0, 500);
  return trimmed === "" || /[.!?。]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** Whether an error of a read says nothing about the instance and may be gone at the next poll. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && ["throttled", "unknown", "unreachable", "busy"].includes(error.kind);
}
