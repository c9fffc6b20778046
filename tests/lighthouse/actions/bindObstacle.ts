import { ApiError, named } from "../protocol/apiError";
import type { Instance } from "../world/instance";
import type { World } from "../world/world";

/** Why keys can never be bound to an instance, whatever its state: Windows, or a special display area. */
export function bindObstacle(instance: Instance, world: World, action: string): ApiError | undefined {
  const ids = named([instance.instanceId]);
  if (instance.platformType === "WINDOWS") {
    const code = world.settings.switches(instance.instanceId, action)("windowsCode");
    return new ApiError(`UnsupportedOperation.${code}`, { ids });
  }
  if (!instance.isDisplayArea) return undefined;
  return new ApiError("UnsupportedOperation.InstanceDisplayAreaNotSupportOperation", { ids });
}
