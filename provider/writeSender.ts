import { ACTION_OF, CALLS_PER_SECOND } from "./actions.js";
import { ApiError } from "./apiError.js";
import { Batcher } from "./batcher.js";
import type { Clock } from "./clock.js";
import type { ErrorKind } from "./errorTable.js";
import { getOrMake } from "./getOrMake.js";
import { type BindOptions, bindOptionsOf, MAX_IDS_PER_REQUEST, type Writes } from "./lighthouse.js";
import { RateBudget } from "./rateBudget.js";
import { WRITE_RETRIES, withRetries } from "./retry.js";

/** For how long writes that come together are gathered. */
const WRITE_WINDOW_MS = 30;

/** One write on one instance. */
export interface Write extends BindOptions {
  action: "bind" | "unbind" | "start" | "stop";
  instanceId: string;
  /** The keys to bind or unbind; empty for start and stop. */
  keyIds: readonly string[];
  /** True where the write was refused before: should the request be refused again, each instance is told apart. */
  isRepeated: boolean;
  /** When it is aborted, nobody waits for the answer any more, and what has not been sent is not sent. */
  signal: AbortSignal;
}

/** A write that was not sent, since nobody waited for it any more. */
class Abandoned extends Error {
  override readonly name = "Abandoned";
}

/** After so many refusals of a single instance and no success, a refusal is taken to hold for all. */
const ALL_ALIKE = 4;

type Outcome = { requestId: string } | { error: unknown };

/** After such a refusal everybody looks again, and the next request names only those that it is right for. */
const LOOKS_AGAIN: ReadonlySet<ErrorKind> = new Set<ErrorKind>(["replan", "busy", "wrongState"]);

/** Refusals that may be due to one instance of many. */
const MAY_BE_ONE_INSTANCE: ReadonlySet<ErrorKind> = new Set<ErrorKind>([...LOOKS_AGAIN, "instanceGone", "giveUp"]);

/**
 * Sends writes, those for the same keys in the same way together: at most 100 instances a request, each in exactly one.
 * A refused request refuses every instance that it names, so the one to blame is found by halving it, and the others go
 * their way.
 */
export class WriteSender {
  private readonly batchers = new Map<string, Batcher<Outcome>>();
  private readonly budgets = new Map<Write["action"], RateBudget>();
  private readonly signals = new Map<string, AbortSignal>();

  constructor(
    private readonly lighthouse: Writes,
    private readonly clock: Clock,
  ) {}

  /** Sends one write and answers with the RequestId of the request that carried it; throws what refused it. */
  async send(write: Write): Promise<string> {
    this.signals.set(write.instanceId, write.signal);
    const outcome = await this.batcherFor(write).load(write.instanceId);
    if (outcome === undefined) throw new Error(`no outcome of ${write.action} for ${write.instanceId}`);
    if ("error" in outcome) throw outcome.error;
    return outcome.requestId;
  }

  private batcherFor(write: Write): Batcher<Outcome> {
    const { action, keyIds, associateType, username, isRepeated } = write;
    const alike = JSON.stringify([action, [...keyIds].sort(), associateType, username, isRepeated]);
    const gathering = { clock: this.clock, windowMs: WRITE_WINDOW_MS, maxSize: MAX_IDS_PER_REQUEST };
    return getOrMake(this.batchers, alike, () => {
      return new Batcher(async (ids) => new Map(await this.sendTogether(write, ids)), gathering);
    });
  }

  /** Halves a refused request until it is known whom it is refused for. `tally` counts over all parts of one request. */
  private async sendTogether(
    write: Write,
    ids: string[],
    tally = { sent: 0, refused: 0 },
  ): Promise<[string, Outcome][]> {
    try {
      const requestId = await this.request(write, ids);
      tally.sent++;
      return ids.map((id) => [id, { requestId }]);
    } catch (error) {
      if (ids.length === 1) tally.refused++;
      const isForAll = tally.sent === 0 && tally.refused >= ALL_ALIKE;
      if (ids.length === 1 || isForAll || !mustBeToldApart(write, error)) return ids.map((id) => [id, { error }]);
      const middle = Math.ceil(ids.length / 2);
      const first = await this.sendTogether(write, ids.slice(0, middle), tally);
      return [...first, ...(await this.sendTogether(write, ids.slice(middle), tally))];
    }
  }

  private request(write: Write, ids: string[]): Promise<string> {
    const budget = getOrMake(this.budgets, write.action, () => {
      return new RateBudget(CALLS_PER_SECOND[ACTION_OF[write.action]], this.clock);
    });
    const send = (): Promise<string> => {
      const wanted = ids.filter((id) => this.isWanted(id));
      if (wanted.length === 0) throw new Abandoned(`${ACTION_OF[write.action]} was not sent: the time was over`);
      return this.call(write, wanted);
    };
    return withRetries(() => budget.spend(send), WRITE_RETRIES, this.clock);
  }

  private call({ action, keyIds, associateType, username }: Write, ids: string[]): Promise<string> {
    const options = bindOptionsOf({ ...(associateType && { associateType }), ...(username && { username }) });
    switch (action) {
      case "bind":
        return this.lighthouse.associate(keyIds, ids, options);
      case "unbind":
        return this.lighthouse.disassociate(keyIds, ids, options);
      case "start":
        return this.lighthouse.startInstances(ids);
      case "stop":
        return this.lighthouse.stopInstances(ids);
    }
  }

  /** Instances are locked by whoever changes them, so there is one write at a time on each. */
  private isWanted(instanceId: string): boolean {
    return this.signals.get(instanceId)?.aborted !== true;
  }
}

function mustBeToldApart(write: Write, error: unknown): boolean {
  if (!(error instanceof ApiError) || !MAY_BE_ONE_INSTANCE.has(error.kind) || !error.concernsInstances) return false;
  return write.isRepeated || !LOOKS_AGAIN.has(error.kind);
}
