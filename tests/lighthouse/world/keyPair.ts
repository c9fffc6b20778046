import type { JsonObject } from "../protocol/json";
import type { StaleView } from "./instance";

/** A key pair as the world knows it. Which instances it is bound to is kept in the region's bindings. */
export interface KeyPair {
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  keyName: string;
  /** OpenSSH text, as it was given or made. */
  publicKey: string;
  createdMs: number;
  tags: JsonObject[];
  /** Custom images that hold the key, which keeps it from being deleted. */
  blueprintIds: string[];
  /** Per instance, what DescribeKeyPairs still shows of a changed binding: the user name, or undefined for unbound. */
  readonly staleBindings: Map<string, StaleView<string | undefined>>;
}
