import { Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import type { Lighthouse } from "../lighthouse";
import { SUCCEEDED } from "../world/operation";
import { controlBody } from "./controlBody";
import { ControlError } from "./controlError";
import { instanceOf } from "./instances";
import { instanceState } from "./worldView";

const FinishBody = Type.Object(
  {
    /** Which instance; all that are operating unless given. */
    instanceId: Type.Optional(Type.String({ minLength: 1 })),
    outcome: Type.Optional(Type.Union([Type.Literal("SUCCESS"), Type.Literal("FAILED")])),
    /** With FAILED: whether the operation had its effect all the same. */
    applied: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

/** POST /control/operations/finish: ends operations now, whatever their pace. */
export function registerOperations(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.post("/operations/finish", async ({ body }) => {
    const { world } = lighthouse;
    const { instanceId, outcome, applied } = controlBody(FinishBody, body);
    const instances =
      instanceId === undefined
        ? [...world.instances.values()].filter(({ operation }) => operation)
        : [instanceOf(world, instanceId)];
    const forced =
      outcome === undefined
        ? undefined
        : outcome === "SUCCESS"
          ? SUCCEEDED
          : { state: outcome, isApplied: applied ?? false };
    for (const instance of instances) {
      if (!world.operations.finish(instance, forced)) {
        throw new ControlError(409, `No operation is under way on ${instance.instanceId}.`);
      }
    }
    return { instances: instances.map((instance) => instanceState(instance, world)) };
  });
}
