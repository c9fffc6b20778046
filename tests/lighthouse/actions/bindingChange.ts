import type { Instance } from "../world/instance";
import type { KeyPair } from "../world/keyPair";
import { offlinePath, writtenAt } from "../world/operation";
import { changeBindings } from "../world/changeBindings";
import type { Call } from "./action";
import { beginOperation } from "./beginOperation";
import type { AssociateType } from "./keyPairParameters";

/** Begins the operation of a bind or unbind on one instance, by the way its type says. */
export function beginBindingChange(
  instance: Instance,
  change: { action: string; type: AssociateType; bind: Map<KeyPair, string>; unbind: readonly KeyPair[] },
  call: Call,
): void {
  const { settings } = call.world;
  const of = <K extends Parameters<typeof settings.of>[0]>(name: K) =>
    settings.of(name, instance.instanceId, change.action);
  const work = {
    action: change.action,
    path: change.type === "ONLINE" ? [] : offlinePath(instance.state, of("comesBack") !== false),
    effectAt: writtenAt(of("bindingsWritten") === "whileOperating" ? "whileOperating" : "atSuccess"),
    effect: () => changeBindings(instance, call.region, change, Number(of("lateBindingReads"))),
  };
  beginOperation(instance, work, call);
}
