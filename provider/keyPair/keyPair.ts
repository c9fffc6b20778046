/**
 * How a `KeyPair` is named between the engine and this provider: its inputs as `check` returns them, and its outputs as
 * they are kept in state.
 */
import type { Timeouts } from "../association.js";

/** Who made the key: the service, which then shows the private key once; or somebody else, whose public key is stored. */
export type Origin = "created" | "imported";

/** What a program declares, complete and checked. */
export interface KeyPairInputs {
  /** The name in Lighthouse; absent where one is to be drawn. */
  keyName?: string;
  /** What a drawn name begins with; absent where the name is declared. */
  keyNamePrefix?: string;
  /** One line of OpenSSH; absent where the service is to make the key. */
  publicKey?: string;
  region: string;
  tags?: Record<string, string>;
  timeouts?: Timeouts;
}

/** What is kept in state. */
export interface KeyPairState extends KeyPairInputs {
  stateVersion: number;
  /** `lhkp-` and 8 characters of a-z and 0-9; the id of the resource as well. */
  keyId: string;
  keyName: string;
  origin: Origin;
  /** As `ssh-keygen -l` prints it: `SHA256:` and base64; absent where the service does not tell the public key. */
  fingerprint?: string;
  /** In PEM; only of a key that the service has made. Encrypted in state. */
  privateKey?: string;
  /** ISO 8601 in UTC, as the service tells it. */
  createdTime?: string;
  /** The account that the key pair belongs to, where it could be told. */
  accountId?: string;
}

/** The version of the shape above. */
export const KEY_PAIR_STATE_VERSION = 1;
