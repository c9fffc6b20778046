import { ApiError, named } from "./apiError";
import { type Parameter, textList } from "./parameters";

/**
 * The form of ids. Documented examples have 8 characters after the prefix, made-up ones 6; no official pattern is
 * published, so up to 16 pass.
 *
 * @see CN-API data types; a guess where lengths differ from 8
 */
const FORMS = {
  instance: { pattern: /^lhins-[0-9a-z]{6,16}$/, malformed: "InvalidParameterValue.InstanceIdMalformed" },
  keyPair: { pattern: /^lhkp-[0-9a-z]{6,16}$/, malformed: "InvalidParameterValue.KeyPairIdMalformed" },
} as const;

/** Whether a text has the form of an id of that kind. */
export function isId(kind: keyof typeof FORMS, id: string): boolean {
  return FORMS[kind].pattern.test(id);
}

/** A list of ids: its length is checked first, then the form of each, then that none comes twice. */
export function idList(kind: keyof typeof FORMS, maxItems: number): Parameter<string[]> {
  const list = textList(maxItems);
  const { pattern, malformed } = FORMS[kind];
  return {
    ...list,
    limits: `${list.limits}, no duplicates, ${pattern.source}`,
    parse(value, name, form) {
      const ids = list.parse(value, name, form);
      const bad = ids.filter((id) => !pattern.test(id));
      if (bad.length > 0) throw new ApiError(malformed, { ids: named(bad) });
      if (new Set(ids).size < ids.length) {
        const twice = ids.filter((id, index) => ids.indexOf(id) < index);
        throw new ApiError("InvalidParameterValue.Duplicated", { ids: named([...new Set(twice)]) });
      }
      return ids;
    },
  };
}

/** A list of ids that must hold at least one. */
export function requiredIdList(kind: keyof typeof FORMS, maxItems: number): Parameter<string[]> {
  const list = idList(kind, maxItems);
  return {
    ...list,
    parse(value, name, form) {
      const ids = list.parse(value, name, form);
      if (ids.length === 0) {
        throw new ApiError("InvalidParameterValue.OutOfRange", { names: named([name]), limits: `1-${maxItems}` });
      }
      return ids;
    },
  };
}
