import { ApiError, named } from "../protocol/apiError";
import { idList } from "../protocol/ids";
import { optional, text } from "../protocol/parameters";
import { RawRows } from "../protocol/reply";
import type { Instance } from "../world/instance";
import { readInstance } from "../world/instanceView";
import { byListing } from "../world/region";
import { type Call, defineAction } from "./action";
import { present } from "./lookUp";
import { PAGING, page } from "./paging";

const NAME = "DescribeInstances";

/** Lists instances by id or filters, page by page. @see CN-API DescribeInstances */
export const describeInstances = defineAction({
  name: NAME,
  ratePerSecond: 100,
  parameters: {
    InstanceIds: optional(idList("instance", 100)),
    ...PAGING,
    OrderField: optional(text({ oneOf: ["EXPIRED_TIME"] })),
    Order: optional(text({ oneOf: ["ASC", "DESC"] })),
  },
  codes: {},
  execute({ InstanceIds, Offset, Limit, OrderField, Order }, call) {
    if (Order && !OrderField) throw new ApiError("MissingParameter.OrderFieldRequired");
    const found = InstanceIds?.length ? byIds(InstanceIds, call) : call.region.listed();
    const ordered = OrderField ? byExpiry(found, Order) : found;
    const shown = page(ordered, { Offset, Limit });
    const rows = shown.map((instance) =>
      readInstance(instance, call.region, call.world.settings, () => call.world.operations.noteRead(instance)),
    );
    return {
      TotalCount: found.length,
      InstanceSet: new RawRows(
        rows,
        shown.map(({ instanceId }) => instanceId),
      ),
    };
  },
});

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
