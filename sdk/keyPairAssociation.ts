import * as pulumi from "@pulumi/pulumi";
import { timeoutsFrom } from "./customTimeouts.js";
import { declarationOf } from "./declaration.js";
import { ToldLater } from "./programFile.js";
import { PROVIDER_LINE, requireProvider } from "./providerLine.js";
import { shallowStacks } from "./shallowStacks.js";

/** How Lighthouse binds or unbinds: `ONLINE` leaves a running instance up, `OFFLINE` shuts it down. */
export type AssociateType = "ONLINE" | "OFFLINE";

/** What becomes of the power state of an instance that a change shuts down. */
export type Power = "asFound" | "running" | "leave";

/** What is bound on one instance through an association. */
export interface Binding {
  /** `lhins-` and 8 characters of a-z and 0-9. */
  instanceId: string;
  /** The keys that are bound, each `lhkp-` and 8 characters of a-z and 0-9. */
  keyIds: string[];
  /** The user on the instance that the keys were bound for; absent where none was named. */
  username?: string;
  /** RequestId of the call that last bound a key here; absent where all keys were bound already. */
  requestId?: string;
}

/** What a `KeyPairAssociation` is made of. */
export interface KeyPairAssociationArgs {
  /**
   * The key pairs to bind: each of them to each of the instances. 1 to 100 ids, none twice, in any order; each is
   * `lhkp-` and 8 characters of a-z and 0-9. A change binds what is new, then unbinds what is left out, in place.
   *
   * Errors: an id that is malformed, named twice, or a CVM key pair's (`skey-`) is refused by `check`; one that does
   * not exist in the region is refused before anything is called that changes something.
   *
   * @see AssociateInstancesKeyPairs, https://cloud.tencent.com/document/api/1207/55544 (2025)
   */
  keyIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The instances to bind to. At least one id, none twice, in any order; each is `lhins-` and 8 characters of a-z and
   * 0-9. More than 100 are asked for in several requests. A change is made in place.
   *
   * Errors: as for `keyIds`; also an instance that runs Windows, is isolated, or is in rescue mode is refused.
   *
   * @see DescribeInstances, https://cloud.tencent.com/document/api/1207/47573 (2025)
   */
  instanceIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The region of the keys and the instances, such as `ap-guangzhou`: words of a-z and 0-9 with hyphens between them.
   * Recorded with the association: a default that changes later moves nothing. A change replaces the association; the
   * new one is made first.
   *
   * Errors: none anywhere, or one of another form, is refused by `check`; one that Lighthouse does not have is refused
   * by the service with `UnsupportedRegion` at the first call.
   *
   * @see Region among the common parameters of Tencent Cloud's API 3.0
   * @default the stack's `tencentcloud:region`, else the variable `TENCENTCLOUD_REGION`, else an error
   */
  region?: pulumi.Input<string>;
  /**
   * Whether Lighthouse may shut a running instance down to bind or unbind (`OFFLINE`), or does it on the running
   * instance (`ONLINE`, through the agent on it). A change alone calls nothing: it counts from the next bind or unbind on.
   *
   * Errors: anything else is refused by `check`.
   *
   * `ONLINE` is documented for the mainland service and was not observed; an endpoint that does not know it refuses with
   * `UnknownParameter`.
   *
   * @default not sent: the service decides, which is documented as a shutdown
   */
  associateType?: pulumi.Input<AssociateType>;
  /**
   * The user on the instances to bind for, such as `root`: a text that is not empty. A change unbinds under the old name
   * and binds under the new, in place; leaving it out keeps what is bound, and the recorded name is used to unbind.
   *
   * Errors: without `associateType: "ONLINE"` it is refused by `check`, as the service would.
   *
   * @see AssociateInstancesKeyPairs, https://cloud.tencent.com/document/api/1207/55544 (2025)
   * @default not sent: the service decides
   */
  username?: pulumi.Input<string>;
  /**
   * What becomes of the instances that a change shuts down:
   * - `asFound`: one that was running runs again in the end, started by the service or else by us; one that was stopped
   *   stays so
   * - `running`: every declared instance runs in the end, also one that was found stopped
   * - `leave`: nothing is started or stopped by us
   *
   * A change alone calls nothing but, for `running`, the start of what is stopped.
   *
   * Errors: anything else is refused by `check`; an instance that cannot be started fails the change with its id and
   * the service's code, and what was bound is recorded.
   *
   * @see StartInstances of the Lighthouse API
   * @default "asFound"
   */
  power?: pulumi.Input<Power>;
  /**
   * Whether to refuse, before anything is touched, an update or a destroy that would leave an instance without any key,
   * counted over all keys that are bound to it. Where no password was ever set, nobody could log in any more. A change
   * alone calls nothing, in place; to destroy a protected association, first set it to false and run `pulumi up`.
   *
   * Errors: a refusal names the instances that would keep no key; anything but true or false is refused by `check`. It
   * is a rule of this provider: the service knows nothing of it.
   *
   * @default false
   */
  protectLastKey?: pulumi.Input<boolean>;
}

/** The properties by which `KeyPairAssociation.get` finds bindings. */
export interface KeyPairAssociationLookup {
  /** As in `KeyPairAssociationArgs`. */
  keyIds: pulumi.Input<pulumi.Input<string>[]>;
  /** As in `KeyPairAssociationArgs`. */
  instanceIds: pulumi.Input<pulumi.Input<string>[]>;
  /** As in `KeyPairAssociationArgs`. */
  region?: pulumi.Input<string>;
}

const ARGUMENTS = ["keyIds", "instanceIds", "region", "associateType", "username", "power", "protectLastKey"] as const;

