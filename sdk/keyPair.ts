import * as pulumi from "@pulumi/pulumi";
import { timeoutsFrom } from "./customTimeouts.js";
import { declarationOf } from "./declaration.js";
import { KEY_PAIR_PROVIDER_LINE, requireProvider } from "./providerLine.js";
import { shallowStacks } from "./shallowStacks.js";

/** Who made the key of a `KeyPair`: the service (`created`), or somebody else, whose public key it stores (`imported`). */
export type KeyPairOrigin = "created" | "imported";

/** What a `KeyPair` is made of. */
export interface KeyPairArgs {
  /**
   * The public key to store, as one line of OpenSSH: `ssh-rsa AAAA… you@host`. Its form is checked before any call. A
   * change replaces the key pair; the new one is made first. The comment is no part of the key: a change of it alone
   * changes nothing.
   *
   * Lighthouse has each public key once in a region. Where it has it under the declared name already, that pair is
   * adopted; under another name it is refused, and the error says what to do.
   *
   * Documented are keys of the kind `ssh-rsa`; what the service makes of `ssh-ed25519` and `ecdsa-sha2-nistp256` (384,
   * 521) was not observed, and there is a warning.
   *
   * @default none: the service makes an RSA key of 2048 bits, and the private key is the output `privateKey`
   * @see ImportKeyPair, https://cloud.tencent.com/document/api/1207/55539 (2025)
   */
  publicKey?: pulumi.Input<string>;
  /**
   * The name in Lighthouse: 1 to 25 letters, digits and underscores, once in a region. Not with `keyNamePrefix`. A
   * change replaces the key pair; so does a change of the key, which needs another name, since the old pair stays until
   * the new one is bound. A pair with a declared `publicKey` cannot be renamed.
   *
   * @default drawn when the pair is made: `keyNamePrefix` and 7 characters of a-z and 0-9
   */
  keyName?: pulumi.Input<string>;
  /**
   * What a drawn name begins with: 1 to 18 letters, digits and underscores. A change counts for the next name that is
   * drawn.
   *
   * @default the name of the resource, in these characters and cut to 17, and an underscore
   */
  keyNamePrefix?: pulumi.Input<string>;
  /**
   * The region of the key pair, such as `ap-guangzhou`; it is bound to instances of the same region only. Recorded with
   * the pair: a default that changes later moves nothing. A change replaces the pair; the new one is made first.
   *
   * @default the stack's `tencentcloud:region`, else the variable `TENCENTCLOUD_REGION`, else an error
   */
  region?: pulumi.Input<string>;
  /**
   * Tags, at most 10. Lighthouse takes them only when a pair is made: a change is refused until the tags were changed in
   * the console, or replaces the pair where the option `replaceOnChanges` names `tags`. Tags that others put there are
   * left alone.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The properties by which `KeyPair.get` finds a key pair, beside its id. */
export interface KeyPairLookup {
  /** As in `KeyPairArgs`. */
  region?: pulumi.Input<string>;
}

const ARGUMENTS = ["publicKey", "keyName", "keyNamePrefix", "region", "tags"] as const;

/**
 * An SSH key pair of Tencent Cloud Lighthouse: a public key that is stored there, or a key that the service makes.
 *
 * - **create** stores `publicKey`, or has the service make a key, whose private key it shows once: the output
 *   `privateKey`, a secret. Exactly what is declared is adopted where it exists already.
 * - **update** changes time-outs in place, and takes over tags that were changed elsewhere.
 * - **replace**, for another key, name or region, makes the new pair first; an association that names `keyId` binds it
 *   and unbinds the old one, and then the old pair is deleted.
 * - **delete** waits for associations of the same run to unbind the pair, and is refused while anything else is bound.
 * - **refresh** sees a pair that was deleted by hand, and keeps `privateKey`.
 *
 * A call without an answer is looked up before anything is sent again, so there are never two pairs. Where the answer
 * that held a private key is lost, the pair is deleted and made again if its name was drawn; one of a declared name is
 * named in the error.
 *
 * @example
 * ```ts
 * const mine = new KeyPair("mine", { publicKey: fs.readFileSync("id_rsa.pub", "utf8") });
 * const access = new KeyPairAssociation("web", { keyIds: [mine.keyId], instanceIds: ["lhins-ruy9d2tw"] });
 * ```
 *
 * @public
 */
export class KeyPair extends pulumi.CustomResource {
  /** `lhkp-` and 8 characters of a-z and 0-9; for `keyIds` of a `KeyPairAssociation`. Also the id of the resource. */
  declare readonly keyId: pulumi.Output<string>;
  /** The name in Lighthouse, declared or drawn. */
  declare readonly keyName: pulumi.Output<string>;
  /** What the drawn name began with; undefined where the name is declared. */
  declare readonly keyNamePrefix: pulumi.Output<string | undefined>;
  /** One line of OpenSSH, as declared or as the service tells it. */
  declare readonly publicKey: pulumi.Output<string>;
  /** As `ssh-keygen -l` prints it: `SHA256:` and 43 characters. Undefined where the service tells no public key. */
  declare readonly fingerprint: pulumi.Output<string | undefined>;
  /** In PEM, a secret; only of a key that the service made for this resource, otherwise undefined. */
  declare readonly privateKey: pulumi.Output<string | undefined>;
  /** Who made the key. */
  declare readonly origin: pulumi.Output<KeyPairOrigin>;
  /** ISO 8601 in UTC; undefined where the service does not tell it. */
  declare readonly createdTime: pulumi.Output<string | undefined>;
  /** The region in which the pair was made. */
  declare readonly region: pulumi.Output<string>;
  /** As declared; undefined where none were. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The account that the pair belongs to; undefined where the security token service did not tell. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** The version of the form in which the pair is kept in state. */
  declare readonly stateVersion: pulumi.Output<number>;

