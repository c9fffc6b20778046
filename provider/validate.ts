import { MAX_IDS_PER_REQUEST } from "./lighthouse.js";
import { isAssociateType, isPower, type Properties } from "./state.js";
import { UNKNOWN } from "./unknowns.js";

/** One thing that is wrong with what a program declares: where, and what to do about it. */
export interface Problem {
  property: string;
  reason: string;
}

/** How an id looks, and what it is often mistaken for. */
export interface IdForm {
  article: "a" | "an";
  what: string;
  prefix: string;
  /** Eight characters are documented; what the service may come to use as well is let through. */
  form: RegExp;
  /** The prefix of what is often taken for it. */
  cvmPrefix: string;
  cvmName: string;
}

/** The id of a key pair. */
export const KEY_ID: IdForm = {
  article: "a",
  what: "key pair",
  prefix: "lhkp-",
  form: /^lhkp-[0-9a-z]{6,16}$/,
  cvmPrefix: "skey-",
  cvmName: "a CVM key pair",
};

/** The id of an instance. */
export const INSTANCE_ID: IdForm = {
  article: "an",
  what: "instance",
  prefix: "lhins-",
  form: /^lhins-[0-9a-z]{6,16}$/,
  cvmPrefix: "ins-",
  cvmName: "a CVM instance",
};

/** Everything that is wrong with the inputs of an association. Unknown values pass. */
export function problemsWith(inputs: Properties): Problem[] {
  return [
    ...problemsWithIds("keyIds", inputs.keyIds, KEY_ID),
    ...problemsWithIds("instanceIds", inputs.instanceIds, INSTANCE_ID),
    ...problemsWithLength(inputs.keyIds),
    ...problemsWithSettings(inputs),
  ];
}

/** What is wrong with a region; undefined where nothing is. The list of regions moves, so only the form is checked. */
export function problemWithRegion(region: unknown): string | undefined {
  if (typeof region === "string" && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)) return undefined;
  return `is ${quoted(region)}, which is not a region; give one such as ap-guangzhou.`;
}

function problemsWithIds(property: string, ids: unknown, idForm: IdForm): Problem[] {
  if (ids === UNKNOWN) return [];
  if (!Array.isArray(ids)) {
    return [{ property, reason: `must be a list of ${idForm.what} ids (${idForm.prefix} and 8 of a-z and 0-9).` }];
  }
  if (ids.length === 0) return [{ property, reason: `must name at least one ${idForm.what}; it is empty.` }];
  return ids.flatMap((id: unknown, index) => {
    const reason = problemWithId(id, ids.indexOf(id), index, property, idForm);
    return reason === undefined ? [] : [{ property: `${property}[${index}]`, reason }];
  });
}

function problemWithId(
  id: unknown,
  firstIndex: number,
  index: number,
  property: string,
  idForm: IdForm,
): string | undefined {
  if (id === UNKNOWN) return undefined;
  const problem = problemWithForm(id, idForm);
  if (problem !== undefined) return problem;
  return firstIndex < index
    ? `repeats ${id}, which stands at ${property}[${firstIndex}] already; name it once.`
    : undefined;
}

/** What is wrong with the form of an id; undefined where nothing is. */
export function problemWithForm(id: unknown, idForm: IdForm): string | undefined {
  const { article, what, prefix, form, cvmPrefix, cvmName } = idForm;
  if (typeof id === "string" && id.startsWith(cvmPrefix)) {
    return `is ${quoted(id)}, the id of ${cvmName}, which Lighthouse does not know; give a Lighthouse ${what} id, ${prefix} and 8 of a-z and 0-9.`;
  }
  if (typeof id !== "string" || !form.test(id)) {
    return `is ${quoted(id)}, which is not ${article} ${what} id: that is ${prefix} and 8 of a-z and 0-9.`;
  }
  return undefined;
}

function problemsWithLength(keyIds: unknown): Problem[] {
  if (!Array.isArray(keyIds) || keyIds.length <= MAX_IDS_PER_REQUEST) return [];
  const reason = `names ${keyIds.length} key pairs; Lighthouse takes at most ${MAX_IDS_PER_REQUEST} at once.`;
  return [{ property: "keyIds", reason }];
}

function problemsWithSettings({ associateType, username, power, protectLastKey }: Properties): Problem[] {
  const problems: Problem[] = [];
  if (isSet(associateType) && !isAssociateType(associateType)) {
    problems.push({
      property: "associateType",
      reason: `is ${quoted(associateType)}; it must be "ONLINE" or "OFFLINE".`,
    });
  }
  if (isSet(power) && !isPower(power)) {
    problems.push({ property: "power", reason: `is ${quoted(power)}; it must be "asFound", "running" or "leave".` });
  }
  if (isSet(protectLastKey) && typeof protectLastKey !== "boolean") {
    problems.push({ property: "protectLastKey", reason: `is ${quoted(protectLastKey)}; it must be true or false.` });
  }
  if (isSet(username) && (typeof username !== "string" || !/^\S{1,64}$/.test(username))) {
    problems.push({
      property: "username",
      reason: `is ${quoted(username)}; it must be the name of a user, without spaces.`,
    });
  }
  if (username !== undefined && associateType !== "ONLINE" && associateType !== UNKNOWN) {
    problems.push({
      property: "username",
      reason: 'goes with associateType "ONLINE" only; set that, or leave it out.',
    });
  }
  return problems;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== UNKNOWN;
}

/** A value as a message shows it: as JSON, and no more than a line of it. */
export function quoted(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? "undefined";
}
