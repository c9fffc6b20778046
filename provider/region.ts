import { ApiError } from "./apiError.js";
import { Batcher } from "./batcher.js";
import type { Clock } from "./clock.js";
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
import { WriteSender } from "./writeSender.js";

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
  private readonly reads: Reads;
  private readonly instanceReads: Batcher<Instance>;
  private readonly keyPairReads: Batcher<KeyPair>;
  private readonly poller: Poller;

  constructor(
    readonly name: string,
    lighthouse: Lighthouse,
    readonly clock: Clock,
  ) {
    this.reads = limitedReads(lighthouse, clock);
    const gathering = { clock, windowMs: READ_WINDOW_MS, maxSize: MAX_IDS_PER_REQUEST };
    this.instanceReads = new Batcher(async (ids) => {
      const rows = await this.describeKnownInstances(ids);
      return new Map(rows.map((row) => [row.instanceId, row]));
    }, gathering);
    this.keyPairReads = new Batcher(async (ids) => {
      const rows = await this.describeKnownKeyPairs(ids);
      return new Map(rows.map((row) => [row.keyId, row]));
    }, gathering);
    this.poller = new Poller((id) => this.instanceReads.load(id), clock);
    this.writes = new WriteSender(lighthouse, clock);
  }

  /** The instances as they are now, by id; those that do not exist are missing. */
  async instances(ids: Iterable<string>): Promise<Map<string, Instance>> {
    return loadAll(ids, this.instanceReads);
  }

  /** The key pairs as they are now, by id; those that do not exist are missing. */
  async keyPairs(ids: Iterable<string>): Promise<Map<string, KeyPair>> {
    return loadAll(ids, this.keyPairReads);
  }

  /** What Lighthouse says it would refuse on these instances. Nothing where it does not tell. */
  async deniedActions(ids: readonly string[]): Promise<DeniedAction[]> {
    const parts = chunks(ids, MAX_IDS_PER_REQUEST).map((part) => this.reads.describeDeniedActions(part));
    return (await Promise.all(parts.map((part) => part.catch(() => [])))).flat();
  }

  /** The instance as the next poll of the region sees it. */
  nextPoll(instanceId: string): Promise<Instance | undefined> {
    return this.poller.next(instanceId);
  }

  /** One unknown id refuses a whole DescribeInstances, and nothing but the message says which: halve until it is alone. */
  private describeKnownInstances(ids: string[]): Promise<Instance[]> {
    return withoutUnknown(ids, "instanceGone", (part) => this.reads.describeInstances(part));
  }

  private describeKnownKeyPairs(ids: string[]): Promise<KeyPair[]> {
    return withoutUnknown(ids, "keyGone", (part) => this.reads.describeKeyPairs(part));
  }
}

async function loadAll<V>(ids: Iterable<string>, reads: Batcher<V>): Promise<Map<string, V>> {
  const found = new Map<string, V>();
  const load = async (id: string): Promise<void> => {
    const value = await reads.load(id);
    if (value !== undefined) found.set(id, value);
  };
  await Promise.all([...new Set(ids)].map(load));
  return found;
}

async function withoutUnknown<T>(
  ids: string[],
  kind: "instanceGone" | "keyGone",
  describe: (ids: string[]) => Promise<T[]>,
): Promise<T[]> {
  try {
    return await describe(ids);
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== kind) throw error;
    if (ids.length <= 1) return [];
    const middle = Math.ceil(ids.length / 2);
    const halves = [ids.slice(0, middle), ids.slice(middle)];
    return (await Promise.all(halves.map((half) => withoutUnknown(half, kind, describe)))).flat();
  }
}
