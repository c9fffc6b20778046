import type { Clock } from "./clock.js";
import type { Deadline } from "./deadline.js";
import type { Goal } from "./goal.js";
import type { Pairs } from "./pairs.js";
import { SHOWS_WITHIN_MS } from "./state.js";

/** What an earlier change asked for in vain, is not wanted any more, and may still come to be bound. */
export class LateEffects {
  private readonly unwanted: Pairs;
  private untilMs: number;

  constructor(
    { awaited, dropped, awaitedUntilMs }: Goal,
    private readonly clock: Clock,
    private readonly deadline: Deadline,
  ) {
    this.unwanted = awaited.and(dropped);
    this.untilMs = awaitedUntilMs;
  }

  isOn(instanceId: string): boolean {
    return this.unwanted.keysOf(instanceId).length > 0;
  }

  /** Notes that an operation has ended only now on instances that it is awaited on: its effect may come from now on. */
  restart(): void {
    this.untilMs = this.clock.now() + SHOWS_WITHIN_MS;
  }

  /** Waits, at most once, for as long as something may come that does not show. False where there is nothing to wait for. */
  async wait(live: Pairs): Promise<boolean> {
    const leftMs = this.untilMs - this.clock.now();
    if (leftMs <= 0 || this.unwanted.minus(live).size === 0) return false;
    this.untilMs = 0;
    // Whoever gave little time wants the rest of it for the change itself.
    await this.clock.sleep(Math.min(leftMs, this.deadline.remainingMs / 2));
    return true;
  }
}
