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

/** One association of a program. */
export interface Declaration extends Options {
  name: string;
  inputs: Partial<AssociationInputs>;
}

/** The text that stands for the provider in state. */
const PROVIDER_LINE = "the line that loads the provider";

/** Declares an association. */
export function association(name: string, inputs: Partial<AssociationInputs>, options: Options = {}): Declaration {
  return { name, inputs, ...options };
}

/** The inputs as the resource class sends them. */
export function sentBy({ name, inputs }: Declaration, isPreview: boolean): Properties {
  const urn = `urn:pulumi:dev::story::pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation::${name}`;
  return { ...inputs, __provider: PROVIDER_LINE, __declaration: { urn, isPreview } };
}
