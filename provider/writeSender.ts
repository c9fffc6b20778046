import { ACTION_OF, CALLS_PER_SECOND } from "./actions.js";
import { ApiError } from "./apiError.js";
import { Batcher } from "./batcher.js";
import type { Clock } from "./clock.js";
import type { ErrorKind } from "./errorTable.js";
import { getOrMake } from "./getOrMake.js";
import { type BindOptions, bindOptionsOf, MAX_IDS_PER_REQUEST, type Writes } from "./lighthouse.js";
import { RateBudget } from "./rateBudget.js";
import { WRITE_RETRIES, withRetries } from "./retry.js";

/**
 * Writes that come together are gathered until none has come for so long, and at most for about the second figure: an
 * engine starts many resources one after the other, up to a tenth of a second apart where its state is large, and each
 * request that is spared counts where ten a second are allowed.
 */
const WRITE_WINDOW_MS = 30;
const MAX_WRITE_WINDOW_MS = 1_000;

/** How far a write has come, for whoever cannot wait for its end. */
export interface Flight {
  /** Whether a request that names it is on its way, or was lost there: it may be executed. */
  mayBeExecuted: boolean;
  /** What last kept it from being executed, before it was tried again. */
  refusal?: Error;
}

/** One write on one instance. */
export interface Write extends BindOptions {
  action: "bind" | "unbind" | "start" | "stop";
  instanceId: string;
  /** The keys to bind or unbind; empty for start and stop. */
  keyIds: readonly string[];
  /** True where the write was refused before: should the request be refused again, each instance is told apart. */
  isRepeated: boolean;
  /** Kept up to date while it is sent. */
  flight: Flight;
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

/** One request and all its parts: how many went well and were refused, and whether its turn has come and is not spent. */
interface Tally {
  sent: number;
  refused: number;
  hasTurn: boolean;
}

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
  /** What waits to be sent. One that was given up may stand beside a later one for the same instance. */
  private readonly entries = new Map<string, Write>();
  private nextEntry = 0;

  constructor(
    private readonly lighthouse: Writes,
    private readonly clock: Clock,
  ) {}

  /** Sends one write and answers with the RequestId of the request that carried it; throws what refused it. */
  async send(write: Write): Promise<string> {
    const entry = String(this.nextEntry++);
    this.entries.set(entry, write);
    const outcome = await this.batcherFor(write).load(entry);
    this.entries.delete(entry);
    if (outcome === undefined) throw new Error(`no outcome of ${write.action} for ${write.instanceId}`);
    if ("error" in outcome) throw outcome.error;
    return outcome.requestId;
  }

  private batcherFor(write: Write): Batcher<Outcome> {
    const { action, keyIds, associateType, username, isRepeated } = write;
    const alike = JSON.stringify([action, [...keyIds].sort(), associateType, username, isRepeated]);
    return getOrMake(this.batchers, alike, () => {
      const send = (entries: string[]): Promise<[string, Outcome][]> =>
        this.sendTogether(write, entries, { sent: 0, refused: 0, hasTurn: true });
      return new Batcher(async (entries) => new Map(await send(entries)), {
        clock: this.clock,
        windowMs: WRITE_WINDOW_MS,
        maxWindowMs: MAX_WRITE_WINDOW_MS,
        maxSize: MAX_IDS_PER_REQUEST,
        turn: () => this.budgetFor(action).turn(),
      });
    });
  }

  private budgetFor(action: Write["action"]): RateBudget {
    return getOrMake(this.budgets, action, () => new RateBudget(CALLS_PER_SECOND[ACTION_OF[action]], this.clock));
  }

  /** Halves a refused request until it is known whom it is refused for. */
  private async sendTogether(write: Write, entries: string[], tally: Tally): Promise<[string, Outcome][]> {
    try {
      const requestId = await this.request(write, entries, tally);
      tally.sent++;
      return entries.map((entry) => [entry, { requestId }]);
    } catch (error) {
      if (entries.length === 1) tally.refused++;
      const isForAll = tally.sent === 0 && tally.refused >= ALL_ALIKE;
      if (entries.length === 1 || isForAll || !mustBeToldApart(write, error))
        return entries.map((entry) => [entry, { error }]);
      const middle = Math.ceil(entries.length / 2);
      const first = await this.sendTogether(write, entries.slice(0, middle), tally);
      return [...first, ...(await this.sendTogether(write, entries.slice(middle), tally))];
    }
  }

  private request(write: Write, entries: string[], tally: Tally): Promise<string> {
    const budget = this.budgetFor(write.action);
    const send = async (): Promise<string> => {
      const wanted = entries.flatMap((entry) => this.wanted(entry));
      if (wanted.length === 0) throw new Abandoned(`${ACTION_OF[write.action]} was not sent: the time was over`);
      for (const { flight } of wanted) flight.mayBeExecuted = true;
      try {
        const ids = wanted.map(({ instanceId }) => instanceId);
        return await this.call(write, ids);
      } catch (error) {
        if (error instanceof ApiError && error.kind !== "unknown") {
          for (const { flight } of wanted) Object.assign(flight, { mayBeExecuted: false, refusal: error });
        }
        throw error;
      }
    };
    const sendInTurn = (): Promise<string> => {
      const { hasTurn } = tally;
      tally.hasTurn = false;
      return hasTurn ? budget.spendTurn(send) : budget.spend(send);
    };
    return withRetries(sendInTurn, WRITE_RETRIES, this.clock);
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

  /** The write of an entry, where somebody still waits for it. */
  private wanted(entry: string): Write[] {
    const write = this.entries.get(entry);
    return write === undefined || write.signal.aborted ? [] : [write];
  }
}

function mustBeToldApart(write: Write, error: unknown): boolean {
  if (!(error instanceof ApiError) || !MAY_BE_ONE_INSTANCE.has(error.kind) || !error.concernsInstances) return false;
  return write.isRepeated || !LOOKS_AGAIN.has(error.kind);
}
