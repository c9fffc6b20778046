import type { Instance } from "../world/instance";
import { type OperationPlan, type PathStep, SUCCEEDED } from "../world/operation";
import type { Call } from "./action";

/** What an action does to one instance. */
export interface Work {
  readonly action: string;
  readonly path: readonly PathStep[];
  readonly effectAt?: number;
  readonly effect?: () => void;
}

/** Begins an action's operation on an instance, with every switch and fault that bears on how it shows and ends. */
export function beginOperation(instance: Instance, work: Work, call: Call): void {
  const { world, requestId } = call;
  const { settings } = world;
  const of = settings.switches(instance.instanceId, work.action);
  const injected = call.outcomeOf(instance.instanceId);
  const staleReads = of("staleReads");
  instance.staleLatest = staleReads > 0 ? { readsLeft: staleReads, shown: instance.latest } : undefined;
  instance.nullStateReadsLeft = of("nullStateReads");
  const plan: OperationPlan = {
    name: of("operationName") ?? work.action,
    requestId: of("operationRequestId") === "other" ? world.random.uuid() : requestId,
    cause: { by: work.action, requestId },
    path: injected?.leaves ? pathLeaving(work.path, injected.leaves) : work.path,
    effectAt: work.effectAt ?? 1,
    effect: work.effect ?? (() => {}),
    outcome: injected ?? SUCCEEDED,
    ended: () => beginOperationAfter(instance, of("operationAfter"), work.action, call),
  };
  world.operations.begin(instance, plan, settings.pace(instance.instanceId, work.action));
}

/** The same path with another end: the state it would have ended in is never reached. */
function pathLeaving(path: readonly PathStep[], state: PathStep["state"]): PathStep[] {
  return [...path.filter(({ at }) => at < 1), { at: 1, state }];
}

/** Where the switch is on, somebody else's operation begins the moment that ours has ended. */
function beginOperationAfter(instance: Instance, name: string | boolean, action: string, { world }: Call): void {
  if (name === false) return;
  world.beginOtherOperation(instance, {
    name: typeof name === "string" ? name : "ModifyInstancesAttribute",
    pace: world.settings.pace(instance.instanceId, action),
  });
}
