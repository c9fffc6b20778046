import { DEFAULT_POWER } from "./association.js";
import type { ToldOf } from "./program.js";
import { type Properties, settingsFrom } from "./state.js";

/**
 * What the program tells beside the inputs: the resource class sends it along, check takes it out again, and it never
 * reaches state.
 */
export interface Declaration {
  urn?: string;
  isPreview: boolean;
  /** The option of that name: the inputs a change of which is to replace, `*` for all. */
  replaceOnChanges?: string[];
  /** The file in which the program tells what it declares, and which of the associations there this one is. */
  told?: ToldOf;
  /** The region in which the association is recorded, where it is not declared. */
  recordedRegion?: string;
}

/** The name of the input that carries it. */
export const DECLARATION_INPUT = "__declaration";

/** Of each declaration of this run what its inputs alone do not tell. */
export class Declarations {
  private readonly byInputs = new Map<string, Declaration>();

  /** Notes a declaration as check sees it. */
  note(inputs: Properties, declaration: Declaration): void {
    this.byInputs.set(shapeOf(inputs), { ...this.of(inputs), ...declaration });
  }

  /** What was noted for such inputs; undefined where no program ran, as in a refresh, or before it did. */
  of(inputs: Properties): Declaration | undefined {
    return this.byInputs.get(shapeOf(inputs));
  }
}

/** The declaration among the inputs that a program sent. */
export function declarationIn(news: Properties): Declaration {
  const sent = news[DECLARATION_INPUT];
  if (typeof sent !== "object" || sent === null) return { isPreview: false };
  const { urn, isPreview, replaceOnChanges, told } = sent as Properties;
  return {
    isPreview: isPreview === true,
    ...(typeof urn === "string" && { urn }),
    ...(Array.isArray(replaceOnChanges) && { replaceOnChanges: replaceOnChanges.map(String) }),
    ...(isTold(told) && { told }),
  };
}

function isTold(sent: unknown): sent is ToldOf {
  if (typeof sent !== "object" || sent === null) return false;
  const { file, place } = sent as Properties;
  return typeof file === "string" && typeof place === "number";
}

/** Ids may be put in another order between check and what follows; the region may be filled in. */
function shapeOf(inputs: Properties): string {
  const sorted = (ids: unknown): unknown => (Array.isArray(ids) ? ids.map(String).sort() : ids);
  const { username, associateType, power = DEFAULT_POWER } = settingsFrom(inputs);
  return JSON.stringify([sorted(inputs.keyIds), sorted(inputs.instanceIds), username, associateType, power]);
}
