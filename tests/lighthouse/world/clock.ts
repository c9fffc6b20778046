/** What the local Lighthouse needs of the machine it runs on. Tests pass their own. */
export interface MachineClock {
  /** The time now, in milliseconds since 1970 in UTC. */
  nowMs(): number;
  /** Ends after so many milliseconds of real time. */
  sleep(delayMs: number): Promise<void>;
}

/** The clock of the machine itself. */
export const machineClock: MachineClock = {
  nowMs: () => Date.now(),
  sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
};

/** How the time of the world passes: with the machine's clock, or only when it is moved by hand. */
export type TimeMode = "real" | "virtual";

/**
 * The time inside the simulated world. Operations, timestamps of instances and the expiry of tokens follow it; the
 * clock window of signatures follows the machine, and so do the rate limits unless told otherwise, since clients sign
 * and count by their own clocks.
 */
export class WorldClock {
  #mode: TimeMode;
  /** In real mode what to add to the machine's time, in virtual mode the time itself. */
  #baseMs: number;
  /** While something planned happens: the time it was planned for, which may be long past when nobody has looked. */
  #momentMs: number | undefined;

  constructor(
    readonly machine: MachineClock,
    mode: TimeMode,
    startMs?: number,
  ) {
    this.#mode = mode;
    const nowMs = startMs ?? machine.nowMs();
    this.#baseMs = mode === "virtual" ? nowMs : nowMs - machine.nowMs();
  }

  get mode(): TimeMode {
    return this.#mode;
  }

  /** The world's time, in milliseconds since 1970 in UTC. */
  nowMs(): number {
    if (this.#momentMs !== undefined) return this.#momentMs;
    return this.#mode === "virtual" ? this.#baseMs : this.#baseMs + this.machine.nowMs();
  }

  /** Runs something as of a moment of the world: to it, that is the time now. */
  asOf(momentMs: number, run: () => void): void {
    this.#momentMs = momentMs;
    try {
      run();
    } finally {
      this.#momentMs = undefined;
    }
  }

  /** Moves the world's time forward; in real mode it then goes on from there. */
  advance(byMs: number): void {
    this.#baseMs += byMs;
  }

  /** Changes how time passes. The world's time is the same before and after. */
  setMode(mode: TimeMode): void {
    const nowMs = this.nowMs();
    this.#mode = mode;
    this.#baseMs = mode === "virtual" ? nowMs : nowMs - this.machine.nowMs();
  }
}

/**
 * A time as the API writes it: ISO 8601 in UTC without fractions of a second.
 *
 * @see CN-API data types, Instance.CreatedTime: `YYYY-MM-DDThh:mm:ssZ`
 */
export function apiTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d{3}Z$/, "Z");
}
