import { integer, optional, type Parameter } from "../protocol/parameters";

/** @see CN-API DescribeInstances and DescribeKeyPairs: Limit is 20 unless given, at most 100 */
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const MAX_OFFSET = 2 ** 31 - 1;

/** The paging parameters that every listing takes. */
export const PAGING: { Offset: Parameter<number | undefined>; Limit: Parameter<number | undefined> } = {
  Offset: optional(integer(0, MAX_OFFSET)),
  Limit: optional(integer(1, MAX_LIMIT)),
};

/** The page that a call asks for. Paging holds for listings by id as well. */
export function page<T>(all: readonly T[], paging: { Offset: number | undefined; Limit: number | undefined }): T[] {
  const offset = paging.Offset ?? 0;
  return all.slice(offset, offset + (paging.Limit ?? DEFAULT_LIMIT));
}
