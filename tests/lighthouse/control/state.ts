import type { FastifyInstance } from "fastify";
import type { Lighthouse } from "../lighthouse";
import { worldState } from "./worldView";

/** GET /control/state: the whole world as it truly is. */
export function registerState(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.get("/state", async () => worldState(lighthouse.world));
}
