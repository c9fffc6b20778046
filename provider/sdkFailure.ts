import { ApiError, type ApiFailure } from "./apiError.js";
import type { Credentials } from "./credentials/credentials.js";

/** What the one error class of Tencent's SDK holds; all of it may be missing. */
interface SdkError extends Error {
  code?: string;
  httpCode?: number;
  requestId?: string;
}

/** The words of the network layer for a request that never left, or met nobody. */
const NEVER_SENT = /reason: (connect|getaddrinfo|the proxy)|certificate|wrong version number|EPROTO/;

/** A proxy that refuses who asks, which it will do again (tunnel.ts). */
const PROXY_REFUSAL = /reason: the proxy .* answered (4\d\d) when/;

/** What is said of an answer that has not the documented form. */
const NO_RESPONSE = "JSON without a Response came back";

/** What a failed call of Tencent's SDK means. No message repeats the credentials that it was signed with. */
export function failureOf(
  call: Pick<ApiFailure, "action" | "region" | "service" | "keys">,
  error: unknown,
  signer: Credentials | undefined,
): ApiError {
  const { code, httpCode, requestId, message } = error as SdkError;
  // The SDK looks into each answer as if it were of the documented form.
  const said = error instanceof TypeError && /^Cannot read prop/.test(message) ? NO_RESPONSE : message;
  const failure = { ...call, message: withoutCredentials(said, signer) };
  if (typeof code === "string" && code !== "" && requestId !== undefined) {
    return new ApiError({ ...failure, code, ...(requestId !== "" && { requestId }) });
  }
  const status = httpCode ?? Number(PROXY_REFUSAL.exec(message)?.[1] ?? 0);
  if (status > 0) return new ApiError({ ...failure, httpCode: status });
  return new ApiError({ ...failure, neverSent: NEVER_SENT.test(message) });
}

/** A service or a proxy may repeat in its message what it was sent. */
function withoutCredentials(message: string, signer: Credentials | undefined): string {
  return Object.values(signer ?? {})
    .filter((value): value is string => typeof value === "string" && value !== "")
    .reduce((text, value) => text.replaceAll(value, "***"), message);
}
