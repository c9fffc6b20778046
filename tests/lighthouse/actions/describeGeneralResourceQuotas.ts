import { ApiError, named } from "../protocol/apiError";
import { textList } from "../protocol/parameters";
import { defineAction } from "./action";
import { PERMISSION_CODES } from "./codes";

/** The one resource that is counted here. */
const KEY_PAIRS = "USER_KEY_PAIR";

/**
 * Quotas of the other resources, none of which exist here, so that all of each is available.
 *
 * @see CN-API DescribeGeneralResourceQuotas, ResourceNames; the totals are those of its examples or made up
 */
const OTHER_TOTALS: ReadonlyMap<string, number> = new Map([
  ["GENERAL_BUNDLE_INSTANCE", 10],
  ["STORAGE_BUNDLE_INSTANCE", 10],
  ["ENTERPRISE_BUNDLE_INSTANCE", 10],
  ["EXCLUSIVE_BUNDLE_INSTANCE", 10],
  ["BEFAST_BUNDLE_INSTANCE", 10],
  ["STARTER_BUNDLE_INSTANCE", 10],
  ["HK_EXCLUSIVE_BUNDLE_INSTANCE", 10],
  ["CAREFREE_BUNDLE_INSTANCE", 10],
  ["EXCLUSIVE_BUNDLE_02_INSTANCE", 10],
  ["NEWCOMER_BUNDLE_INSTANCE", 10],
  ["GAME_PORTAL_BUNDLE_INSTANCE", 10],
  ["ECONOMY_BUNDLE_INSTANCE", 10],
  ["BUDGET_BUNDLE_INSTANCE", 10],
  ["RAZOR_SPEED_BUNDLE_INSTANCE", 10],
  ["BANDWIDTH_BUNDLE_INSTANCE", 10],
  ["SNAPSHOT", 10],
  ["BLUEPRINT", 5],
  ["FREE_BLUEPRINT", 5],
  ["DATA_DISK", 10],
]);

/** Tells how many key pairs there may be, and are still free. @see CN-API DescribeGeneralResourceQuotas */
export const describeGeneralResourceQuotas = defineAction({
  name: "DescribeGeneralResourceQuotas",
  ratePerSecond: null,
  parameters: { ResourceNames: textList(100) },
  codes: {
    ...PERMISSION_CODES,
    "InvalidParameterValue.InvalidResourceQuotaResourceName": "there is no resource of that name",
    "InvalidParameterValue.LimitExceeded": "the list is longer than allowed",
  },
  execute({ ResourceNames }, { region, world }) {
    const unknown = ResourceNames.filter((name) => name !== KEY_PAIRS && !OTHER_TOTALS.has(name));
    if (unknown.length > 0) {
      throw new ApiError("InvalidParameterValue.InvalidResourceQuotaResourceName", { names: named(unknown) });
    }
    const total = world.settings.global("keyPairQuota");
    const GeneralResourceQuotaSet = ResourceNames.map((ResourceName) => {
      const other = OTHER_TOTALS.get(ResourceName);
      const [Total, Available] =
        other === undefined ? [total, Math.max(0, total - region.keyPairs.size)] : [other, other];
      return { ResourceName, ResourceQuotaAvailable: Available, ResourceQuotaTotal: Total };
    });
    return { GeneralResourceQuotaSet };
  },
});
