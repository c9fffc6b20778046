import type { FastifyInstance } from "fastify";
import { seedWorld } from "../edits/seedWorld";
import { WorldSeed } from "../edits/worldSeed";
import type { Lighthouse } from "../lighthouse";
import { controlBody } from "./controlBody";

/** POST /control/seed: adds accounts, instances, key pairs and bindings, and says what was made. */
export function registerSeed(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.post("/seed", async (request) => seedWorld(lighthouse.world, controlBody(WorldSeed, request.body)));
}
