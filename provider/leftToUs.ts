import type { Pairs } from "./pairs.js";
import { PartialSuccess } from "./partialSuccess.js";
import type { Session } from "./session.js";

/** A create or an update that has failed. */
export interface Failed {
  id: string;
  region: string;
  declared: Pairs;
  urn: string | undefined;
  /** What was not reached, for the message. */
  what: string;
  /** The properties to keep in state, with these pairs among the bindings. */
  recording: (left: Pairs) => object;
}

/**
 * The error that a failed create or update ends with. Pairs that another association has left to this one are recorded
 * nowhere else any more: they become a partial success, whatever else went wrong.
 */
export function withPairsLeftToUs(session: Session, error: unknown, failed: Failed): unknown {
  const { claims } = session;
  claims.fail(failed.urn);
  if (error instanceof PartialSuccess || !(error instanceof Error)) return error;
  const left = failed.declared.filter((pair) => claims.isLeft(failed.region, pair));
  if (left.size === 0) return error;
  const failures = left.instanceIds().map((instanceId) => ({ instanceId, error }));
  return new PartialSuccess(failed.what, failed.id, failed.recording(left), failures);
}
