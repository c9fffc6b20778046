import { requiredIdList } from "../protocol/ids";
import { defineAction } from "./action";
import { beginOperation } from "./beginOperation";
import { POWER_CODES } from "./codes";
import { requireReady } from "./instanceReadiness";
import { instancesToWrite } from "./lookUp";

const NAME = "StartInstances";

/** Starts stopped instances: STARTING at once, RUNNING at the end. @see CN-API StartInstances */
export const startInstances = defineAction({
  name: NAME,
  ratePerSecond: 10,
  parameters: { InstanceIds: requiredIdList("instance", 100) },
  codes: POWER_CODES,
  execute({ InstanceIds }, call) {
    const instances = instancesToWrite(InstanceIds, call.region);
    requireReady(instances, ["STOPPED"], call.world.clock.nowMs());
    for (const instance of instances) {
      const path = [
        { at: 0, state: "STARTING" },
        { at: 1, state: "RUNNING" },
      ] as const;
      beginOperation(instance, { action: NAME, path }, call);
    }
    return {};
  },
});
