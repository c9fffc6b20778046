import type { Credential } from "../world/account";
import { ApiError } from "./apiError";
import type { Signing } from "./request";
import { isTc3SignatureRight, parseTc3Authorization, type SignedRequest, type SigningKeys } from "./tc3";
import { isV1SignatureRight } from "./v1";

/**
 * How far a request's timestamp may be from the server's time.
 *
 * @see CN-API common error codes, AuthFailure.SignatureExpire: five minutes
 */
const CLOCK_WINDOW_MS = 5 * 60 * 1000;

/** The Authorization of a call that is not signed. @see CN-API AssumeRoleWithWebIdentity */
export const UNSIGNED = "SKIP";

/** What the check of a signature needs to know of the server. */
export interface AuthenticationContext {
  readonly credential: (secretId: string) => Credential | undefined;
  readonly keys: SigningKeys;
  /** The server's own clock, which signatures are held against. */
  readonly serverMs: number;
  /** The world's time, which temporary credentials run out by. */
  readonly worldMs: number;
}

/**
 * Finds out who sends a request, or refuses it with the code that says why not: form, clock, key id, signature and
 * token, in this order.
 */
export function authenticate(http: SignedRequest, signing: Signing, context: AuthenticationContext): Credential {
  const credential = signing.kind === "tc3" ? checkTc3(http, signing, context) : checkV1(http, signing, context);
  const isExpired = credential.expiresMs !== undefined && credential.expiresMs <= context.worldMs;
  if (credential.token !== signing.token || isExpired) throw new ApiError("AuthFailure.TokenFailure");
  return credential;
}

function checkTc3(
  http: SignedRequest,
  signing: Extract<Signing, { kind: "tc3" }>,
  context: AuthenticationContext,
): Credential {
  const { timestamp } = signing;
  const authorization = parseTc3Authorization(signing.authorization);
  checkClock(timestamp, context.serverMs);
  const credential = credentialOf(authorization.secretId, context);
  const isDateRight = authorization.date === utcDate(timestamp);
  if (!isDateRight || !isTc3SignatureRight(http, authorization, timestamp, context.keys, credential.secretKey)) {
    throw new ApiError("AuthFailure.SignatureFailure");
  }
  return credential;
}

function checkV1(
  http: SignedRequest,
  { parameters, timestamp }: Extract<Signing, { kind: "v1" }>,
  context: AuthenticationContext,
): Credential {
  checkClock(timestamp, context.serverMs);
  const credential = credentialOf(parameters.get("SecretId") ?? "", context);
  const host = String(http.headers.host ?? "");
  if (!isV1SignatureRight({ method: http.method, host, parameters }, credential.secretKey)) {
    throw new ApiError("AuthFailure.SignatureFailure");
  }
  return credential;
}

function checkClock(timestamp: string, serverMs: number): void {
  const isTime = /^\d{1,12}$/.test(timestamp);
  if (!isTime || Math.abs(Number(timestamp) * 1000 - serverMs) > CLOCK_WINDOW_MS) {
    throw new ApiError("AuthFailure.SignatureExpire");
  }
}

function credentialOf(secretId: string, context: AuthenticationContext): Credential {
  const credential = context.credential(secretId);
  if (!credential?.isEnabled) throw new ApiError("AuthFailure.SecretIdNotFound");
  return credential;
}

function utcDate(timestamp: string): string {
  return new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
}
