import { type Static, Type } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import type { Lighthouse } from "../lighthouse";
import { Settings } from "../world/settings";
import type { World } from "../world/world";
import { controlBody } from "./controlBody";
import { requireKnown } from "./knownNames";

const ResetBody = Type.Object(
  {
    seed: Type.Optional(Type.Integer({ minimum: 0 })),
    /** Where the world's time starts, in milliseconds since 1970; the machine's time unless given. */
    startMs: Type.Optional(Type.Number({ minimum: 0 })),
    ...Settings.properties,
  },
  { additionalProperties: false },
);

/** POST /control/reset: a fresh world. */
export function registerReset(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.post("/reset", async (request) => {
    const { seed, startMs, ...settings }: Static<typeof ResetBody> = controlBody(ResetBody, request.body);
    requireKnown(settings);
    return credentialsOf(lighthouse.reset(seed, settings, startMs));
  });
}

/** What a client needs to reach a fresh world. */
function credentialsOf(world: World) {
  const [credential] = world.credentials.values();
  return {
    seed: world.random.seed,
    region: world.settings.global("defaultRegion"),
    accountId: world.firstAccount.accountId,
    secretId: credential?.secretId,
    secretKey: credential?.secretKey,
  };
}
