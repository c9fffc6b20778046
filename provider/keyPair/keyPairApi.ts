/**
 * The key pairs of Lighthouse over the wire: like `lighthouseApi.ts`, which makes the calls, a file where the names of
 * the wire (`KeyName`) and ours (`keyName`) meet.
 */
import type * as wire from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_models.js";
import { ApiError } from "../apiError.js";
import type { LighthouseApi } from "../lighthouseApi.js";
import type { FoundKeyPair } from "../lookups/found.js";
import { LighthouseListings } from "../lookups/lighthouseListings.js";
import type { Page, PageRequest } from "../lookups/listings.js";
import type { KeyPairCalls, MadeKeyPair, NewKeyPair, Quota } from "./calls.js";

/** What the quota of key pairs is called (API page of DescribeGeneralResourceQuotas, 2025). */
const QUOTA = "USER_KEY_PAIR";

/** Calls what a `KeyPair` needs, in the region of a client. */
export class KeyPairApi implements KeyPairCalls {
  private readonly listings: LighthouseListings;

  constructor(
    private readonly api: LighthouseApi,
    private readonly region: string,
  ) {
    this.listings = new LighthouseListings(api);
  }

  keyPairs(request: PageRequest): Promise<Page<FoundKeyPair>> {
    return this.listings.keyPairs(request);
  }

  async quota(): Promise<Quota | undefined> {
    const action = "DescribeGeneralResourceQuotas";
    const request: wire.DescribeGeneralResourceQuotasRequest = { ResourceNames: [QUOTA] };
    const reply = await this.api.call<wire.DescribeGeneralResourceQuotasResponse>(action, request);
    const row = (reply.GeneralResourceQuotaSet ?? []).find(({ ResourceName }) => ResourceName === QUOTA);
    const { ResourceQuotaAvailable: available, ResourceQuotaTotal: total } = row ?? {};
    return typeof available === "number" && typeof total === "number" ? { available, total } : undefined;
  }

  async importKeyPair({ keyName, publicKey, tags }: NewKeyPair & { publicKey: string }): Promise<string> {
    const action = "ImportKeyPair";
    const request: wire.ImportKeyPairRequest = { KeyName: keyName, PublicKey: publicKey, ...tagged(tags) };
    const { KeyId, RequestId } = await this.api.call<wire.ImportKeyPairResponse>(action, request);
    if (!KeyId) throw this.api.brokenReply(action, RequestId);
    return KeyId;
  }

  async createKeyPair({ keyName, tags }: NewKeyPair): Promise<MadeKeyPair> {
    const action = "CreateKeyPair";
    const request: wire.CreateKeyPairRequest = { KeyName: keyName, ...tagged(tags) };
    const reply = await this.api.call<wire.CreateKeyPairResponse>(action, request).catch((error: unknown) => {
      throw this.withoutBody(action, error);
    });
    const { KeyId, PublicKey, PrivateKey } = reply.KeyPair ?? {};
    if (!KeyId || !PrivateKey || PrivateKey === "null") throw this.api.brokenReply(action, reply.RequestId);
    return { keyId: KeyId, publicKey: PublicKey?.trim() ?? "", privateKey: PrivateKey };
  }

  async deleteKeyPair(keyId: string): Promise<void> {
    const request: wire.DeleteKeyPairsRequest = { KeyIds: [keyId] };
    const reply = await this.api.call<wire.DeleteKeyPairsResponse>("DeleteKeyPairs", request);
    if (!reply.RequestId) throw this.api.brokenReply("DeleteKeyPairs", reply.RequestId);
  }

  /** The words of a parser may quote from a body that it cannot read, and in this one stands a private key. */
  private withoutBody(action: string, error: unknown): unknown {
    const mayQuote = error instanceof ApiError && error.code === undefined && error.kind === "unknown";
    if (!mayQuote || !/JSON|body/i.test(error.message)) return error;
    return new ApiError({ action, region: this.region, message: "the answer could not be read" });
  }
}

function tagged(tags: Readonly<Record<string, string>>): { Tags?: wire.Tag[] } {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length > 0 ? { Tags: list } : {};
}
