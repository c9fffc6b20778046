import type { FastifyInstance } from "fastify";
import { FinishSeed, finishOperations } from "../edits/finishOperations";
import type { Lighthouse } from "../lighthouse";
import { controlBody } from "./controlBody";
import { instanceState } from "./worldView";

/** POST /control/operations/finish: ends operations now, whatever their pace. */
export function registerOperations(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.post("/operations/finish", async ({ body }) => {
    const { world } = lighthouse;
    const instances = finishOperations(world, controlBody(FinishSeed, body));
    return { instances: instances.map((instance) => instanceState(instance, world)) };
  });
}
