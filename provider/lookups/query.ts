/** A filter of the API: what passes has one of the values. */
export interface Filter {
  /** As the API names it, such as `zone`, `bundle-id` or `tag:role`. */
  name: string;
  /** What is looked for: one of them is enough. */
  values: string[];
}

/** What a look-up of either kind asks for. */
export interface Query {
  /** @default the stack's `tencentcloud:region`, else the variable `TENCENTCLOUD_REGION`, else an error */
  region?: string;
  filters?: Filter[];
  /** By key, the one value that is wanted, or several of which one is. */
  tags?: Record<string, string | string[]>;
  /** The fewest that must be found. @default 0 */
  atLeast?: number;
}

/** What `getInstances` asks for: all that is given must hold. */
export interface InstanceQuery extends Query {
  instanceIds?: string[];
  states?: string[];
  platformType?: string;
}

/** What `getKeyPairs` asks for: all that is given must hold. */
export interface KeyPairQuery extends Query {
  keyIds?: string[];
  keyNames?: string[];
}
