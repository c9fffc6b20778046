import { Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import type { Lighthouse } from "../lighthouse";
import { controlBody } from "./controlBody";

const TimeBody = Type.Object({ advanceMs: Type.Number({ minimum: 0 }) }, { additionalProperties: false });

/** GET /control/time, and POST to move the world's time forward. */
export function registerTime(control: FastifyInstance, lighthouse: Lighthouse): void {
  const view = () => ({ time: lighthouse.world.clock.mode, nowMs: lighthouse.world.clock.nowMs() });
  control.get("/time", async () => view());
  control.post("/time", async ({ body }) => {
    lighthouse.world.advance(controlBody(TimeBody, body).advanceMs);
    return view();
  });
}
