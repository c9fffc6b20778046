import { ApiError } from "../protocol/apiError";
import { requiredIdList } from "../protocol/ids";
import { optional, text } from "../protocol/parameters";
import type { Instance } from "../world/instance";
import { offlinePath } from "../world/operation";
import { defineAction } from "./action";
import { beginOperation } from "./beginOperation";
import { POWER_CODES } from "./codes";
import { requireReady } from "./instanceReadiness";
import { instancesToWrite } from "./lookUp";

const NAME = "ResetInstancesPassword";

/** @see CN-API ResetInstancesPassword, Password: 8 to 30 characters, on Windows 12 to 30, of three kinds, no first `/` */
const PASSWORD_LENGTH = { LINUX_UNIX: 8, WINDOWS: 12, most: 30, kinds: 3 } as const;

/** Sets a password, for which a running instance is shut down. @see CN-API ResetInstancesPassword */
export const resetInstancesPassword = defineAction({
  name: NAME,
  ratePerSecond: null,
  parameters: {
    InstanceIds: requiredIdList("instance", 100),
    Password: text(),
    UserName: optional(text({ maxLength: 64 })),
  },
  codes: {
    ...POWER_CODES,
    "InvalidParameterValue.InvalidPassword": "the password breaks the rules of the instances' platform",
  },
  execute({ InstanceIds, Password }, call) {
    const instances = instancesToWrite(InstanceIds, call.region);
    if (!isPasswordAllowed(Password, instances)) throw new ApiError("InvalidParameterValue.InvalidPassword");
    requireReady(instances, ["RUNNING", "STOPPED"], call.world.clock.nowMs());
    for (const instance of instances) {
      const comesBack = call.world.settings.switches(instance.instanceId, NAME)("comesBack");
      const effect = () => {
        instance.isPasswordKnown = true;
      };
      beginOperation(instance, { action: NAME, path: offlinePath(instance.state, comesBack), effect }, call);
    }
    return {};
  },
});

/** Where there is a Windows instance among them its rule holds for all. */
function isPasswordAllowed(password: string, instances: readonly Instance[]): boolean {
  const least = Math.max(...instances.map(({ platformType }) => PASSWORD_LENGTH[platformType]));
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password)).length;
  const isLengthRight = password.length >= least && password.length <= PASSWORD_LENGTH.most;
  return isLengthRight && kinds >= PASSWORD_LENGTH.kinds && !password.startsWith("/");
}
