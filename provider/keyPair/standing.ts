/** Whether what is declared can be made beside what exists. */
import type { KeyPairRow } from "./calls.js";
import { mayBeDrawn } from "./keyName.js";
import { fingerprintOf, isSameKey } from "./publicKey.js";

/** What a declaration asks for. */
export interface Wanted {
  /** Absent where a name is yet to be drawn. */
  keyName?: string | undefined;
  keyNamePrefix?: string | undefined;
  publicKey?: string | undefined;
}

/**
 * - `free`: nothing is in the way
 * - `same`: exactly what is declared exists already
 * - `taken`: something else has the name or the public key, each of which Lighthouse has once in a region
 */
export type Standing =
  | { kind: "free" }
  | { kind: "same"; keyPair: KeyPairRow }
  | { kind: "taken"; property: "keyName" | "publicKey"; reason: string };

/** What stands in the way of a declaration, or for it. */
export function standingOf(wanted: Wanted, all: readonly KeyPairRow[]): Standing {
  const { keyName, publicKey } = wanted;
  const alike = publicKey === undefined ? undefined : all.find((row) => isSameKey(row.publicKey ?? "", publicKey));
  if (alike) {
    if (hasOurName(alike, wanted)) return { kind: "same", keyPair: alike };
    return {
      kind: "taken",
      property: "publicKey",
      reason: `is stored already, as ${alike.keyId}${named(alike)}; Lighthouse stores each public key once in a region. ${adoptionOf(alike)}`,
    };
  }
  const namesake = all.find((row) => keyName !== undefined && row.keyName === keyName);
  return namesake ? { kind: "taken", property: "keyName", reason: takenBy(namesake, wanted) } : { kind: "free" };
}

/** By its name, whether a pair with the declared key is the one that is declared, perhaps made by an interrupted run. */
function hasOurName({ keyName: name = "" }: KeyPairRow, { keyName, keyNamePrefix }: Wanted): boolean {
  if (name === keyName) return true;
  return keyNamePrefix !== undefined && mayBeDrawn(name, keyNamePrefix);
}

function takenBy(namesake: KeyPairRow, { keyName, publicKey }: Wanted): string {
  const fingerprint = fingerprintOf(namesake.publicKey ?? "");
  const which = `${namesake.keyId}${fingerprint ? ` (${fingerprint})` : ""}`;
  return publicKey === undefined
    ? `is "${keyName}", the name of ${which} already, whose private key was shown when it was made and cannot be had again. Choose another keyName or leave it out; or give its publicKey to adopt it; or, where an interrupted run has left it and nothing uses it, delete it.`
    : `is "${keyName}", the name of ${which} already, which is another key. Choose another keyName, or leave it out.`;
}

function adoptionOf({ keyId, keyName }: KeyPairRow): string {
  const adopt = keyName === undefined ? "" : `Set keyName to "${keyName}" to adopt it; or use`;
  return `${adopt || "Use"} ${keyId} in keyIds as it is; or delete it.`;
}

function named({ keyName }: KeyPairRow): string {
  return keyName === undefined ? "" : `, named "${keyName}"`;
}
