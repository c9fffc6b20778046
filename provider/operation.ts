/**
 * Whether the operation that a call began on one instance has ended, judged from a row of DescribeInstances.
 *
 * An older SUCCESS is never taken for ours: the row must carry our RequestId, or the bindings themselves decide.
 */

/** The fields of an instance that tell of its latest operation. Each may be missing. */
export interface LatestOperation {
  operation?: string;
  operationState?: string;
  operationRequestId?: string;
  operationStartedMs?: number;
}

/** A call whose operation is waited for. */
export interface Sent {
  action: string;
  /** LatestOperationRequestId from before the call. */
  beforeRequestId?: string;
  /** RequestId of the reply; absent when the reply was lost. */
  requestId?: string;
  sentMs: number;
}

/**
 * - `pending`: not ended, or not yet to be seen
 * - `succeeded`: ours, and ended well
 * - `failed`: ours, and ended FAILED
 * - `unseen`: the row does not tell, or nothing of ours shows; after a grace the bindings decide
 * - `superseded`: another operation has taken its place and has ended; the bindings decide
 */
export type Verdict = "pending" | "succeeded" | "failed" | "unseen" | "superseded";

/** How far the service's clock may be off when start times are compared with ours. */
const CLOCK_SKEW_MS = 5_000;

/** Judges one row for one call. */
export function judge(sent: Sent, row: LatestOperation): Verdict {
  const ours = isOurs(sent, row);
  if (row.operationState === "OPERATING") return "pending";
  if (ours) {
    if (row.operationState === "SUCCESS") return "succeeded";
    return row.operationState === "FAILED" ? "failed" : "unseen";
  }
  if (row.operationRequestId === undefined) return "unseen";
  if (row.operationRequestId !== sent.beforeRequestId) return "superseded";
  // A call that was answered has happened, and its operation has only not begun to show.
  return sent.requestId === undefined ? "unseen" : "pending";
}

function isOurs(sent: Sent, row: LatestOperation): boolean {
  if (row.operationRequestId === undefined) return false;
  if (sent.requestId !== undefined) return row.operationRequestId === sent.requestId;
  // The reply was lost: an operation of our kind that began after we sent is taken for ours.
  const isNew = row.operationRequestId !== sent.beforeRequestId;
  const isOfOurKind = row.operation === undefined || row.operation === sent.action;
  const isLater = row.operationStartedMs === undefined || row.operationStartedMs >= sent.sentMs - CLOCK_SKEW_MS;
  return isNew && isOfOurKind && isLater;
}