/**
 * SSH key pairs bound to Tencent Cloud Lighthouse instances: each key of `keyIds` to each instance of `instanceIds`.
 *
 * - **create** binds what is missing and adopts what is bound already without a call that writes.
 * - **update** binds what is new, confirms it, and only then unbinds what is no longer declared.
 * - **delete** unbinds what this association has bound or adopted, but for pairs that another association of the
 *   program declares.
 * - **refresh** sees each single pair that was bound or unbound by hand.
 *
 * Each succeeds only when the operation of every instance has ended with SUCCESS and the binding shows. Unless
 * `associateType` is `ONLINE`, Lighthouse forces a running instance off to bind or unbind (documented, not observed).
 * While a key is bound, password login is off; when the last key is gone it comes back where a password was ever set.
 *
 * `customTimeouts` in the options say how long create, update and delete may take; 20 minutes each unless given. A
 * time-out is an error and never a success; what was done by then is recorded.
 *
 * The id is `lhkpa-` and 16 characters of a-z and 0-9, drawn at creation; it stays the same across updates. The ids of
 * keys and instances are not treated as secrets: those of a secret list appear in plain text in `bindings`.
 *
 * @example
 * ```ts
 * const access = new KeyPairAssociation("web", {
 *   keyIds: ["lhkp-f7rjie1q"],
 *   instanceIds: ["lhins-ruy9d2tw", "lhins-1a2b3c4d"],
 * });
 * ```
 *
 * @public
 */
export class KeyPairAssociation extends pulumi.CustomResource {
  /** The key pairs, as declared. */
  declare readonly keyIds: pulumi.Output<string[]>;
  /** The instances, as declared. */
  declare readonly instanceIds: pulumi.Output<string[]>;
  /** The region in which the association was made. */
  declare readonly region: pulumi.Output<string>;
  /** As declared; undefined where it was not set. */
  declare readonly associateType: pulumi.Output<AssociateType | undefined>;
  /** As declared; undefined where it was not set. */
  declare readonly username: pulumi.Output<string | undefined>;
  /** As declared, or `asFound`. */
  declare readonly power: pulumi.Output<Power>;
  /** True where it was set. */
  declare readonly protectLastKey: pulumi.Output<boolean | undefined>;
  /** What is bound: one entry for each instance. What diff, update and delete start from. */
  declare readonly bindings: pulumi.Output<Binding[]>;
  /** The account that the bindings belong to; undefined where the security token service did not tell. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** The version of the form in which the association is kept in state. */
  declare readonly stateVersion: pulumi.Output<number>;

  /** The type of the resource in URNs and in state. */
  static readonly type = "pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation";

  /** Declares an association. Throws where an argument or an option is not known to it. */
  constructor(name: string, args: KeyPairAssociationArgs, opts?: pulumi.CustomResourceOptions) {
    requireProvider(KeyPairAssociation.type, name);
    refuseImport(name, opts);
    warnOfPlainSecrets();
    const timeouts = timeoutsFrom(name, opts?.customTimeouts);
    const program = new ToldLater();
    const stacks = shallowStacks();
    try {
      super(
        KeyPairAssociation.type,
        name,
        {
          ...knownArguments(name, args),
          ...(timeouts && { timeouts }),
          // Declared so that they exist as outputs.
          bindings: undefined,
          stateVersion: undefined,
          accountId: undefined,
          __provider: PROVIDER_LINE,
          // A resource that is only read is not checked, and nothing would take it out of the state again.
          ...(opts?.id === undefined && {
            __declaration: declarationOf(KeyPairAssociation.type, name, opts, program.told),
          }),
        },
        opts,
      );
      if (opts?.id === undefined) program.tell(this, { type: KeyPairAssociation.type, name, given: args ?? {}, opts });
    } catch (error) {
      throw stacks.withCallers(error);
    } finally {
      stacks.end();
    }
  }

  /**
   * Looks up bindings that exist already, without managing them: `bindings` holds those of the pairs that are bound.
   *
   * @param id of the documented form: `lhkpa-` and 16 characters of a-z and 0-9
   * @throws where none of the pairs is bound
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    lookup: KeyPairAssociationLookup,
    opts?: pulumi.CustomResourceOptions,
  ): KeyPairAssociation {
    return new KeyPairAssociation(name, lookup, { ...opts, id });
  }
}

let hasWarned = false;

/** Pulumi keeps the configuration of a stack with its state: what is not marked as a secret is plain text there. */
function warnOfPlainSecrets(): void {
  if (hasWarned) return;
  // The SDK exports it and does not declare it.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  for (const key of ["tencentcloud:secretKey", "tencentcloud:securityToken"]) {
    if (pulumi.runtime.getConfig(key) === undefined || isConfigSecret?.(key) !== false) continue;
    hasWarned = true;
    void pulumi.log.warn(`${key} is in plain text in this stack. Run: pulumi config set --secret ${key}`);
  }
}

function knownArguments(name: string, args: KeyPairAssociationArgs): pulumi.Inputs {
  const known: readonly string[] = ARGUMENTS;
  for (const argument of Object.keys(args ?? {})) {
    if (known.includes(argument)) continue;
    throw new pulumi.RunError(
      `KeyPairAssociation ${JSON.stringify(name)} has no argument ${JSON.stringify(argument)}; it takes ${known.join(", ")}.`,
    );
  }
  return Object.fromEntries(ARGUMENTS.map((argument) => [argument, args?.[argument]]));
}

function refuseImport(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.import === undefined) return;
  throw new pulumi.RunError(
    `KeyPairAssociation ${JSON.stringify(name)} cannot be imported, and need not be: leave out the option import, and pulumi up adopts the bindings that exist already without changing them.`,
  );
}
