import type { Clock } from "./clock.js";
import type { Instance } from "./lighthouse.js";
import type { Notices } from "./notices.js";

/** What is under way, as the beginning of a line that goes on with the instance. */
export type Doing = "waiting for" | "binding on" | "unbinding on" | "stopping" | "starting";

/** Up to so many instances have a line each; more are counted. */
const MAX_LINES = 5;

/** Counts come no more often than this. */
const COUNTS_EVERY_MS = 1_000;

/**
 * Tells, while a change goes on, what each instance is waited for: a line for each change of what is seen, not for each
 * poll, and counts where there are many.
 */
export class Progress {
  private readonly seen = new Map<string, { doing: Doing; sight: string }>();
  private readonly beganMs: number;
  private countedMs = 0;

  constructor(
    private readonly instanceCount: number,
    private readonly notices: Notices,
    private readonly clock: Clock,
    private readonly urn: string | undefined,
  ) {
    this.beganMs = clock.now();
  }

  /** What the latest poll shows of an instance. */
  saw(instanceId: string, doing: Doing, instance: Instance | undefined): void {
    const sight = instance?.state ?? (instance ? "in an unknown state" : "gone");
    const before = this.seen.get(instanceId);
    if (before?.doing === doing && before.sight === sight) return;
    this.seen.set(instanceId, { doing, sight });
    if (this.instanceCount <= MAX_LINES) this.say(`${doing} ${instanceId}: ${sight}`);
    else this.count();
  }

  /** Takes the last line away from what is shown, where there was one. */
  end(): void {
    const count = this.seen.size;
    if (count > 0) this.say(`${count} instance${count === 1 ? "" : "s"} done`);
  }

  private count(): void {
    const now = this.clock.now();
    if (now - this.countedMs < COUNTS_EVERY_MS) return;
    this.countedMs = now;
    const counts = new Map<string, number>();
    for (const { sight } of this.seen.values()) counts.set(sight, (counts.get(sight) ?? 0) + 1);
    const states = [...counts].map(([sight, count]) => `${count} ${sight}`).join("; ");
    this.say(`${this.seen.size} of ${this.instanceCount} instances under way: ${states}`);
  }

  private say(text: string): void {
    this.notices.progress(`${text} (${Math.round((this.clock.now() - this.beganMs) / 1000)} s)`, this.urn);
  }
}
