/** One step of a preview that concerns a `KeyPairAssociation`, as far as a report needs it. */
import type { AssociateType, Binding, Power } from "../../provider/association.js";
import { isAssociateType, isPower, type Properties, stateFrom } from "../../provider/state.js";
import { UNKNOWN } from "../../provider/unknowns.js";

/** The type of the resource in a preview. */
const ASSOCIATION_TYPE = "pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation";

/** What stands in a preview for a value that is secret. */
const SECRET = "[secret]";

/** Why a preview does not show an id: it is made in the same run, not known for another reason, or secret. */
export type Hidden = "new" | "unknown" | "secret";

/** A declared list of ids. */
export interface IdList {
  known: string[];
  hidden?: {
    /** How many ids are not shown; undefined where the list as a whole is not. */
    count?: number;
    why: Hidden;
  };
}

/** What an association is to be after the step. */
export interface Declared {
  keyIds: IdList;
  instanceIds: IdList;
  associateType?: AssociateType;
  username?: string;
  power?: Power;
}

/** What is recorded of an association before the step. */
export interface Recorded {
  bindings: Binding[];
  associateType?: AssociateType;
  power?: Power;
  restore: string[];
  accountId?: string;
}

/** One step. */
export interface AssociationStep {
  /** The engine's word: create, update, delete, same, refresh, create-replacement, delete-replaced, and so on. */
  op: string;
  /** The URN. */
  urn: string;
  /** The name that the program gave. */
  name: string;
  /** The URN of the provider that serves it: what one provider is shown to be declared, another does not know of. */
  provider: string;
  /** Undefined where the preview does not know it. */
  region?: string;
  before?: Recorded;
  after?: Declared;
  /** Whether a deletion leaves everything bound. */
  isRetained: boolean;
}

/** A step as `pulumi preview --json` writes it. */
export interface EngineStep {
  op?: unknown;
  urn?: unknown;
  provider?: unknown;
  oldState?: unknown;
  newState?: unknown;
}

/**
 * What a report needs of a step; undefined where the step is not about an association.
 *
 * @param isNew Whether a resource, by its URN, is made in the same run.
 */
export function associationStep(step: EngineStep, isNew: (urn: string) => boolean): AssociationStep | undefined {
  const [olds, news] = [objectIn(step.oldState), objectIn(step.newState)];
  if (news?.type !== ASSOCIATION_TYPE && olds?.type !== ASSOCIATION_TYPE) return undefined;
  const urn = String(step.urn);
  const outputs = olds && objectIn(olds.outputs);
  const inputs = news && objectIn(news.inputs);
  const region = shown(inputs?.region) ?? shown(outputs?.region) ?? shown(objectIn(olds?.inputs)?.region);
  return {
    op: String(step.op),
    urn,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    provider: withoutId(typeof step.provider === "string" ? step.provider : ""),
    ...(region !== undefined && { region }),
    ...(outputs && { before: recordedIn(outputs) }),
    ...(inputs && { after: declaredIn(inputs, objectIn(news.propertyDependencies), isNew) }),
    isRetained: olds?.retainOnDelete === true,
  };
}

function recordedIn(outputs: Properties): Recorded {
  const { bindings, associateType, power, restore, accountId } = stateFrom(outputs);
  return {
    bindings,
    ...(associateType && { associateType }),
    ...(power && { power }),
    restore: restore ?? [],
    ...(accountId !== undefined && { accountId }),
  };
}

function declaredIn(
  inputs: Properties,
  dependencies: Properties | undefined,
  isNew: (urn: string) => boolean,
): Declared {
  const { associateType, power } = inputs;
  const username = shown(inputs.username);
  const list = (name: "keyIds" | "instanceIds"): IdList => {
    const urns = dependencies?.[name];
    const areNew = Array.isArray(urns) && urns.length > 0 && urns.every((urn) => isNew(String(urn)));
    return idList(inputs[name], areNew ? "new" : "unknown");
  };
  return {
    keyIds: list("keyIds"),
    instanceIds: list("instanceIds"),
    ...(isAssociateType(associateType) && { associateType }),
    ...(username !== undefined && { username }),
    ...(isPower(power) && { power }),
  };
}

function idList(value: unknown, whyUnknown: Hidden): IdList {
  if (!Array.isArray(value)) return { known: [], hidden: { why: value === SECRET ? "secret" : whyUnknown } };
  const known = value.flatMap((id) => shown(id) ?? []);
  const count = value.length - known.length;
  if (count === 0) return { known };
  return { known, hidden: { count, why: value.includes(SECRET) ? "secret" : whyUnknown } };
}

/** A text that is neither unknown nor secret. */
function shown(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value !== UNKNOWN && value !== SECRET ? value : undefined;
}

function objectIn(value: unknown): Properties | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : undefined;
}

/** A provider is referred to by its URN and its id, which is not known before it is first made. */
function withoutId(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("::")));
}
