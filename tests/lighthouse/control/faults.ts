import { Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import { FaultSeed } from "../faults/fault";
import type { Lighthouse } from "../lighthouse";
import { controlBody } from "./controlBody";
import { requireActions } from "./knownNames";

const FaultsBody = Type.Array(FaultSeed);

/** GET, POST and DELETE /control/faults: what goes wrong, when, and how often it has. */
export function registerFaults(control: FastifyInstance, lighthouse: Lighthouse): void {
  const view = () => ({ faults: lighthouse.world.faults.list() });
  control.get("/faults", async () => view());
  control.post("/faults", async ({ body }) => {
    const seeds = Array.isArray(body) ? controlBody(FaultsBody, body) : [controlBody(FaultSeed, body)];
    requireActions(
      "/action",
      seeds.map(({ action }) => action).filter((action) => action !== "*"),
    );
    requireActions(
      "/after",
      seeds.flatMap(({ after }) => after ?? []),
    );
    return { faults: seeds.map((seed) => lighthouse.world.faults.add(seed)) };
  });
  control.delete("/faults", async () => {
    lighthouse.world.faults.clear();
    return view();
  });
}
