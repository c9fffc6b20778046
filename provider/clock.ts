/** Time and chance, passed to all that waits. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends after so many milliseconds, or at once when the signal is or becomes aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

/** The longest that Node's timers take; a longer one would end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: async (ms, signal) => {
    for (let leftMs = ms; ; leftMs -= MAX_TIMER_MS) {
      await timer(Math.min(leftMs, MAX_TIMER_MS), signal);
      if (leftMs <= MAX_TIMER_MS || signal?.aborted) return;
    }
  },
};

/** Does something every so many milliseconds of this machine's time, without keeping the process alive for it. */
export function every(ms: number, work: () => void): void {
  setInterval(work, ms).unref();
}

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = (): void => {
      clearTimeout(timeout);
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timeout = setTimeout(finish, ms);
    signal?.addEventListener("abort", finish, { once: true });
  });
}
