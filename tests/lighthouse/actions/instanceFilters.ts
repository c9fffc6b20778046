import { isIP } from "node:net";
import { ApiError, named } from "../protocol/apiError";
import { DETAILED_FILTER_CODES, type Filter, filters, matchesTags } from "../protocol/filters";
import type { Json } from "../protocol/json";
import type { Parameter } from "../protocol/parameters";
import type { Instance } from "../world/instance";
import { isKnownRegion } from "../world/regions";

/** @see CN-API DescribeInstances, Filters */
const NAMES = [
  "instance-name",
  "private-ip-address",
  "public-ip-address",
  "zone",
  "instance-state",
  "tag-key",
  "tag-value",
  "bundle-id",
];
const MAX_VALUES = 100;
/** @see CN-API ModifyInstancesAttribute: names have up to 60 characters */
const MAX_NAME_LENGTH = 60;

const PLAIN = filters(NAMES, MAX_VALUES, DETAILED_FILTER_CODES);

/** The Filters of DescribeInstances: their form first, then what stands in them. */
export const INSTANCE_FILTERS: Parameter<Filter[]> = {
  ...PLAIN,
  parse(value, name, form) {
    const parsed = PLAIN.parse(value, name, form);
    for (const filter of parsed) checkValues(filter);
    return parsed;
  },
};

function checkValues({ Name, Values }: Filter): void {
  const bad = (isBad: (value: string) => boolean, code: string) => {
    const found = Values.filter(isBad);
    if (found.length > 0) throw new ApiError(code, { names: named(found), limit: MAX_NAME_LENGTH });
  };
  if (Name === "instance-name") {
    bad((value) => value.length > MAX_NAME_LENGTH, "InvalidParameterValue.InstanceNameTooLong");
  }
  if (Name.endsWith("-ip-address")) bad((value) => isIP(value) === 0, "InvalidParameterValue.InvalidIpFormat");
  if (Name === "zone") bad((value) => !isZone(value), "InvalidParameterValue.InvalidZone");
}

/** A zone is a region with a number. */
function isZone(value: string): boolean {
  const [, region] = /^(.+)-\d{1,2}$/.exec(value) ?? [];
  return region !== undefined && isKnownRegion(region);
}

/** Whether an instance passes all of the filters. */
export function passes(instance: Instance, wanted: readonly Filter[]): boolean {
  return wanted.every((filter) => matches(instance, filter));
}

function matches({ fields, state }: Instance, filter: Filter): boolean {
  const { Name, Values } = filter;
  const isAmong = (value: Json | undefined) => typeof value === "string" && Values.includes(value);
  switch (Name) {
    case "instance-name":
      return isAmong(fields.InstanceName);
    case "instance-state":
      return Values.includes(state);
    case "zone":
      return isAmong(fields.Zone);
    case "bundle-id":
      return isAmong(fields.BundleId);
    case "private-ip-address":
      return Array.isArray(fields.PrivateAddresses) && fields.PrivateAddresses.some(isAmong);
    case "public-ip-address":
      return Array.isArray(fields.PublicAddresses) && fields.PublicAddresses.some(isAmong);
    default:
      return matchesTags(filter, fields.Tags);
  }
}
