import type { FoundKeyPair } from "../lookups/found.js";
import type { Listings } from "../lookups/listings.js";

/** What a key pair is made with. */
export interface NewKeyPair {
  keyName: string;
  tags: Readonly<Record<string, string>>;
}

/** A key pair that the service has made, as it shows it this once. */
export interface MadeKeyPair {
  keyId: string;
  /** One line of OpenSSH; empty where the service does not tell it. */
  publicKey: string;
  /** In PEM. */
  privateKey: string;
}

/** How many key pairs a region may hold. */
export interface Quota {
  available: number;
  total: number;
}

/** What a `KeyPair` calls in one region, one call each. Throws `ApiError`. */
export interface KeyPairCalls extends Pick<Listings, "keyPairs"> {
  quota(): Promise<Quota | undefined>;
  /** Answers with the id of the pair. */
  importKeyPair(wanted: NewKeyPair & { publicKey: string }): Promise<string>;
  createKeyPair(wanted: NewKeyPair): Promise<MadeKeyPair>;
  deleteKeyPair(keyId: string): Promise<void>;
}

/** A key pair as it is now. */
export type KeyPairRow = FoundKeyPair;
