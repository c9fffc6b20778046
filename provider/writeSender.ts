import { ACTION_OF } from "./actions.js";
import { ApiError } from "./apiError.js";
import { Batcher } from "./batcher.js";
import type { Clock } from "./clock.js";
import type { ErrorKind } from "./errorTable.js";
import { getOrMake } from "./getOrMake.js";
import { type BindOptions, bindOptionsOf, MAX_IDS_PER_REQUEST, type Writes } from "./lighthouse.js";
import type { RateBudget } from "./rateBudget.js";
import type { RateBudgets } from "./rateBudgets.js";
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
  /** Whether it was no longer wanted when its turn came, and so was not sent. */
  isDropped?: boolean;
}

/** One write on one instance. */
export interface Write extends BindOptions {
  action: "bind" | "unbind" | "start" | "stop";
  instanceId: string;
  /** The same for all writes of one change. Where some of its instances are refused, so may be the rest of them. */
  owner: object;
  /** The keys to bind or unbind; empty for start and stop. */
  keyIds: readonly string[];
  /** True where the write was refused before: should the request be refused again, each instance is told apart. */
  isRepeated: boolean;
  /** Asked just before it is sent. */
  isStillWanted: () => boolean;
  /** Kept up to date while it is sent. */
  flight: Flight;
  /** When it is aborted, nobody waits for the answer any more, and what has not been sent is not sent. */
  signal: AbortSignal;
}

/** A write that was not sent, since nobody waited for it or wanted it any more. */
class Abandoned extends Error {
  override readonly name = "Abandoned";
}

/** After so many refusals of a single instance of a change and no success, a refusal is taken to hold for all of it. */
const ALL_ALIKE = 4;

type Outcome = { requestId: string } | { error: unknown };

/** One request and all its parts. */
interface Tally {
  /** Whose writes went well. */
  served: Set<object>;
  /** By owner, what its instances were refused with one by one. */
  refused: Map<object, unknown[]>;
  /** Whether its turn has come and is not spent. */
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
  /** What waits to be sent. One that was given up may stand beside a later one for the same instance. */
  private readonly entries = new Map<string, Write>();
  private nextEntry = 0;

  constructor(
    private readonly lighthouse: Writes,
    private readonly budgets: RateBudgets,
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
        this.sendTogether(write, entries, { served: new Set(), refused: new Map(), hasTurn: true });
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
    return this.budgets.of(ACTION_OF[action]);
  }

  /** Halves a refused request until it is known whom it is refused for. */
  private async sendTogether(write: Write, entries: string[], tally: Tally): Promise<[string, Outcome][]> {
    try {
      const requestId = await this.request(write, entries, tally);
      for (const entry of entries) tally.served.add(this.ownerOf(entry));
      return entries.map((entry) => [entry, { requestId }]);
    } catch (error) {
      if (!mustBeToldApart(write, error)) return entries.map((entry) => [entry, { error }]);
      const [first] = entries;
      if (entries.length === 1 && first !== undefined) {
        getOrMake(tally.refused, this.ownerOf(first), () => []).push(error);
        return [[first, { error }]];
      }
      const open = entries.filter((entry) => !isHopeless(this.ownerOf(entry), tally));
      if (open.length === 0) return entries.map((entry) => [entry, { error }]);
      if (open.length < entries.length) {
        // One change fails as a whole; what others have asked for goes its way without it.
        const given = entries.filter((entry) => !open.includes(entry));
        const told = given.map((entry): [string, Outcome] => [
          entry,
          { error: tally.refused.get(this.ownerOf(entry))?.at(-1) },
        ]);
        return [...told, ...(await this.sendTogether(write, open, tally))];
      }
      const middle = Math.ceil(entries.length / 2);
      const half = await this.sendTogether(write, entries.slice(0, middle), tally);
      return [...half, ...(await this.sendTogether(write, entries.slice(middle), tally))];
    }
  }

  private ownerOf(entry: string): object {
    return this.entries.get(entry)?.owner ?? this;
  }

  private request(write: Write, entries: string[], tally: Tally): Promise<string> {
    const budget = this.budgetFor(write.action);
    const send = async (): Promise<string> => {
      const wanted = entries.flatMap((entry) => this.wanted(entry));
      if (wanted.length === 0) throw new Abandoned(`${ACTION_OF[write.action]} was not sent: nobody wants it any more`);
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

  /** The write of an entry, where somebody still waits for it and wants it. */
  private wanted(entry: string): Write[] {
    const write = this.entries.get(entry);
    if (write === undefined || write.signal.aborted) return [];
    write.flight.isDropped = !write.isStillWanted();
    return write.flight.isDropped ? [] : [write];
  }
}

function isHopeless(owner: object, { served, refused }: Tally): boolean {
  return !served.has(owner) && (refused.get(owner)?.length ?? 0) >= ALL_ALIKE;
}

function mustBeToldApart(write: Write, error: unknown): boolean {
  if (!(error instanceof ApiError) || !MAY_BE_ONE_INSTANCE.has(error.kind) || !error.concernsInstances) return false;
  return write.isRepeated || !LOOKS_AGAIN.has(error.kind);
}
