/**
 * The lists of Lighthouse over the wire: like `lighthouseApi.ts`, which makes the calls, a file where the names of the
 * wire (`InstanceSet`) and ours (`instances`) meet.
 */
import type * as wire from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_models.js";
import { MAX_IDS_PER_REQUEST } from "../lighthouse.js";
import type { LighthouseApi } from "../lighthouseApi.js";
import type { FoundInstance, FoundKeyPair } from "./found.js";
import type { Listings, Page, PageRequest } from "./listings.js";

/** What every list answers with. */
interface ListReply {
  TotalCount?: number;
  RequestId?: string;
}

/** Lists what is in the region of a client. */
export class LighthouseListings implements Listings {
  constructor(private readonly api: LighthouseApi) {}

  async instances({ ids, ...request }: PageRequest): Promise<Page<FoundInstance>> {
    const action = "DescribeInstances";
    const sent = { ...paged(request), ...(ids && { InstanceIds: [...ids] }) };
    const reply = await this.api.call<wire.DescribeInstancesResponse>(action, sent);
    return this.page(action, reply, reply.InstanceSet, foundInstanceFrom);
  }

  async keyPairs({ ids, ...request }: PageRequest): Promise<Page<FoundKeyPair>> {
    const action = "DescribeKeyPairs";
    const sent = { ...paged(request), ...(ids && { KeyIds: [...ids] }) };
    const reply = await this.api.call<wire.DescribeKeyPairsResponse>(action, sent);
    return this.page(action, reply, reply.KeyPairSet, foundKeyPairFrom);
  }

  private page<WireRow, Row>(
    action: string,
    reply: ListReply,
    list: WireRow[] | null | undefined,
    from: (row: WireRow) => Row | undefined,
  ): Page<Row> {
    const rows = this.api.listIn(action, reply, list).map(from);
    const { TotalCount: total, RequestId } = reply;
    // A row that lacks its id would be taken for one that is missing from the list.
    if (typeof total !== "number" || rows.includes(undefined)) throw this.api.brokenReply(action, RequestId);
    return { total, rows: rows.filter((row) => row !== undefined) };
  }
}

function paged({ filters, offset }: Omit<PageRequest, "ids">): object {
  const named = filters?.map(({ name, values }) => ({ Name: name, Values: [...values] }));
  return { Limit: MAX_IDS_PER_REQUEST, Offset: offset, ...(named && { Filters: named }) };
}

function foundInstanceFrom(row: wire.Instance): FoundInstance | undefined {
  if (!row.InstanceId) return undefined;
  return {
    instanceId: row.InstanceId,
    ...(row.InstanceName && { instanceName: row.InstanceName }),
    ...(row.InstanceState && { state: row.InstanceState }),
    ...(row.PlatformType && { platformType: row.PlatformType }),
    ...(row.Platform && { platform: row.Platform }),
    ...(row.OsName && { osName: row.OsName }),
    ...(row.Zone && { zone: row.Zone }),
    ...(row.BundleId && { bundleId: row.BundleId }),
    ...(row.BlueprintId && { blueprintId: row.BlueprintId }),
    publicAddresses: row.PublicAddresses ?? [],
    privateAddresses: row.PrivateAddresses ?? [],
    keyIds: [...(row.LoginSettings?.KeyIds ?? [])].sort(),
    tags: tagsFrom(row.Tags),
    ...(row.CreatedTime && { createdTime: row.CreatedTime }),
    ...(row.ExpiredTime && { expiredTime: row.ExpiredTime }),
  };
}

function foundKeyPairFrom(row: wire.KeyPair): FoundKeyPair | undefined {
  if (!row.KeyId) return undefined;
  const { AssociatedInstanceIds, AssociatedInstanceSet } = row;
  const instanceIds = AssociatedInstanceIds ?? AssociatedInstanceSet?.flatMap(({ InstanceId }) => InstanceId ?? []);
  return {
    keyId: row.KeyId,
    ...(row.KeyName && { keyName: row.KeyName }),
    ...(row.PublicKey && { publicKey: row.PublicKey }),
    associatedInstanceIds: [...(instanceIds ?? [])].sort(),
    tags: tagsFrom(row.Tags),
    ...(row.CreatedTime && { createdTime: row.CreatedTime }),
  };
}

/** Sorted by key, so that nothing shows as changed for another order of the same. */
function tagsFrom(tags: readonly wire.Tag[] | null | undefined): Record<string, string> {
  const pairs = (tags ?? []).flatMap(({ Key, Value }): [string, string][] => (Key ? [[Key, Value ?? ""]] : []));
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
