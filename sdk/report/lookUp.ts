import { ApiError } from "../../provider/apiError.js";
import { type Instance, type KeyPair, MAX_IDS_PER_REQUEST, type Reads } from "../../provider/lighthouse.js";
import { chunks } from "../../provider/plan.js";
import { accessOf } from "./access.js";
import type { AssociationStep } from "./associationStep.js";
import { Live } from "./live.js";

/** The calls that a look-up makes. */
export type LookUpCalls = Pick<Reads, "describeInstances" | "describeKeyPairs">;

/** How Lighthouse is reached. Nothing is called before something is to be looked at. */
export interface Sight {
  /** Reaches one region. */
  connect: (region: string) => LookUpCalls;
  /** The account of the credentials; undefined where it cannot be told. Never rejects. */
  accountId: () => Promise<string | undefined>;
}

/** What was seen. */
export interface Seen {
  /** By region. */
  regions: ReadonlyMap<string, Live>;
  /** What could not be looked at, and why; a sentence each. */
  notes: string[];
}

/** Whether the associations of a provider are those of the credentials at hand: an explicit one has its own. */
export function isDefaultProvider(provider: string): boolean {
  return provider === "" || /::default[^:]*$/.test(provider);
}

/**
 * Looks at what the steps are about: in each region, one DescribeKeyPairs for each 100 keys, and one DescribeInstances
 * for each 100 instances on which something changes. No call is repeated. Never throws: what fails is told in a note.
 */
export async function lookUp(steps: readonly AssociationStep[], sight: Sight): Promise<Seen> {
  const notes: string[] = [];
  const regions = new Map<string, Live>();
  const foreign = steps.filter(({ provider }) => !isDefaultProvider(provider));
  if (foreign.length > 0) {
    notes.push(
      `Not looked at: what ${countedProviders(foreign)} of its own serves, whose credentials are not known here.`,
    );
  }
  const ours = steps.filter(({ provider }) => isDefaultProvider(provider));
  const mismatch = await otherAccount(ours, sight);
  if (mismatch !== undefined) return { regions, notes: [...notes, mismatch] };
  for (const region of new Set(ours.flatMap((step) => step.region ?? []))) {
    const seen = await lookAtRegion(
      region,
      ours.filter((step) => step.region === region),
      sight.connect(region),
    );
    notes.push(...seen.notes);
    regions.set(region, seen.live);
  }
  return { regions, notes };
}

async function otherAccount(steps: readonly AssociationStep[], sight: Sight): Promise<string | undefined> {
  const recorded = new Set(steps.flatMap(({ before }) => before?.accountId ?? []));
  if (recorded.size === 0) return undefined;
  const account = await sight.accountId();
  if (account === undefined || recorded.has(account)) return undefined;
  return `Lighthouse was not looked at: the credentials are those of account ${account}, and the associations were made in ${[...recorded].join(", ")}.`;
}

async function lookAtRegion(
  region: string,
  steps: readonly AssociationStep[],
  calls: LookUpCalls,
): Promise<{ live: Live; notes: string[] }> {
  const keyPairs = new Map<string, KeyPair | undefined>();
  const instances = new Map<string, Instance | undefined>();
  const live = new Live({ keyPairs, instances });
  const { instances: asRecorded } = accessOf(steps);
  const keyIds = new Set(asRecorded.flatMap(({ pairs }) => [...pairs.keys()]));
  try {
    await inBatches(
      [...keyIds],
      (ids) => calls.describeKeyPairs(ids),
      ({ keyId }) => keyId,
      keyPairs,
    );
    if (keyIds.size > 0 && [...keyPairs.values()].every((keyPair) => keyPair === undefined)) {
      keyPairs.clear();
      return {
        live,
        notes: [`${region} was not looked at: none of the key pairs is found there with these credentials.`],
      };
    }
    const changed = accessOf(steps, () => live).instances.filter(({ operations }) => operations.length > 0);
    await inBatches(
      surestFirst(
        changed.map(({ instanceId }) => instanceId),
        keyPairs,
      ),
      (ids) => calls.describeInstances(ids),
      ({ instanceId }) => instanceId,
      instances,
    );
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { live, notes: [noteOn(error, region)] };
  }
  return { live, notes: [] };
}

/** One unknown id refuses a whole call: instances that surely exist, since a key is bound to them, go first. */
function surestFirst(instanceIds: string[], keyPairs: ReadonlyMap<string, KeyPair | undefined>): string[] {
  const bound = new Set([...keyPairs.values()].flatMap((keyPair) => [...(keyPair?.instanceIds ?? [])]));
  return [...instanceIds.filter((id) => bound.has(id)), ...instanceIds.filter((id) => !bound.has(id))];
}

async function inBatches<T>(
  ids: readonly string[],
  describe: (ids: readonly string[]) => Promise<T[]>,
  idOf: (row: T) => string,
  found: Map<string, T | undefined>,
): Promise<void> {
  for (const batch of chunks(ids, MAX_IDS_PER_REQUEST)) {
    const rows = new Map((await describe(batch)).map((row) => [idOf(row), row]));
    for (const id of batch) found.set(id, rows.get(id));
  }
}

function noteOn(error: Error, region: string): string {
  const why =
    error instanceof ApiError && error.kind === "instanceGone" ? "one of the instances does not exist there. " : "";
  return `Not everything in ${region} could be looked at: ${why}${error.message}`;
}

function countedProviders(steps: readonly AssociationStep[]): string {
  const count = new Set(steps.map(({ provider }) => provider)).size;
  return count === 1 ? "a provider" : `each of ${count} providers`;
}
