import { ApiError, named } from "./apiError";
import { LIST_TOO_LONG, type Parameter, textList } from "./parameters";

/**
 * The form of ids. Documented examples have 8 characters after the prefix, made-up ones 6; no official pattern is
 * published, so up to 16 pass.
 *
 * @see CN-API data types; a guess where lengths differ from 8
 */
export const ID_FORMS = {
  instance: { pattern: /^lhins-[0-9a-z]{6,16}$/, malformed: "InvalidParameterValue.InstanceIdMalformed" },
  keyPair: { pattern: /^lhkp-[0-9a-z]{6,16}$/, malformed: "InvalidParameterValue.KeyPairIdMalformed" },
} as const;

/** Codes that differ between the pages of actions. */
interface ListCodes {
  readonly tooLong: string;
  readonly empty: string;
}
const USUAL: ListCodes = { tooLong: LIST_TOO_LONG, empty: "InvalidParameterValue.OutOfRange" };

/** A list of ids: its length is checked first, then the form of each, then that none comes twice. */
export function idList(kind: keyof typeof ID_FORMS, maxItems: number, codes = USUAL): Parameter<string[]> {
  const ids = textList(maxItems, codes.tooLong);
  const { pattern, malformed } = ID_FORMS[kind];
  return {
    ...ids,
    limits: `${ids.limits}, no duplicates, ${pattern.source}`,
    parse(value, name, form) {
      const given = ids.parse(value, name, form);
      const bad = given.filter((id) => !pattern.test(id));
      if (bad.length > 0) throw new ApiError(malformed, { ids: named(bad) });
      if (new Set(given).size < given.length) {
        const twice = given.filter((id, index) => given.indexOf(id) < index);
        throw new ApiError("InvalidParameterValue.Duplicated", { ids: named([...new Set(twice)]) });
      }
      return given;
    },
  };
}

/** A list of ids that must hold at least one. */
export function requiredIdList(kind: keyof typeof ID_FORMS, maxItems: number, codes = USUAL): Parameter<string[]> {
  const ids = idList(kind, maxItems, codes);
  return {
    ...ids,
    limits: `1 to ${ids.limits.replace("at most ", "")}`,
    parse(value, name, form) {
      const given = ids.parse(value, name, form);
      if (given.length === 0) throw new ApiError(codes.empty, { names: named([name]), limits: `1-${maxItems}` });
      return given;
    },
  };
}
