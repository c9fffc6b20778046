import { ApiError, named } from "../protocol/apiError";
import { idList } from "../protocol/ids";
import { optional } from "../protocol/parameters";
import type { KeyPair } from "../world/keyPair";
import { keyPairRow, noteKeyPairRead } from "../world/keyPairView";
import { type Call, defineAction } from "./action";
import { present } from "./lookUp";
import { PAGING, page } from "./paging";

const NAME = "DescribeKeyPairs";

/** Lists key pairs by id or filters, page by page. @see CN-API DescribeKeyPairs */
export const describeKeyPairs = defineAction({
  name: NAME,
  ratePerSecond: 100,
  parameters: { KeyIds: optional(idList("keyPair", 100)), ...PAGING },
  codes: {},
  execute({ KeyIds, Offset, Limit }, call) {
    const found = KeyIds?.length ? byIds(KeyIds, call) : [...call.region.keyPairs.values()];
    const isAssociatedSetKnown = call.world.settings.switches(undefined, NAME)("onlineKnown");
    const KeyPairSet = page(found, { Offset, Limit }).map((keyPair) => {
      const row = keyPairRow(keyPair, call.region, isAssociatedSetKnown);
      noteKeyPairRead(keyPair);
      return row;
    });
    return { TotalCount: found.length, KeyPairSet };
  },
});

/** An unknown id is left out, or refuses the whole call where the switch says so. */
function byIds(ids: readonly string[], { region, world }: Call): KeyPair[] {
  const unknown = ids.filter((id) => !region.keyPairs.has(id));
  if (unknown.length > 0 && world.settings.switches(undefined, NAME)("unknownKey") === "error") {
    throw new ApiError("ResourceNotFound.KeyIdNotFound", { ids: named(unknown) });
  }
  return present(ids, region.keyPairs);
}
