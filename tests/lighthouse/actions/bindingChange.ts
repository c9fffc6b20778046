import { changeBindings } from "../world/changeBindings";
import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
import { offlinePath, writtenAt } from "../world/operation";
import type { Call } from "./action";
import { beginOperation } from "./beginOperation";
import type { AssociateType } from "./keyPairParameters";

/** Begins the operation of a bind or unbind on one instance, by the way its type says. */
export function beginBindingChange(
  instance: Instance,
  change: { action: string; type: AssociateType; bind: Map<KeyPair, string>; unbind: readonly KeyPair[] },
  call: Call,
): void {
  const of = call.world.settings.switches(instance.instanceId, change.action);
  const work = {
    action: change.action,
    path: change.type === "ONLINE" ? [] : offlinePath(instance.state, of("comesBack")),
    effectAt: writtenAt(of("bindingsWritten")),
    effect: () => changeBindings(instance, call.region, change, of("lateBindingReads")),
  };
  beginOperation(instance, work, call);
}
