import { type Static, Type } from "@sinclair/typebox";
import type { Instance } from "../world/instance";
import { oneOf } from "../world/oneOf";
import { type Outcome, SUCCEEDED } from "../world/operation";
import type { World } from "../world/world";
import { EditError } from "./editError";
import { instanceOf } from "./find";

/** The body of POST /control/operations/finish. */
export const FinishSeed = Type.Object(
  {
    /** Which instance; all that are operating unless given. */
    instanceId: Type.Optional(Type.String({ minLength: 1 })),
    outcome: Type.Optional(oneOf(["SUCCESS", "FAILED"])),
    /** With FAILED: whether the operation had its effect all the same. */
    applied: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

/** Ends operations now, whatever their pace and whether or not they show, and gives the instances they were on. */
export function finishOperations(
  world: World,
  { instanceId, outcome, applied }: Static<typeof FinishSeed>,
): Instance[] {
  const all = [...world.instances.values()].filter((instance) => isWorkedOn(instance, world));
  const instances = instanceId === undefined ? all : [instanceOf(world, instanceId)];
  const forced: Outcome | undefined =
    outcome === "FAILED" ? { state: outcome, isApplied: applied ?? false } : outcome && SUCCEEDED;
  for (const instance of instances) {
    if (!isWorkedOn(instance, world)) {
      throw new EditError(409, `No operation is under way on ${instance.instanceId}.`);
    }
    world.operations.finish(instance, forced);
    instance.hiddenWorkUntilMs = undefined;
  }
  return instances;
}

function isWorkedOn({ operation, hiddenWorkUntilMs = 0 }: Instance, { clock }: World): boolean {
  return operation !== undefined || hiddenWorkUntilMs > clock.nowMs();
}
