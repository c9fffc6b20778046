import { barToBind, barToUnbind } from "./bars.js";
import type { Instance } from "./lighthouse.js";
import type { Observation } from "./observation.js";
import type { Pairs } from "./pairs.js";

/** Every culprit for which a change is known to fail before anything is touched, each a sentence without its full stop. */
export function barsOf(
  before: Observation,
  removable: Pairs,
  instances: ReadonlyMap<string, Instance>,
  region: string,
): string[] {
  const keys = before
    .unknownKeyIds()
    .map((keyId) => `${keyId} does not exist in region ${region}; check the id and the region`);
  const gaining = before.missing.instanceIds().flatMap((instanceId) => {
    const bar = barToBind(instances.get(instanceId), region);
    return bar ? [`${instanceId} ${bar}`] : [];
  });
  const losing = removable.instanceIds().flatMap((instanceId) => {
    const instance = instances.get(instanceId);
    const bar = instance && barToUnbind(instance);
    return bar ? [`${instanceId} ${bar}`] : [];
  });
  return [...new Set([...keys, ...gaining, ...losing])];
}
