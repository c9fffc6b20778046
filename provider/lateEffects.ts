import { SHOWS_WITHIN_MS } from "./awaited.js";
import type { Clock } from "./clock.js";
import type { Deadline } from "./deadline.js";
import type { Goal } from "./goal.js";
import type { Pairs } from "./pairs.js";

/** What an earlier change asked for in vain, is the contrary of what is wanted now, and may still come. */
export class LateEffects {
  private readonly coming: Pairs;
  private readonly going: Pairs;
  private untilMs: number;

  constructor(
    { late, declared, dropped }: Goal,
    private readonly clock: Clock,
    private readonly deadline: Deadline,
  ) {
    this.coming = late.coming.and(dropped);
    this.going = late.going.and(declared);
    this.untilMs = late.untilMs;
  }

  isOn(instanceId: string): boolean {
    return this.coming.keysOf(instanceId).length + this.going.keysOf(instanceId).length > 0;
  }

  /** Notes that an operation has ended only now on instances that it is awaited on: its effect may come from now on. */
  restart(): void {
    this.untilMs = this.clock.now() + SHOWS_WITHIN_MS;
  }

  /** Waits, at most once, for as long as something may come that does not show. False where there is nothing to wait for. */
  async wait(live: Pairs): Promise<boolean> {
    const leftMs = this.untilMs - this.clock.now();
    if (leftMs <= 0 || this.coming.minus(live).size + this.going.and(live).size === 0) return false;
    this.untilMs = 0;
    // Whoever gave little time wants the rest of it for the change itself.
    await this.clock.sleep(Math.min(leftMs, this.deadline.remainingMs / 2));
    return true;
  }
}
