/** What the model's service does with one operation on one instance, chance by chance. Times in milliseconds. */
export interface Temper {
  /** How long it takes. */
  durationMs: number;
  /** For how long the LatestOperation fields go on to show the one before. */
  staleMs: number;
  /** For how long after that they show it without a state. */
  nullMs: number;
  /** For how long after its effect the bindings go on to show what was before. */
  lateMs: number;
  /** Whether its effect is there, and to be seen, already half way. */
  isEarly: boolean;
  ending: "SUCCESS" | "FAILED" | "FAILED, yet applied";
  /** Whether the RequestId that shows is that of the reply. */
  isOwnRequestId: boolean;
  /** How long the work of somebody else takes that begins the moment it has ended; 0 for none. */
  followedByMs: number;
}

/** The temper of a service where nothing is out of the ordinary. */
export const QUICK: Temper = {
  durationMs: 500,
  staleMs: 0,
  nullMs: 0,
  lateMs: 0,
  isEarly: false,
  ending: "SUCCESS",
  isOwnRequestId: true,
  followedByMs: 0,
};

/** What a row shows of an operation, from a moment on. */
export interface Sight {
  fromMs: number;
  /** Until then the state does not show. */
  nullUntilMs: number;
  action: string;
  state: "OPERATING" | "SUCCESS" | "FAILED";
  requestId: string;
  startedMs: number;
}

/** An operation that is under way. */
export interface Operation {
  action: string;
  beganMs: number;
  endsMs: number;
  appliesMs: number;
  isApplied: boolean;
  temper: Temper;
  shownId: string;
  /** The power state that it ends in. */
  finalState: string;
  apply: (atMs: number) => void;
}
