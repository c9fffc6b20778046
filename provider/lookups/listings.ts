import type { FoundInstance, FoundKeyPair } from "./found.js";
import type { Filter } from "./query.js";

/** One page of a list that is asked for: by ids, by filters, or of all there is. */
export interface PageRequest {
  /** At most 100; excludes filters. */
  ids?: readonly string[];
  filters?: readonly Filter[];
  /** How many rows come before this page. */
  offset: number;
}

/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** How many rows the whole list has, as the service counts it now. */
  total: number;
}

/** The lists of one region, one call a page. Throws `ApiError`. */
export interface Listings {
  instances(request: PageRequest): Promise<Page<FoundInstance>>;
  keyPairs(request: PageRequest): Promise<Page<FoundKeyPair>>;
}
