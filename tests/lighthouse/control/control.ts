import type { FastifyError, FastifyInstance } from "fastify";
import { EditError } from "../edits/editError";
import type { Lighthouse } from "../lighthouse";
import { registerBindings } from "./bindings";
import { registerCalls } from "./calls";
import { registerFaults } from "./faults";
import { registerInstances } from "./instances";
import { registerKeyPairs } from "./keyPairs";
import { registerOperations } from "./operations";
import { registerReset } from "./reset";
import { registerSeed } from "./seed";
import { registerSettings } from "./settings";
import { registerState } from "./state";
import { registerTime } from "./time";

/** The control interface: JSON over HTTP, unsigned, and never in the log of calls. */
export function registerControl(control: FastifyInstance, lighthouse: Lighthouse): void {
  control.removeAllContentTypeParsers();
  control.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? undefined : JSON.parse(String(body)));
    } catch {
      done(new EditError(400, "The body is not JSON."));
    }
  });
  control.addHook("onRequest", async () => lighthouse.world.settle());
  control.setErrorHandler((error: FastifyError | EditError, _request, reply) => {
    const status = error instanceof EditError ? error.status : (error.statusCode ?? 500);
    if (status >= 500) lighthouse.world.noteDefect(error);
    return reply.code(status).send({ error: error.message });
  });
  control.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `No control call ${request.method} ${request.url.split("?")[0]}.` }),
  );
  registerReset(control, lighthouse);
  registerSeed(control, lighthouse);
  registerState(control, lighthouse);
  registerInstances(control, lighthouse);
  registerOperations(control, lighthouse);
  registerKeyPairs(control, lighthouse);
  registerBindings(control, lighthouse);
  registerCalls(control, lighthouse);
  registerSettings(control, lighthouse);
  registerTime(control, lighthouse);
  registerFaults(control, lighthouse);
}
