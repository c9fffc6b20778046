import type { FastifyInstance } from "fastify";
import { EditError } from "../edits/editError";
import type { Lighthouse } from "../lighthouse";
import { CALL_LOG_LENGTH } from "../world/callLog";

/** GET and DELETE /control/calls, GET /control/counts: what clients have called. */
export function registerCalls(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.get<{ Querystring: { since?: string; action?: string } }>("/calls", async ({ query }) => {
    const { since = "0", action, ...unknown } = query;
    const [misspelt] = Object.keys(unknown);
    if (misspelt !== undefined) throw new EditError(400, `${misspelt}: calls are asked for by since and action.`);
    if (!/^\d+$/.test(since)) throw new EditError(400, "since: a whole number, the n of a call.");
    const calls = lighthouse.world.calls.calls();
    return {
      kept: CALL_LOG_LENGTH,
      calls: calls.filter((call) => call.n > Number(since) && (action === undefined || call.action === action)),
    };
  });
  control.delete("/calls", async () => {
    lighthouse.world.calls.clear();
    for (const instance of lighthouse.world.instances.values()) instance.shutdowns = 0;
    return {};
  });
  control.get("/counts", async () => {
    const { calls, instances } = lighthouse.world;
    const down = [...instances.values()].filter(({ shutdowns }) => shutdowns > 0);
    return {
      actions: calls.counts(),
      shutdowns: {
        total: down.reduce((sum, { shutdowns }) => sum + shutdowns, 0),
        instances: Object.fromEntries(down.map(({ instanceId, shutdowns }) => [instanceId, shutdowns])),
      },
    };
  });
}
