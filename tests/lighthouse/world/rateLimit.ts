/** What one account has left of an action in this second. */
interface Bucket {
  tokens: number;
  filledMs: number;
}

/**
 * Token buckets, each as large as what is allowed in a second and filled at that rate. They run on the machine's time
 * unless told otherwise, since a second is what the client measures too.
 *
 * @see CN-API pages of the actions, "request frequency limit"; per account and region is inferred from the error names
 */
export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes one call out of a bucket. False when it is empty: the call is to be refused. */
  take(name: string, perSecond: number, nowMs: number): boolean {
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, filledMs: nowMs };
    this.#buckets.set(name, bucket);
    const passedMs = Math.max(0, nowMs - bucket.filledMs);
    bucket.tokens = Math.min(perSecond, bucket.tokens + (passedMs / 1000) * perSecond);
    bucket.filledMs = nowMs;
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }
}
