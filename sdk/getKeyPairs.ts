import type * as pulumi from "@pulumi/pulumi";
import type { FoundKeyPair } from "../provider/lookups/found.js";
import type { Filter, KeyPairQuery } from "../provider/lookups/query.js";
import type { FromOutputs } from "./lookups/fromOutputs.js";
import { type LookupOutputOptions, lookUp, lookUpOutput, remembered } from "./lookups/lookUp.js";

/** What `getKeyPairs` looks for: a key pair is found where all that is given holds. An empty list finds nothing. */
export interface GetKeyPairsArgs {
  /**
   * The region to look in, such as `ap-guangzhou`: a key pair belongs to one.
   *
   * @default the stack's `tencentcloud:region`, else the variable `TENCENTCLOUD_REGION`, else an error
   */
  region?: string;
  /**
   * Only these key pairs, each `lhkp-` and 8 characters of a-z and 0-9. One that does not exist in the region is an
   * error that names it.
   */
  keyIds?: string[];
  /** Only key pairs with one of these names, compared exactly. */
  keyNames?: string[];
  /**
   * Only key pairs with all of these tags: by key the value, or several values of which it has one. Values are compared
   * exactly. Tags of key pairs are documented of late and were not observed.
   */
  tags?: Record<string, string | string[]>;
  /**
   * Filters as the API names them: `key-id`, `key-name` (also finds names that are alike), `tag-key`, `tag-value`,
   * `tag:KEY`. At most 10, with 1 to 5 values each; not together with `keyIds`.
   *
   * @see DescribeKeyPairs, https://cloud.tencent.com/document/api/1207/55540 (2025)
   */
  filters?: Filter[];
  /** The fewest key pairs that must be found; fewer are an error that says what was looked for. @default 0 */
  atLeast?: number;
}

/** As `GetKeyPairsArgs`, from values that may be outputs, or hold some. */
export type GetKeyPairsOutputArgs = FromOutputs<GetKeyPairsArgs>;

/** What `getKeyPairs` found. */
export interface GetKeyPairsResult {
  /** The region that was looked in. */
  region: string;
  /** The ids, sorted: for `keyIds` of a `KeyPairAssociation`. */
  keyIds: string[];
  /** More of each key pair, in the same order; never a private key. */
  keyPairs: FoundKeyPair[];
}

const KEY_PAIRS = remembered<GetKeyPairsArgs, GetKeyPairsResult>({
  name: "getKeyPairs",
  ask: async (lookups, args) => {
    const query: KeyPairQuery = args;
    const { region, rows } = await lookups.keyPairs(query);
    return { region, keyIds: rows.map(({ keyId }) => keyId), keyPairs: rows };
  },
});

/**
 * Looks up which SSH key pairs Lighthouse has: all of a region, or those of some ids, names, tags or filters. As for the
 * rest, see `getInstances`.
 *
 * @example
 * ```ts
 * const team = await getKeyPairs({ keyNames: ["alice", "bob"], atLeast: 2 });
 * const access = new KeyPairAssociation("web", { keyIds: team.keyIds, instanceIds: ["lhins-ruy9d2tw"] });
 * ```
 *
 * @throws `RunError` as `getInstances` does
 * @public
 */
export function getKeyPairs(args: GetKeyPairsArgs = {}): Promise<GetKeyPairsResult> {
  return lookUp(KEY_PAIRS, args);
}

/**
 * As `getKeyPairs`, from arguments that may be outputs, and with an output as its result; in a preview without
 * credentials it is unknown, as that of `getInstancesOutput` is.
 *
 * @public
 */
export function getKeyPairsOutput(
  args: GetKeyPairsOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetKeyPairsResult> {
  return lookUpOutput(KEY_PAIRS, args, opts);
}