  /** The type of the resource in URNs and in state. */
  static readonly type = "pulumi-nodejs:dynamic/lighthouse:KeyPair";

  /** Declares a key pair. Throws where an argument or an option is not known to it. */
  constructor(name: string, args: KeyPairArgs = {}, opts: pulumi.CustomResourceOptions = {}) {
    requireProvider(KeyPair.type, name);
    refuseImport(name, opts);
    const timeouts = timeoutsFrom(name, opts.customTimeouts);
    const stacks = shallowStacks();
    try {
      super(
        KeyPair.type,
        name,
        {
          ...knownArguments(name, args),
          ...(timeouts && { timeouts }),
          // Declared so that they exist as outputs.
          ...Object.fromEntries(OUTPUTS.map((output) => [output, undefined])),
          __provider: KEY_PAIR_PROVIDER_LINE,
          // A resource that is only read is not checked, and nothing would take it out of the state again.
          ...(opts.id === undefined && { __declaration: toldOf(name, opts) }),
        },
        pulumi.mergeOptions(opts, { additionalSecretOutputs: ["privateKey"] }),
      );
    } catch (error) {
      throw stacks.withCallers(error);
    } finally {
      stacks.end();
    }
  }

  /**
   * Looks up a key pair that exists already, without managing it. Its private key is not to be had.
   *
   * @param id `lhkp-` and 8 characters of a-z and 0-9
   * @throws where there is none of this id in the region
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    lookup: KeyPairLookup = {},
    opts?: pulumi.CustomResourceOptions,
  ): KeyPair {
    return new KeyPair(name, lookup, { ...opts, id });
  }
}

const OUTPUTS = ["keyId", "fingerprint", "privateKey", "origin", "createdTime", "accountId", "stateVersion"] as const;

/** What the provider is told beside the inputs; the last makes changes possible that need the old pair gone. */
async function toldOf(name: string, opts: pulumi.CustomResourceOptions): Promise<object> {
  const told = await declarationOf(KeyPair.type, name, opts);
  return opts.deleteBeforeReplace === true ? { ...told, deleteBeforeReplace: true } : told;
}

function knownArguments(name: string, args: KeyPairArgs): pulumi.Inputs {
  const known: readonly string[] = ARGUMENTS;
  for (const argument of Object.keys(args)) {
    if (known.includes(argument)) continue;
    throw new pulumi.RunError(
      `KeyPair ${JSON.stringify(name)} has no argument ${JSON.stringify(argument)}; it takes ${known.join(", ")}.`,
    );
  }
  return Object.fromEntries(ARGUMENTS.map((argument) => [argument, args[argument]]));
}

function refuseImport(name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import === undefined) return;
  throw new pulumi.RunError(
    `KeyPair ${JSON.stringify(name)} cannot be imported, and need not be: leave out the option import, declare the public key and the name that the pair has, and pulumi up adopts it without changing it.`,
  );
}
