import { ApiError, isPassing } from "./apiError.js";
import { Batcher } from "./batcher.js";
import type { Clock } from "./clock.js";
import type { ErrorKind } from "./errorTable.js";
import type { Looks } from "./inspection.js";
import { InstanceLocks } from "./instanceLocks.js";
import {
  type DeniedAction,
  type Instance,
  type KeyPair,
  type Lighthouse,
  MAX_IDS_PER_REQUEST,
  type Reads,
} from "./lighthouse.js";
import { limitedReads } from "./limitedReads.js";
import { chunks } from "./plan.js";
import { Poller } from "./poller.js";
import type { Progress } from "./progress.js";
import type { RateBudgets } from "./rateBudgets.js";
import { WriteSender } from "./writeSender.js";

/** What a read says of one id, apart from that it does not exist. */
type Answer<V> = { value: V } | { error: unknown };

/** For how long reads that come together are gathered. */
const READ_WINDOW_MS = 5;

/**
 * One region of one account, as all associations of this process share it: reads and writes that come together travel
 * together, everybody's waits are served by one poll, and an instance is changed by one association at a time.
 */
export class Region {
  readonly locks = new InstanceLocks();
  /** By instance, who is told what its waits see: the association that holds it. */
  readonly watchers = new Map<string, Pick<Progress, "saw">>();
  readonly writes: WriteSender;
  /**
   * Reads of many ids of which nobody has asked for one by itself: a refusal is everybody's unless it says that something does
   * not exist, so that it costs no more calls than one.
   */
  readonly together: Looks = {
    keyPairs: (ids) => describeAll(ids, this.describingKeyPairs),
    instances: (ids) => describeAll(ids, this.describingInstances),
    deniedActions: (ids) => this.deniedActions(ids),
  };
  private readonly reads: Reads;
  private readonly troubles = new Map<string, ApiError>();
  private readonly instanceReads: Batcher<Answer<Instance>>;
  private readonly keyPairReads: Batcher<Answer<KeyPair>>;
  private readonly poller: Poller;
  private readonly describingInstances: Describing<Instance> = {
    describe: (ids) => this.reads.describeInstances(ids),
    idOf: ({ instanceId }) => instanceId,
    gone: "instanceGone",
  };
  private readonly describingKeyPairs: Describing<KeyPair> = {
    describe: (ids) => this.reads.describeKeyPairs(ids),
    idOf: ({ keyId }) => keyId,
    gone: "keyGone",
  };

  constructor(
    readonly name: string,
    lighthouse: Lighthouse,
    readonly clock: Clock,
    budgets: RateBudgets,
  ) {
    this.reads = limitedReads(lighthouse, budgets, clock, (action, trouble) => {
      if (trouble) this.troubles.set(action, trouble);
      else this.troubles.delete(action);
    });
    const gathering = { clock, windowMs: READ_WINDOW_MS, maxSize: MAX_IDS_PER_REQUEST };
    this.instanceReads = new Batcher(async (ids) => {
      return new Map(await describeEach(ids, this.describingInstances, mayBeOneId));
    }, gathering);
    this.keyPairReads = new Batcher(async (ids) => {
      return new Map(await describeEach(ids, this.describingKeyPairs, mayBeOneId));
    }, gathering);
    this.poller = new Poller((id) => one(id, this.instanceReads), clock);
    this.writes = new WriteSender(lighthouse, budgets, clock);
  }

  /** What reads have failed with since one was answered the last time; undefined where all goes well. */
  get trouble(): ApiError | undefined {
    const [trouble] = this.troubles.values();
    return trouble;
  }

  /** The instances as they are now, by id; those that do not exist are missing. */
  async instances(ids: Iterable<string>): Promise<Map<string, Instance>> {
    return loadAll(ids, this.instanceReads);
  }

  /** The key pairs as they are now, by id; those that do not exist are missing. */
  async keyPairs(ids: Iterable<string>): Promise<Map<string, KeyPair>> {
    return loadAll(ids, this.keyPairReads);
  }

  /** What Lighthouse says it would refuse on these instances. */
  async deniedActions(ids: readonly string[]): Promise<DeniedAction[]> {
    const parts = chunks(ids, MAX_IDS_PER_REQUEST).map((part) => this.reads.describeDeniedActions(part));
    return (await Promise.all(parts)).flat();
  }

  /** The instance as the next poll of the region sees it. */
  nextPoll(instanceId: string): Promise<Instance | undefined> {
    return this.poller.next(instanceId);
  }
}

async function loadAll<V>(ids: Iterable<string>, reads: Batcher<Answer<V>>): Promise<Map<string, V>> {
  const found = new Map<string, V>();
  const load = async (id: string): Promise<void> => {
    const value = await one(id, reads);
    if (value !== undefined) found.set(id, value);
  };
  await Promise.all([...new Set(ids)].map(load));
  return found;
}

async function one<V>(id: string, reads: Batcher<Answer<V>>): Promise<V | undefined> {
  const answer = await reads.load(id);
  if (answer === undefined) return undefined;
  if ("error" in answer) throw answer.error;
  return answer.value;
}

/** How rows of one kind are read. */
interface Describing<V> {
  describe: (ids: readonly string[]) => Promise<V[]>;
  idOf: (row: V) => string;
  /** What an id that does not exist is refused with. */
  gone: ErrorKind;
}

function mayBeOneId(error: ApiError): boolean {
  return error.concernsInstances && !isPassing(error);
}

/**
 * One id may refuse a whole request, and nothing but the message says which: halve until it is alone, so that whoever
 * asked for another id gets an answer. An id that does not exist has none.
 */
async function describeEach<V>(
  ids: readonly string[],
  describing: Describing<V>,
  isOfOneId: (error: ApiError) => boolean,
): Promise<[string, Answer<V>][]> {
  const { describe, idOf, gone } = describing;
  try {
    return (await describe(ids)).map((value) => [idOf(value), { value }]);
  } catch (error) {
    if (!(error instanceof ApiError && isOfOneId(error))) return ids.map((id) => [id, { error }]);
    if (ids.length === 1) return error.kind === gone ? [] : ids.map((id) => [id, { error }]);
    const middle = Math.ceil(ids.length / 2);
    const halves = [ids.slice(0, middle), ids.slice(middle)];
    return (await Promise.all(halves.map((half) => describeEach(half, describing, isOfOneId)))).flat();
  }
}

/** All of many at once; throws what any of them is refused with, but for that it does not exist. */
async function describeAll<V>(ids: Iterable<string>, describing: Describing<V>): Promise<Map<string, V>> {
  const isGone = (error: ApiError): boolean => error.kind === describing.gone;
  const parts = chunks([...ids], MAX_IDS_PER_REQUEST).map((part) => describeEach(part, describing, isGone));
  const found = new Map<string, V>();
  for (const [id, answer] of (await Promise.all(parts)).flat()) {
    if ("error" in answer) throw answer.error;
    found.set(id, answer.value);
  }
  return found;
}
