import type { FastifyInstance } from "fastify";
import type { Lighthouse } from "../lighthouse";
import { DEFAULT_SETTINGS } from "../world/settings";
import { settingsBody } from "./knownNames";

/** GET and PATCH /control/settings: the switches, paces and limits of the world. */
export function registerSettings(control: FastifyInstance, lighthouse: Lighthouse): void {
  const view = () => ({ ...DEFAULT_SETTINGS, ...lighthouse.world.settings.set });
  control.get("/settings", async () => view());
  control.patch("/settings", async ({ body }) => {
    lighthouse.world.applySettings(settingsBody(body));
    return view();
  });
}
