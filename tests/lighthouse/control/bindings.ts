import type { FastifyInstance } from "fastify";
import { bindByHand, unbindByHand } from "../edits/bindByHand";
import { BindingSeed, PairSeed } from "../edits/worldSeed";
import type { Lighthouse } from "../lighthouse";
import { controlBody } from "./controlBody";

/** POST /control/bind and POST /control/unbind: what somebody does in the console. */
export function registerBindings(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.post("/bind", async ({ body }) => {
    const pair = controlBody(BindingSeed, body);
    bindByHand(lighthouse.world, pair);
    return pair;
  });
  control.post("/unbind", async ({ body }) => {
    const pair = controlBody(PairSeed, body);
    unbindByHand(lighthouse.world, pair);
    return pair;
  });
}
