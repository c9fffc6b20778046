import type { JsonObject } from "../protocol/json";

/** One call as the log keeps it. No secret is ever in it. */
export interface LoggedCall {
  readonly n: number;
  /** The world's time, ISO 8601 in UTC with milliseconds. */
  readonly time: string;
  readonly action: string;
  readonly parameters: JsonObject;
  readonly account: string | null;
  readonly region: string | null;
  readonly reply: JsonObject;
  readonly requestId: string;
  /** Whether the action took place. A call may be executed and its reply lost. */
  readonly executed: boolean;
}

/** How many calls are kept; older ones go. Counts stay exact. */
export const CALL_LOG_LENGTH = 5000;

/** Exact numbers of one action. */
export interface ActionCounts {
  calls: number;
  executed: number;
  errors: Record<string, number>;
}

/** The calls of a world: the last ones in a ring, and numbers of all of them. */
export class CallLog {
  #ring: LoggedCall[] = [];
  #next = 0;
  #counts = new Map<string, ActionCounts>();
  #logged = 0;
  /** Told of each call as it is logged. */
  onCall: ((call: LoggedCall) => void) | undefined;

  add(call: Omit<LoggedCall, "n">): void {
    const logged = { n: ++this.#logged, ...call };
    this.#ring[this.#next] = logged;
    this.#next = (this.#next + 1) % CALL_LOG_LENGTH;
    this.#count(logged);
    this.onCall?.(logged);
  }

  /** The calls that are still kept, oldest first. */
  calls(): LoggedCall[] {
    return [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)];
  }

  counts(): Record<string, ActionCounts> {
    return Object.fromEntries(this.#counts);
  }

  /** Forgets calls and counts. Numbers of calls go on from where they were. */
  clear(): void {
    this.#ring = [];
    this.#next = 0;
    this.#counts = new Map();
  }

  #count(call: LoggedCall): void {
    const counts = this.#counts.get(call.action) ?? { calls: 0, executed: 0, errors: {} };
    this.#counts.set(call.action, counts);
    counts.calls++;
    if (call.executed) counts.executed++;
    const code = call.reply.code;
    if (typeof code === "string") counts.errors[code] = (counts.errors[code] ?? 0) + 1;
  }
}
