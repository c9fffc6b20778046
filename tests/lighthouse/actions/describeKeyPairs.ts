import { ApiError, named } from "../protocol/apiError";
import { idList } from "../protocol/ids";
import { optional } from "../protocol/parameters";
import type { KeyPair } from "../world/keyPair";
import { keyPairRow, noteKeyPairRead } from "../world/keyPairView";
import { type Call, defineAction } from "./action";
import { byFault, ID_LIST_CODES, PERMISSION_CODES } from "./codes";
import { KEY_PAIR_FILTERS, keyPairPasses } from "./keyPairFilters";
import { present } from "./lookUp";
import { PAGING, page } from "./paging";

const NAME = "DescribeKeyPairs";

/** Lists key pairs by id or filters, page by page. @see CN-API DescribeKeyPairs */
export const describeKeyPairs = defineAction({
  name: NAME,
  ratePerSecond: 100,
  parameters: { KeyIds: optional(idList("keyPair", 100)), Filters: optional(KEY_PAIR_FILTERS), ...PAGING },
  codes: {
    ...ID_LIST_CODES,
    ...PERMISSION_CODES,
    "InvalidParameter.InvalidFilter": "a filter is wrong in any way but the number of its values",
    "InvalidParameter.ParameterConflict": "KeyIds and Filters together",
    "InvalidParameterValue.KeyPairIdMalformed": "a key id has not the form lhkp-",
    "InvalidParameterValue.Negative": "Offset or Limit is negative",
    ...byFault("FailedOperation"),
  },
  execute({ KeyIds, Filters, Offset, Limit }, call) {
    const found = find(KeyIds ?? [], Filters ?? [], call);
    const switches = call.world.settings.switches(undefined, NAME);
    const KeyPairSet = page(found, { Offset, Limit }).map((keyPair) => {
      const row = keyPairRow(keyPair, call.region, switches);
      noteKeyPairRead(keyPair);
      return row;
    });
    return { TotalCount: found.length, KeyPairSet };
  },
});

function find(ids: readonly string[], wanted: Parameters<typeof keyPairPasses>[1], call: Call): KeyPair[] {
  if (ids.length > 0 && wanted.length > 0) {
    throw new ApiError("InvalidParameter.ParameterConflict", { names: named(["KeyIds", "Filters"]) });
  }
  if (ids.length > 0) return byIds(ids, call);
  return [...call.region.keyPairs.values()].filter((keyPair) => keyPairPasses(keyPair, wanted));
}

/** An unknown id is left out, or refuses the whole call where the switch says so. */
function byIds(ids: readonly string[], { region, world }: Call): KeyPair[] {
  const unknown = ids.filter((id) => !region.keyPairs.has(id));
  if (unknown.length > 0 && world.settings.switches(undefined, NAME)("unknownKey") === "error") {
    throw new ApiError("ResourceNotFound.KeyIdNotFound", { ids: named(unknown) });
  }
  return present(ids, region.keyPairs);
}
