import type { FastifyInstance } from "fastify";
import type { Lighthouse } from "../lighthouse";
import { controlBody } from "./controlBody";
import { ControlError } from "./controlError";
import { bindByHand, unbindByHand } from "./seedWorld";
import { BindingSeed } from "./worldSeed";

/** POST /control/bind, POST /control/unbind and DELETE /control/keyPairs/{id}: what somebody does in the console. */
export function registerBindings(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.post("/bind", async ({ body }) => {
    const pair = controlBody(BindingSeed, body);
    bindByHand(lighthouse.world, pair);
    return pair;
  });
  control.post("/unbind", async ({ body }) => {
    const pair = controlBody(BindingSeed, body);
    unbindByHand(lighthouse.world, pair);
    return pair;
  });
  control.delete<{ Params: { id: string } }>("/keyPairs/:id", async ({ params }) => {
    const regions = [...lighthouse.world.accounts.values()].flatMap((account) => [...account.regions.values()]);
    const region = regions.find(({ keyPairs }) => keyPairs.has(params.id));
    if (!region) throw new ControlError(404, `There is no key pair ${params.id}.`);
    region.removeKeyPair(params.id);
    return { keyId: params.id };
  });
}
