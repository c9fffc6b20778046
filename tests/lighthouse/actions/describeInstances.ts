import { ApiError, named } from "../protocol/apiError";
import { idList } from "../protocol/ids";
import { optional, text } from "../protocol/parameters";
import { RawRows } from "../protocol/reply";
import type { Instance } from "../world/instance";
import { readInstance } from "../world/instanceView";
import { byListing } from "../world/region";
import { type Call, defineAction } from "./action";
import { byFault, ID_LIST_CODES, PERMISSION_CODES } from "./codes";
import { INSTANCE_FILTERS, passes } from "./instanceFilters";
import { present } from "./lookUp";
import { PAGING, page } from "./paging";

const NAME = "DescribeInstances";

/** Lists instances by id or filters, page by page. @see CN-API DescribeInstances */
export const describeInstances = defineAction({
  name: NAME,
  ratePerSecond: 100,
  parameters: {
    InstanceIds: optional(idList("instance", 100)),
    Filters: optional(INSTANCE_FILTERS),
    ...PAGING,
    OrderField: optional(text({ oneOf: ["EXPIRED_TIME"] })),
    Order: optional(text({ oneOf: ["ASC", "DESC"] })),
  },
  codes: {
    ...ID_LIST_CODES,
    ...PERMISSION_CODES,
    "InvalidParameter.FilterValueLimitExceeded": "a filter has more than 100 values",
    "InvalidParameter.InvalidFilter": "a filter lacks its name or values, or a value is no text",
    "InvalidParameter.InvalidFilterInvalidKey": "a filter has a key other than Name and Values",
    "InvalidParameter.InvalidFilterInvalidNameNotStr": "the name of a filter is no text",
    "InvalidParameter.InvalidFilterInvalidValuesNotList": "the values of a filter are no list",
    "InvalidParameter.InvalidFilterNotDict": "a filter is no object",
    "InvalidParameter.InvalidFilterNotSupportedName": "there is no filter of that name",
    "InvalidParameter.ParameterConflict": "InstanceIds and Filters together",
    "InvalidParameterValue.InstanceIdMalformed": "an instance id has not the form lhins-",
    "InvalidParameterValue.InstanceNameTooLong": "an instance-name in a filter has more than 60 characters",
    "InvalidParameterValue.InvalidIpFormat": "an address in a filter is no IP address",
    "InvalidParameterValue.InvalidZone": "a zone in a filter is none",
    "InvalidParameterValue.Negative": "Offset or Limit is negative",
    "MissingParameter.OrderFieldRequired": "Order without OrderField",
    "ResourceNotFound.InstanceIdNotFound": "the region has no such instance (unless unknownInstance is empty)",
    ...byFault(
      "AuthFailure.InvalidHeaderUin",
      "FailedOperation",
      "FailedOperation.DescribeInstanceStatus",
      "InternalError.DescribeInstanceStatus",
      "InternalError.InvalidCommandNotFound",
      "UnauthorizedOperation.TokenInvalid",
    ),
  },
  execute({ InstanceIds, Filters, Offset, Limit, OrderField, Order }, call) {
    if (Order && !OrderField) throw new ApiError("MissingParameter.OrderFieldRequired");
    const found = find(InstanceIds ?? [], Filters ?? [], call);
    const ordered = OrderField ? byExpiry(found, Order) : found;
    const shown = page(ordered, { Offset, Limit });
    const { settings, operations } = call.world;
    const rows = shown.map((instance) =>
      readInstance(instance, call.region, settings, () => operations.noteRead(instance)),
    );
    const ids = shown.map(({ instanceId }) => instanceId);
    return { TotalCount: found.length, InstanceSet: new RawRows(rows, ids) };
  },
});

function find(ids: readonly string[], wanted: Parameters<typeof passes>[1], call: Call): readonly Instance[] {
  if (ids.length > 0 && wanted.length > 0) {
    throw new ApiError("InvalidParameter.ParameterConflict", { names: named(["InstanceIds", "Filters"]) });
  }
  if (ids.length > 0) return byIds(ids, call);
  const all = call.region.listed();
  return wanted.length > 0 ? all.filter((instance) => passes(instance, wanted)) : all;
}

/** An unknown id refuses the whole call, or is left out where the switch says so. */
function byIds(ids: readonly string[], { region, world }: Call): Instance[] {
  const unknown = ids.filter((id) => !region.instances.has(id));
  const refused = unknown.filter((id) => world.settings.switches(id, NAME)("unknownInstance") === "error");
  if (refused.length > 0) throw new ApiError("ResourceNotFound.InstanceIdNotFound", { ids: named(refused) });
  return present(ids, region.instances).sort(byListing);
}

function byExpiry(instances: readonly Instance[], order: string | undefined): Instance[] {
  const sign = order === "DESC" ? -1 : 1;
  const expiry = ({ fields }: Instance) => (typeof fields.ExpiredTime === "string" ? fields.ExpiredTime : "");
  return [...instances].sort((a, b) => sign * (expiry(a) < expiry(b) ? -1 : Number(expiry(a) > expiry(b))));
}
