import { REGIONS } from "../world/regions";
import { defineAction } from "./action";
import { byFault } from "./codes";

/** Lists the regions. @see CN-API DescribeRegions */
export const describeRegions = defineAction({
  name: "DescribeRegions",
  ratePerSecond: 10,
  needsNoRegion: true,
  parameters: {},
  codes: byFault("FailedOperation"),
  execute(_parameters, { language }) {
    const RegionSet = REGIONS.map(({ region, english, chinese, isChinaMainland }) => ({
      Region: region,
      RegionName: language === "en-US" ? english : chinese,
      RegionState: "AVAILABLE",
      IsChinaMainland: isChinaMainland,
    }));
    return { TotalCount: RegionSet.length, RegionSet };
  },
});
