import type { Clock } from "../../provider/clock";
import type { MachineClock } from "../lighthouse/world/clock";

interface Sleeper {
  dueMs: number;
  wake: () => void;
}

/** After so many turns of the event loop with nobody asleep and nothing on the wire, whoever is waited for never comes. */
const MAX_IDLE_TURNS = 2_000;

/**
 * A time that stands still while a call is on the wire, and otherwise jumps to the next moment that somebody waits for.
 * The provider and its local Lighthouse share it, so a wait of minutes costs nothing, and however busy the machine is, a
 * run goes the same way.
 */
export class HeldTime {
  private atMs: number;
  private readonly sleepers = new Set<Sleeper>();
  private onWire = 0;
  private chance = 1;
  private landed: (() => void)[] = [];

  /** Begins at a moment, in milliseconds since 1970. */
  constructor(startMs: number) {
    this.atMs = startMs;
  }

  /** The machine's clock, as the local Lighthouse wants it. A call that it holds back keeps nobody waiting. */
  readonly machine: MachineClock = {
    nowMs: () => this.atMs,
    sleep: async (ms) => {
      this.land();
      await this.sleep(ms);
      this.onWire++;
    },
  };

  /** Milliseconds since 1970. */
  now(): number {
    return this.atMs;
  }

  /** Begins anew at a moment. Those who sleep are never woken. */
  restart(startMs: number): void {
    this.atMs = startMs;
    this.chance = 1;
    this.sleepers.clear();
  }

  /** The clock of one provider process. What the process leaves behind when it ends sleeps for ever. */
  processClock(hasEnded: () => boolean): Clock {
    const never = new Promise<void>(() => undefined);
    return {
      now: () => this.atMs,
      random: () => this.random(),
      sleep: (ms, signal) => (hasEnded() ? never : this.sleep(ms, signal)),
    };
  }

  /** A call that is on the wire: time stands still until it ends. */
  async onTheWire<T>(call: () => Promise<T>): Promise<T> {
    this.onWire++;
    try {
      return await call();
    } finally {
      this.land();
    }
  }

  /** Lets time pass until some work is done and nothing is on the wire any more. */
  async passUntil<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = work.finally(() => {
      isDone = true;
    });
    // It is awaited below; until then a failure is nobody's surprise.
    end.catch(() => undefined);
    let idleTurns = 0;
    for (;;) {
      await this.quiet();
      if (isDone) return end;
      idleTurns = this.jump() ? 0 : idleTurns + 1;
      if (idleTurns > MAX_IDLE_TURNS)
        throw new Error("nobody sleeps, nothing is on the wire, and the work is not done");
    }
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper = { dueMs: this.atMs + Math.max(0, ms), wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  private land(): void {
    this.onWire--;
    for (const tell of this.landed.splice(0)) tell();
  }

  /** Ends when nothing is on the wire and everything that followed from it has been done. */
  private async quiet(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.onWire === 0) return;
      await new Promise<void>((resolve) => this.landed.push(resolve));
    }
  }

  /** Wakes whoever is due first; false where nobody sleeps. */
  private jump(): boolean {
    let first: Sleeper | undefined;
    for (const sleeper of this.sleepers) if (!first || sleeper.dueMs < first.dueMs) first = sleeper;
    if (!first) return false;
    this.atMs = Math.max(this.atMs, first.dueMs);
    first.wake();
    return true;
  }

  /** From a fixed series (Lehmer's generator), so that every run draws the same. */
  private random(): number {
    this.chance = (this.chance * 48_271) % 2_147_483_647;
    return this.chance / 2_147_483_647;
  }
}
