import type { Credential } from "../world/account";
import { ApiError } from "./apiError";
import type { ApiRequest, Signing } from "./request";
import { isTc3SignatureRight, parseTc3Authorization, type SignedRequest, type SigningKeys } from "./tc3";

/**
 * How far a request's timestamp may be from the server's time.
 *
 * @see CN-API common error codes, AuthFailure.SignatureExpire: five minutes
 */
export const CLOCK_WINDOW_MS = 5 * 60 * 1000;

/** What the check of a signature needs to know of the server. */
export interface AuthenticationContext {
  readonly credential: (secretId: string) => Credential | undefined;
  readonly keys: SigningKeys;
  /** The server's own clock, which signatures are held against. */
  readonly serverMs: number;
  /** The world's time, which temporary credentials run out by. */
  readonly worldMs: number;
}

/** Finds out who sends a request, or refuses it with the code that says why not. */
export function authenticate(http: SignedRequest, request: ApiRequest, context: AuthenticationContext): Credential {
  const { signing } = request;
  if (signing.kind === "v1") throw new ApiError("AuthFailure.InvalidAuthorization");
  return checkTc3(http, signing, context);
}

function checkTc3(
  http: SignedRequest,
  signing: Extract<Signing, { kind: "tc3" }>,
  context: AuthenticationContext,
): Credential {
  const authorization = parseTc3Authorization(signing.authorization);
  checkClock(signing.timestamp, context.serverMs);
  const credential = checkSecretId(authorization.secretId, context);
  if (authorization.date !== utcDate(signing.timestamp)) throw new ApiError("AuthFailure.SignatureFailure");
  if (!isTc3SignatureRight(http, authorization, signing.timestamp, context.keys, credential.secretKey)) {
    throw new ApiError("AuthFailure.SignatureFailure");
  }
  checkToken(credential, signing.token, context.worldMs);
  return credential;
}

function checkClock(timestamp: string, serverMs: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) throw new ApiError("AuthFailure.SignatureFailure");
  if (Math.abs(Number(timestamp) * 1000 - serverMs) > CLOCK_WINDOW_MS) {
    throw new ApiError("AuthFailure.SignatureExpire");
  }
}

function checkSecretId(secretId: string, context: AuthenticationContext): Credential {
  const credential = context.credential(secretId);
  if (!credential?.isEnabled) throw new ApiError("AuthFailure.SecretIdNotFound");
  return credential;
}

function checkToken(credential: Credential, token: string | undefined, worldMs: number): void {
  const isExpired = credential.expiresMs !== undefined && credential.expiresMs <= worldMs;
  if (credential.token !== token || isExpired) throw new ApiError("AuthFailure.TokenFailure");
}

function utcDate(timestamp: string): string {
  return new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
}
