import type { KeyPairInputs } from "../../../provider/keyPair/keyPair";
import type { Declaration, Options } from "../declaration";

/** Declares a key pair. */
export function keyPair(
  name: string,
  inputs: Partial<KeyPairInputs> = {},
  options: Options = {},
): Declaration<Partial<KeyPairInputs>> {
  return { name, inputs, kind: "KeyPair", ...options };
}
