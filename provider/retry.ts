import { ApiError } from "./apiError.js";
import type { Clock } from "./clock.js";
import type { ErrorKind } from "./errorTable.js";

/** How often and how patiently one call is sent again. */
export interface RetryPolicy {
  /** Which kinds of error are worth another try. */
  kinds: ReadonlySet<ErrorKind>;
  maxAttempts: number;
  firstDelayMs: number;
  maxDelayMs: number;
}

/** Reads are free to repeat: whatever may pass is tried again. */
export const READ_RETRIES: RetryPolicy = {
  kinds: new Set<ErrorKind>(["throttled", "unknown", "unreachable", "busy"]),
  maxAttempts: 5,
  firstDelayMs: 250,
  maxDelayMs: 4_000,
};

/** A write is sent again only where it was surely not executed. */
export const WRITE_RETRIES: RetryPolicy = {
  kinds: new Set<ErrorKind>(["unreachable"]),
  maxAttempts: 4,
  firstDelayMs: 250,
  maxDelayMs: 4_000,
};

/** Throttling says to wait and nothing else, so it gets more tries than a fault does. */
const THROTTLED_ATTEMPTS = 40;

/**
 * Calls until it succeeds, the error is not worth another try, or the tries are used up; then throws the last error.
 * `onRetry` is told of each error that another try follows.
 */
export async function withRetries<T>(
  call: () => Promise<T>,
  policy: RetryPolicy,
  clock: Clock,
  onRetry?: (error: ApiError) => void,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || attempt >= attemptsFor(error.kind, policy)) throw error;
      onRetry?.(error);
      // Full jitter: callers that failed together do not come back together.
      const ceilingMs = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
      await clock.sleep(Math.ceil(ceilingMs * clock.random()));
    }
  }
}

function attemptsFor(kind: ErrorKind, policy: RetryPolicy): number {
  if (kind === "throttled") return THROTTLED_ATTEMPTS;
  return policy.kinds.has(kind) ? policy.maxAttempts : 1;
}
