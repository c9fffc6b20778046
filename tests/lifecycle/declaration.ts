import type { AssociationInputs } from "../../provider/association";
import type { Properties } from "./wire";

/** What a story's program says of one association, beside its name. */
export interface Options {
  /** Names of those that it depends on: it is registered when they are done. */
  after?: string[];
  /** Has it replaced, as a changed replacementTrigger does. */
  replace?: boolean;
  /** With `replace`: the old one goes first, as the resource option of this name says. */
  deleteBeforeReplace?: boolean;
}

/** One resource of a program, an association unless it says otherwise. */
export interface Declaration<Inputs extends object = Partial<AssociationInputs>> extends Options {
  name: string;
  inputs: Inputs;
  kind?: Kind;
}

/** A resource of either kind. */
export type AnyDeclaration = Declaration<object>;

/** The kinds of resources. */
export type Kind = "KeyPairAssociation" | "KeyPair";

/** The text that stands for the provider of a kind in state. */
export function providerLineOf(kind: Kind): string {
  return kind === "KeyPair" ? "the line that loads the provider of key pairs" : "the line that loads the provider";
}

/** Declares an association. */
export function association(name: string, inputs: Partial<AssociationInputs>, options: Options = {}): Declaration {
  return { name, inputs, ...options };
}

/** The inputs as the resource class sends them. */
export function sentBy(declaration: AnyDeclaration, isPreview: boolean): Properties {
  const { name, inputs, kind = "KeyPairAssociation", deleteBeforeReplace } = declaration;
  const urn = `urn:pulumi:dev::story::pulumi-nodejs:dynamic/lighthouse:${kind}::${name}`;
  const told = { urn, isPreview, ...(kind === "KeyPair" && deleteBeforeReplace && { deleteBeforeReplace }) };
  return { ...inputs, __provider: providerLineOf(kind), __declaration: told };
}
