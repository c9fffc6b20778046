import { ApiError } from "../../../provider/apiError.js";
import type { FoundInstance, FoundKeyPair } from "../../../provider/lookups/found.js";
import type { Listings, Page, PageRequest } from "../../../provider/lookups/listings.js";
import { REGION } from "../ids.js";

/** Most rows of one page. */
const PAGE = 100;

/** A region whose lists a test writes down, and which notes what it was asked. It does not filter. */
export class ScriptedListings implements Listings {
  readonly requests: PageRequest[] = [];
  /** Codes with which the next calls are refused, one each. */
  readonly refusals: string[] = [];

  constructor(
    private readonly there: { instances?: readonly FoundInstance[]; keyPairs?: readonly FoundKeyPair[] } = {},
  ) {}

  async instances(request: PageRequest): Promise<Page<FoundInstance>> {
    return this.page("DescribeInstances", request, this.there.instances ?? [], ({ instanceId }) => instanceId);
  }

  async keyPairs(request: PageRequest): Promise<Page<FoundKeyPair>> {
    return this.page("DescribeKeyPairs", request, this.there.keyPairs ?? [], ({ keyId }) => keyId);
  }

  /** As the service has it: an unknown instance refuses the whole call, an unknown key pair has no row. */
  private page<Row>(action: string, request: PageRequest, all: readonly Row[], idOf: (row: Row) => string): Page<Row> {
    this.requests.push(request);
    const code = this.refusals.shift();
    if (code !== undefined) throw refused(action, code);
    const { ids, offset } = request;
    const listed = ids ? all.filter((row) => ids.includes(idOf(row))) : all;
    if (ids && action === "DescribeInstances" && listed.length < ids.length) {
      throw refused(action, "ResourceNotFound.InstanceIdNotFound");
    }
    return { rows: listed.slice(offset, offset + PAGE), total: listed.length };
  }
}

function refused(action: string, code: string): ApiError {
  return new ApiError({ action, region: REGION, code, requestId: "request-1", message: "refused" });
}
