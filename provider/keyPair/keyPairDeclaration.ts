import { DECLARATION_INPUT, type Declaration, declarationIn } from "../declarations.js";
import type { Properties } from "../state.js";

/** What the program tells beside the inputs of a `KeyPair`; it never reaches state. */
export interface KeyPairDeclaration extends Declaration {
  /** The option of that name, which the engine applies by itself, and which makes some changes possible. */
  deleteBeforeReplace: boolean;
  /** Whether there is one recorded already, so that this one replaces or updates it. */
  isRecorded: boolean;
}

/** The declaration among the inputs that a program sent. */
export function keyPairDeclarationIn(sent: Properties): Omit<KeyPairDeclaration, "isRecorded"> {
  const told = sent[DECLARATION_INPUT];
  const deleteBeforeReplace =
    typeof told === "object" && told !== null && (told as Properties).deleteBeforeReplace === true;
  return { ...declarationIn(sent), deleteBeforeReplace };
}

/** The name of a resource, as its URN ends with it; undefined where there is none. */
export function resourceNameIn(urn: string | undefined): string | undefined {
  return urn?.split("::").slice(3).join("::") || undefined;
}
