import { ApiError, named } from "./apiError";
import type { Json, JsonObject } from "./json";

/** How the parameters came: typed in a JSON body, or all text in a query or form. */
export type Form = "json" | "flat";

/** One parameter of an action: what it is for the coverage page, and how it is read. */
export interface Parameter<T> {
  readonly type: string;
  readonly isRequired: boolean;
  /** Limits and allowed values, in words. */
  readonly limits: string;
  /** Reads a value that is there. Throws the API's error for one that is not allowed. */
  readonly parse: (value: Json, name: string, form: Form) => T;
}

/** The parameters of an action by name. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of an action's parameters once read; what is not required may be missing. */
export type Parsed<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/**
 * Reads the parameters of a call: unknown names are refused first, then what is missing, then each value by itself.
 * A null is the same as leaving the parameter out.
 */
export function parseParameters<P extends Parameters>(parameters: P, given: JsonObject, form: Form): Parsed<P> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(parameters, name));
  if (unknown.length > 0) throw new ApiError("UnknownParameter", { names: named(unknown) });
  const parsed: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) {
      if (parameter.isRequired) throw new ApiError("MissingParameter", { names: named([name]) });
    } else parsed[name] = parameter.parse(value, name, form);
  }
  return parsed as Parsed<P>;
}

/** The same parameter, but one may leave it out. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return { ...parameter, isRequired: false };
}

function wrongType(name: string, type: string): ApiError {
  return new ApiError("InvalidParameter", { names: named([name]), type });
}

/** A text, at most so long, or one of a few. */
export function text(options: { maxLength?: number; oneOf?: readonly string[] } = {}): Parameter<string> {
  const { maxLength, oneOf } = options;
  const limits = oneOf ? oneOf.join(", ") : maxLength === undefined ? "" : `at most ${maxLength} characters`;
  return {
    type: "String",
    isRequired: true,
    limits,
    parse(value, name) {
      if (typeof value !== "string") throw wrongType(name, "String");
      const isTooLong = maxLength !== undefined && value.length > maxLength;
      if (isTooLong || (oneOf && !oneOf.includes(value))) {
        throw new ApiError("InvalidParameterValue", { names: named([name]), limits });
      }
      return value;
    },
  };
}

/** A whole number in a range: below zero and out of range have codes of their own. */
export function integer(min: number, max: number, codes = { negative: "InvalidParameterValue.Negative" }) {
  return {
    type: "Integer",
    isRequired: true,
    limits: `${min} to ${max}`,
    parse(value: Json, name: string, form: Form): number {
      const number = form === "flat" && typeof value === "string" && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
      if (typeof number !== "number" || !Number.isInteger(number)) throw wrongType(name, "Integer");
      if (number < 0 && min >= 0) throw new ApiError(codes.negative, { names: named([name]) });
      if (number < min || number > max) {
        throw new ApiError("InvalidParameterValue.OutOfRange", { names: named([name]), limits: `${min}-${max}` });
      }
      return number;
    },
  } satisfies Parameter<number>;
}

/** The code of a list that is longer than allowed, on the pages of most actions. */
export const LIST_TOO_LONG = "InvalidParameterValue.LimitExceeded";

/** A list of anything, its length checked before what is in it. */
export function list<T>(
  item: { type: string; parse: Parameter<T>["parse"] },
  maxItems: number,
  tooLong = LIST_TOO_LONG,
): Parameter<T[]> {
  const type = `Array of ${item.type}`;
  return {
    type,
    isRequired: true,
    limits: `at most ${maxItems} items`,
    parse(value, name, form) {
      if (!Array.isArray(value)) throw wrongType(name, type);
      if (value.length > maxItems) throw new ApiError(tooLong, { names: named([name]), limit: maxItems });
      return value.map((entry, index) => item.parse(entry, `${name}.${index}`, form));
    },
  };
}

/** A list of texts. */
export function textList(maxItems: number, tooLong = LIST_TOO_LONG): Parameter<string[]> {
  return list(text(), maxItems, tooLong);
}
