import type * as pulumi from "@pulumi/pulumi";
import type { FoundInstance } from "../provider/lookups/found.js";
import type { Filter, InstanceQuery } from "../provider/lookups/query.js";
import type { FromOutputs } from "./lookups/fromOutputs.js";
import { type LookupOutputOptions, lookUp, lookUpOutput, remembered } from "./lookups/lookUp.js";

/** What `getInstances` looks for: an instance is found where all that is given holds. An empty list finds nothing. */
export interface GetInstancesArgs {
  /**
   * The region to look in, such as `ap-guangzhou`.
   *
   * @default the stack's `tencentcloud:region`, else the variable `TENCENTCLOUD_REGION`, else an error
   */
  region?: string;
  /**
   * Only these instances, each `lhins-` and 8 characters of a-z and 0-9. One that does not exist in the region is an
   * error that names it.
   */
  instanceIds?: string[];
  /**
   * Only instances with all of these tags: by key the value, or several values of which it has one. Values are compared
   * exactly. For a key with any value give the filter `tag-key`.
   */
  tags?: Record<string, string | string[]>;
  /**
   * Only instances in one of these states.
   *
   * An association of what is found follows it: with `["RUNNING"]` an instance that happens to be down at the next
   * `pulumi up`, be it for a restart, loses its keys. Name `STOPPED`, `STARTING`, `STOPPING` and `REBOOTING` too, and
   * left out is what can take no key, such as `SHUTDOWN`, an instance that has expired.
   */
  states?: InstanceState[];
  /** Only instances with this kind of system. Windows takes no key pairs. */
  platformType?: "LINUX_UNIX" | "WINDOWS";
  /**
   * Filters as the API names them: `instance-name`, `private-ip-address`, `public-ip-address`, `zone`,
   * `instance-state`, `tag-key`, `tag-value`, `tag:KEY`, `bundle-id`. At most 10, with 1 to 100 values each; not
   * together with `instanceIds`.
   *
   * @see DescribeInstances, https://cloud.tencent.com/document/api/1207/47573 (2025)
   */
  filters?: Filter[];
  /**
   * The fewest instances that must be found; fewer are an error that says what was looked for. With 1 a misspelt tag
   * says so by itself; with more, an association of what is found never lets go of most of a fleet by mistake.
   *
   * @default 0
   */
  atLeast?: number;
}

/** InstanceState of the API. */
export type InstanceState =
  | "PENDING"
  | "LAUNCH_FAILED"
  | "RUNNING"
  | "STOPPED"
  | "STARTING"
  | "STOPPING"
  | "REBOOTING"
  | "SHUTDOWN"
  | "TERMINATING"
  | "DELETING"
  | "FREEZING"
  | "ENTER_RESCUE_MODE"
  | "RESCUE_MODE"
  | "EXIT_RESCUE_MODE";

/** As `GetInstancesArgs`, from values that may be outputs, or hold some. */
export type GetInstancesOutputArgs = FromOutputs<GetInstancesArgs>;

/** What `getInstances` found. */
export interface GetInstancesResult {
  /** The region that was looked in. */
  region: string;
  /** The ids, sorted: for `instanceIds` of a `KeyPairAssociation`. */
  instanceIds: string[];
  /** More of each instance, in the same order. */
  instances: FoundInstance[];
}

const INSTANCES = remembered<GetInstancesArgs, GetInstancesResult>({
  name: "getInstances",
  ask: async (lookups, args) => {
    const query: InstanceQuery = args;
    const { region, rows } = await lookups.instances(query);
    return { region, instanceIds: rows.map(({ instanceId }) => instanceId), instances: rows };
  },
});

/**
 * Looks up which Lighthouse instances there are: all of a region, or those of some ids, tags, states or filters.
 *
 * Nothing is created or bound. It looks when the program runs, in a preview as in an update, with the credentials that
 * the provider has; what the same run creates may or may not be found. The same arguments are asked for once in a run.
 * All pages are read, and the ids are sorted, so that the same instances give the same list.
 *
 * Where nothing matches the list is empty, and a `KeyPairAssociation` of an empty list is refused without a call that
 * writes: nobody loses a key for a misspelt tag. `atLeast` says so sooner.
 *
 * @example
 * ```ts
 * const web = await getInstances({ tags: { role: "web" }, platformType: "LINUX_UNIX", atLeast: 1 });
 * const access = new KeyPairAssociation("web", { keyIds: ["lhkp-f7rjie1q"], instanceIds: web.instanceIds });
 * ```
 *
 * @throws `RunError` where an argument is wrong, an id does not exist, fewer than `atLeast` are found, the service
 * refuses, or credentials or the region are missing
 * @public
 */
export function getInstances(args: GetInstancesArgs = {}): Promise<GetInstancesResult> {
  return lookUp(INSTANCES, args);
}

/**
 * As `getInstances`, from arguments that may be outputs, and with an output as its result.
 *
 * In a preview without credentials, as of a fork in CI, the result is unknown and a warning says why; an update without
 * credentials fails.
 *
 * @example
 * ```ts
 * const access = new KeyPairAssociation("web", {
 *   keyIds: ["lhkp-f7rjie1q"],
 *   instanceIds: getInstancesOutput({ tags: { role: "web" } }).instanceIds,
 * });
 * ```
 *
 * @public
 */
export function getInstancesOutput(
  args: GetInstancesOutputArgs = {},
  opts: LookupOutputOptions = {},
): pulumi.Output<GetInstancesResult> {
  return lookUpOutput(INSTANCES, args, opts);
}
