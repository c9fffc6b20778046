import { requiredIdList } from "../protocol/ids";
import { defineAction } from "./action";
import { beginOperation } from "./beginOperation";
import { POWER_CODES } from "./codes";
import { requireReady } from "./instanceReadiness";
import { instancesToWrite } from "./lookUp";
import { STOP_TYPE } from "./stopInstances";

const NAME = "RebootInstances";

/** Restarts running instances: REBOOTING at once, RUNNING at the end. @see CN-API RebootInstances */
export const rebootInstances = defineAction({
  name: NAME,
  ratePerSecond: null,
  parameters: { InstanceIds: requiredIdList("instance", 100), StopType: STOP_TYPE },
  codes: POWER_CODES,
  execute({ InstanceIds }, call) {
    const instances = instancesToWrite(InstanceIds, call.region);
    requireReady(instances, ["RUNNING"], call.world.clock.nowMs());
    for (const instance of instances) {
      const path = [
        { at: 0, state: "REBOOTING" },
        { at: 1, state: "RUNNING" },
      ] as const;
      beginOperation(instance, { action: NAME, path }, call);
    }
    return {};
  },
});
