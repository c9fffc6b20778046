import { requiredIdList } from "../protocol/ids";
import { optional, text } from "../protocol/parameters";
import { defineAction } from "./action";
import { beginOperation } from "./beginOperation";
import { byFault, POWER_CODES } from "./codes";
import { requireReady } from "./instanceReadiness";
import { instancesToWrite } from "./lookUp";

const NAME = "StopInstances";

/** How hard a machine is shut down, which makes no difference here. */
export const STOP_TYPE = optional(text({ oneOf: ["SOFT_FIRST", "HARD", "SOFT"] }));

/** Stops running instances: STOPPING at once, STOPPED at the end. @see CN-API StopInstances */
export const stopInstances = defineAction({
  name: NAME,
  ratePerSecond: 10,
  parameters: {
    InstanceIds: requiredIdList("instance", 100),
    StopType: STOP_TYPE,
  },
  codes: { ...POWER_CODES, ...byFault("FailedOperation") },
  execute({ InstanceIds }, call) {
    const instances = instancesToWrite(InstanceIds, call.region);
    requireReady(instances, ["RUNNING"], call.world.clock.nowMs());
    for (const instance of instances) {
      const path = [
        { at: 0, state: "STOPPING" },
        { at: 1, state: "STOPPED" },
      ] as const;
      beginOperation(instance, { action: NAME, path }, call);
    }
    return {};
  },
});
