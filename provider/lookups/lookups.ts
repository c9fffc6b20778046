import { ApiError } from "../apiError.js";
import type { Clock } from "../clock.js";
import { getOrMake } from "../getOrMake.js";
import { MAX_IDS_PER_REQUEST } from "../lighthouse.js";
import { limitedRead } from "../limitedReads.js";
import { chunks } from "../plan.js";
import { RateBudgets } from "../rateBudgets.js";
import type { Problem } from "../validate.js";
import { type Condition, filtersThatFit, instanceConditions, keyPairConditions } from "./conditions.js";
import { everyRow } from "./everyRow.js";
import type { FoundInstance, FoundKeyPair } from "./found.js";
import type { Listings, Page, PageRequest } from "./listings.js";
import { MAX_FILTER_VALUES, problemsWithInstanceQuery, problemsWithKeyPairQuery } from "./problems.js";
import type { InstanceQuery, KeyPairQuery, Query } from "./query.js";

/** A look-up that cannot be made as asked, or did not find what was asked for: what is wrong, and what to do. */
export class LookupRefused extends Error {
  override readonly name = "LookupRefused";
}

/** The outside world, as look-ups are given it. */
export interface LookupWorld {
  clock: Clock;
  /** The region of a look-up that names none; undefined where none is set anywhere. */
  ambientRegion: () => string | undefined;
  /** Reaches one region. Throws where the configuration does not tell how. */
  connect: (region: string) => Listings;
}

/** What was found, sorted by id. */
export interface Found<Row> {
  region: string;
  rows: Row[];
}

/** How one kind of row is listed and named. */
interface Kind<Row> {
  what: string;
  idOf: (row: Row) => string;
  conditions: readonly Condition<Row>[];
  maxValues: number;
  page: (request: PageRequest) => Promise<Page<Row>>;
}

const NO_REGION =
  "region is not set anywhere. Give region, or run: pulumi config set tencentcloud:region ap-guangzhou, or set the variable TENCENTCLOUD_REGION.";

/** What exists, for programs that do not know it beforehand. */
export class Lookups {
  private readonly regions = new Map<string, Listings>();

  constructor(private readonly world: LookupWorld) {}

  /** The instances for which all holds that is asked; throws `LookupRefused`, `ApiError` or what `connect` throws. */
  async instances(query: InstanceQuery): Promise<Found<FoundInstance>> {
    refuse(problemsWithInstanceQuery({ ...query }));
    const { region, listings } = this.listings(query.region);
    const kind: Kind<FoundInstance> = {
      what: "instance",
      idOf: ({ instanceId }) => instanceId,
      conditions: instanceConditions(query),
      maxValues: MAX_FILTER_VALUES.instances,
      page: (request) => listings.instances(request),
    };
    return { region, rows: enough(query, await find(query.instanceIds, region, kind), region, kind) };
  }

  /** The key pairs for which all holds that is asked; throws as `instances` does. */
  async keyPairs(query: KeyPairQuery): Promise<Found<FoundKeyPair>> {
    refuse(problemsWithKeyPairQuery({ ...query }));
    const { region, listings } = this.listings(query.region);
    const kind: Kind<FoundKeyPair> = {
      what: "key pair",
      idOf: ({ keyId }) => keyId,
      conditions: keyPairConditions(query),
      maxValues: MAX_FILTER_VALUES.keyPairs,
      page: (request) => listings.keyPairs(request),
    };
    return { region, rows: enough(query, await find(query.keyIds, region, kind), region, kind) };
  }

  private listings(named: string | undefined): { region: string; listings: Listings } {
    const region = named ?? this.world.ambientRegion();
    if (region === undefined) throw new LookupRefused(NO_REGION);
    const make = (): Listings => limited(this.world.connect(region), this.world.clock);
    return { region, listings: getOrMake(this.regions, region, make) };
  }
}

/** The same lists, called no more often than Lighthouse allows, and again where a call failed in passing. */
function limited(listings: Listings, clock: Clock): Listings {
  const budgets = new RateBudgets(clock);
  const instances = limitedRead("DescribeInstances", budgets, clock);
  const keyPairs = limitedRead("DescribeKeyPairs", budgets, clock);
  return {
    instances: (request) => instances(() => listings.instances(request)),
    keyPairs: (request) => keyPairs(() => listings.keyPairs(request)),
  };
}

async function find<Row>(ids: readonly string[] | undefined, region: string, kind: Kind<Row>): Promise<Row[]> {
  const { idOf, conditions } = kind;
  const listed = ids ? await withIds([...new Set(ids)], region, kind) : await everyRow(pagesOf(kind), idOf);
  const wanted = listed.filter((row) => conditions.every(({ holds }) => holds(row)));
  return wanted.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function pagesOf<Row>({ page, conditions, maxValues }: Kind<Row>): (offset: number) => Promise<Page<Row>> {
  const filters = filtersThatFit(conditions, maxValues);
  return (offset) => page({ offset, ...(filters.length > 0 && { filters }) });
}

/** Throws where one of them does not exist, with the names of all that do not. */
async function withIds<Row>(ids: readonly string[], region: string, kind: Kind<Row>): Promise<Row[]> {
  const { what, idOf, page } = kind;
  const rows = await Promise.all(
    chunks(ids, MAX_IDS_PER_REQUEST).map((part) => everyRow((offset) => page({ ids: part, offset }), idOf)),
  ).catch(async (error: unknown) => {
    if (!(error instanceof ApiError) || !["instanceGone", "keyGone"].includes(error.kind)) throw error;
    // One that does not exist refuses the whole request, and nothing but its message says which.
    return [await everyRow((offset) => page({ offset }), idOf)];
  });
  const byId = new Map(rows.flat().map((row) => [idOf(row), row]));
  const missing = ids.filter((id) => !byId.has(id));
  if (missing.length > 0) {
    const [missingOnes, them] =
      missing.length === 1 ? [`${what} ${missing[0]} does`, "it"] : [`${what}s ${missing.join(", ")} do`, "them"];
    throw new LookupRefused(
      `${missingOnes} not exist in region ${region} for these credentials. Take ${them} out of the list, or name another region.`,
    );
  }
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new LookupRefused(problems.map(({ property, reason }) => `${property} ${reason}`).join(" "));
}

function enough<Row>({ atLeast = 0 }: Query, rows: Row[], region: string, { what, conditions }: Kind<Row>): Row[] {
  if (rows.length >= atLeast) return rows;
  const found = `${rows.length} ${what}${rows.length === 1 ? "" : "s"}`;
  const where = conditions.length === 0 ? "" : ` where ${conditions.map(({ says }) => says).join(" and ")}`;
  throw new LookupRefused(
    `found ${found} in region ${region}${where}, and atLeast asks for ${atLeast}. Check the region and what else is asked for, or lower atLeast.`,
  );
}
