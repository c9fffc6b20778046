import type { Clock } from "./clock.js";
import type { Instance } from "./lighthouse.js";
import { MAX_IDS_PER_REQUEST } from "./lighthouse.js";

/** Pauses between polls: short at first, since some operations end at once. */
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 400;

/** Polls a second that one region gets at most: under half of what DescribeInstances allows (100). */
const MAX_CALLS_PER_SECOND = 40;

type Answer = { instance: Instance | undefined } | { error: unknown };

/**
 * The one poll loop of a region: everybody who waits for an instance is answered by the same reads, at most 100
 * instances a call. It runs while somebody waits.
 */
export class Poller {
  private waiting = new Map<string, ((answer: Answer) => void)[]>();
  private isRunning = false;

  constructor(
    private readonly read: (instanceId: string) => Promise<Instance | undefined>,
    private readonly clock: Clock,
  ) {}

  /** The instance as the next poll sees it; undefined where it does not exist. Throws what that poll threw. */
  async next(instanceId: string): Promise<Instance | undefined> {
    const answer = await new Promise<Answer>((resolve) => {
      const entry = this.waiting.get(instanceId);
      if (entry) entry.push(resolve);
      else this.waiting.set(instanceId, [resolve]);
      if (!this.isRunning) void this.run();
    });
    if ("error" in answer) throw answer.error;
    return answer.instance;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    let polled = this.waiting.size;
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
      await this.clock.sleep(Math.max(delayMs, fairDelayMs(polled)));
      if (this.waiting.size === 0) break;
      const batch = this.waiting;
      polled = batch.size;
      this.waiting = new Map();
      // A read that hangs holds up those who wait for it, and nobody else.
      for (const [instanceId, waiting] of batch) void this.answer(instanceId, waiting);
    }
    this.isRunning = false;
  }

  private async answer(instanceId: string, waiting: ((answer: Answer) => void)[]): Promise<void> {
    let answer: Answer;
    try {
      answer = { instance: await this.read(instanceId) };
    } catch (error) {
      answer = { error };
    }
    for (const resolve of waiting) resolve(answer);
  }
}

/** The pause after a poll of so many instances that keeps the reads under their share. */
function fairDelayMs(polled: number): number {
  return (Math.ceil(polled / MAX_IDS_PER_REQUEST) * 1000) / MAX_CALLS_PER_SECOND;
}
