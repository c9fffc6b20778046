import { ApiError, named } from "./apiError";
import { isJsonObject, type Json } from "./json";
import { LIST_TOO_LONG, list, type Parameter } from "./parameters";

/** One filter: a row passes when it matches any of the values. */
export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

/** The code of each thing that can be wrong with a filter. */
export interface FilterCodes {
  readonly notDict: string;
  readonly unknownKey: string;
  readonly nameNotText: string;
  readonly valuesNotList: string;
  readonly unsupportedName: string;
  readonly tooManyValues: string;
}

/** Whatever else is wrong: a part is missing, a value is no text, or there are none. */
const INVALID_FILTER = "InvalidParameter.InvalidFilter";

/** For actions whose page lists one code for every bad filter. */
export const PLAIN_FILTER_CODES: FilterCodes = {
  notDict: INVALID_FILTER,
  unknownKey: INVALID_FILTER,
  nameNotText: INVALID_FILTER,
  valuesNotList: INVALID_FILTER,
  unsupportedName: INVALID_FILTER,
  tooManyValues: LIST_TOO_LONG,
};

/** For DescribeInstances, whose page tells them apart. */
export const DETAILED_FILTER_CODES: FilterCodes = {
  notDict: "InvalidParameter.InvalidFilterNotDict",
  unknownKey: "InvalidParameter.InvalidFilterInvalidKey",
  nameNotText: "InvalidParameter.InvalidFilterInvalidNameNotStr",
  valuesNotList: "InvalidParameter.InvalidFilterInvalidValuesNotList",
  unsupportedName: "InvalidParameter.InvalidFilterNotSupportedName",
  tooManyValues: "InvalidParameter.FilterValueLimitExceeded",
};

/** @see CN-API DescribeInstances and DescribeKeyPairs, Filters: at most 10 */
const MAX_FILTERS = 10;
const TAG_PREFIX = "tag:";

/** The Filters of a listing. `tag:` with a key after it is a name as well. */
export function filters(names: readonly string[], maxValues: number, codes: FilterCodes): Parameter<Filter[]> {
  const one = { type: "Filter", parse: (value: Json) => parseFilter(value, names, maxValues, codes) };
  const all = list(one, MAX_FILTERS);
  return { ...all, limits: `${all.limits}; ${[...names, "tag:<key>"].join(", ")}; at most ${maxValues} values each` };
}

function parseFilter(value: Json, names: readonly string[], maxValues: number, codes: FilterCodes): Filter {
  if (!isJsonObject(value)) throw new ApiError(codes.notDict, { names: "" });
  const unknown = Object.keys(value).filter((key) => key !== "Name" && key !== "Values");
  if (unknown.length > 0) throw new ApiError(codes.unknownKey, { names: named(unknown) });
  const { Name, Values } = value;
  if (Name === undefined || Name === null) throw new ApiError(INVALID_FILTER, { names: named(["Name"]) });
  if (typeof Name !== "string") throw new ApiError(codes.nameNotText, { names: named(["Name"]) });
  const isSupported = names.includes(Name) || (Name.startsWith(TAG_PREFIX) && Name.length > TAG_PREFIX.length);
  if (!isSupported) throw new ApiError(codes.unsupportedName, { names: named([Name]) });
  return { Name, Values: parseValues(Name, Values, maxValues, codes) };
}

function parseValues(name: string, values: Json | undefined, maxValues: number, codes: FilterCodes): string[] {
  if (values === undefined || values === null) throw new ApiError(INVALID_FILTER, { names: named([name]) });
  if (!Array.isArray(values)) throw new ApiError(codes.valuesNotList, { names: named([name]) });
  if (values.length > maxValues) throw new ApiError(codes.tooManyValues, { names: named([name]), limit: maxValues });
  const texts = values.filter((value) => typeof value === "string");
  if (texts.length === 0 || texts.length < values.length) throw new ApiError(INVALID_FILTER, { names: named([name]) });
  return texts;
}

/** Whether a row passes a filter on its tags. */
export function matchesTags({ Name, Values }: Filter, tags: Json | undefined): boolean {
  const pairs = (Array.isArray(tags) ? tags : []).filter(isJsonObject);
  const has = (test: (key: Json | undefined, value: Json | undefined) => boolean) =>
    pairs.some(({ Key, Value }) => test(Key, Value));
  const isWanted = (text: Json | undefined) => typeof text === "string" && Values.includes(text);
  if (Name === "tag-key") return has((key) => isWanted(key));
  if (Name === "tag-value") return has((_, value) => isWanted(value));
  return has((key, value) => key === Name.slice(TAG_PREFIX.length) && isWanted(value));
}
