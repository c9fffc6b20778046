import type { AssociationInputs } from "../../provider/association";
import type { Properties } from "./wire";

/** What a story's program says of one association, beside its name. */
export interface Options {
  /** Names of those that it depends on: it is registered when they are done. */
  after?: string[];
  /** Whether its ids are outputs of what it waits for, so that nothing is told of it before. */
  isUntold?: boolean;
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

/** The file in which a story's program tells of its associations. */
const PROGRAM_FILE = "the program";

/** What the program tells of its associations in that file, by the place of each. */
export function toldOf(program: readonly AnyDeclaration[]): Properties[] {
  return program.flatMap(({ name, kind, inputs, isUntold = false }, place) =>
    kind === "KeyPair" || isUntold ? [] : [{ ...inputs, place, name, provider: 0 }],
  );
}

/** The inputs as the resource class sends them; `place` is that of the declaration in the program, where that is told. */
export function sentBy(declaration: AnyDeclaration, isPreview: boolean, place?: number): Properties {
  const { name, inputs, kind = "KeyPairAssociation", deleteBeforeReplace } = declaration;
  const urn = `urn:pulumi:dev::story::pulumi-nodejs:dynamic/lighthouse:${kind}::${name}`;
  const ofKind = kind === "KeyPair" ? { ...(deleteBeforeReplace && { deleteBeforeReplace }) } : toldIn(place);
  return { ...inputs, __provider: providerLineOf(kind), __declaration: { urn, isPreview, ...ofKind } };
}

function toldIn(place: number | undefined): Properties {
  return place === undefined ? {} : { told: { file: PROGRAM_FILE, place } };
}
