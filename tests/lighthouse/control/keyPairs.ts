import type { FastifyInstance } from "fastify";
import { keyPairOf } from "../edits/find";
import type { Lighthouse } from "../lighthouse";
import { keyPairState } from "./worldView";

/** /control/keyPairs/{id}: one key pair, looked at and taken away by hand, bound or not. */
export function registerKeyPairs(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.get<{ Params: { id: string } }>("/keyPairs/:id", async ({ params }) => {
    const keyPair = keyPairOf(lighthouse.world, params.id);
    return keyPairState(keyPair, lighthouse.world.regionOf(keyPair));
  });
  control.delete<{ Params: { id: string } }>("/keyPairs/:id", async ({ params }) => {
    lighthouse.world.removeKeyPair(keyPairOf(lighthouse.world, params.id));
    return { keyId: params.id };
  });
}
