import type { FastifyInstance } from "fastify";
import { beginOtherWork, editInstance, OperationSeed, reinstall } from "../edits/editInstance";
import { instanceOf } from "../edits/find";
import { InstancePatch } from "../edits/worldSeed";
import type { Lighthouse } from "../lighthouse";
import type { Instance } from "../world/instance";
import { controlBody } from "./controlBody";
import { instanceState } from "./worldView";

/** /control/instances/{id}: one instance, looked at and changed by hand. */
export function registerInstances(control: FastifyInstance, lighthouse: Lighthouse): void {
  const find = (id: string) => instanceOf(lighthouse.world, id);
  const view = (instance: Instance) => instanceState(instance, lighthouse.world);
  control.get<{ Params: { id: string } }>("/instances/:id", async ({ params }) => view(find(params.id)));
  control.patch<{ Params: { id: string } }>("/instances/:id", async ({ params, body }) => {
    const instance = find(params.id);
    editInstance(lighthouse.world, instance, controlBody(InstancePatch, body));
    return view(instance);
  });
  control.delete<{ Params: { id: string } }>("/instances/:id", async ({ params }) => {
    lighthouse.world.removeInstance(find(params.id));
    return { instanceId: params.id };
  });
  control.post<{ Params: { id: string } }>("/instances/:id/reinstall", async ({ params }) => {
    const instance = find(params.id);
    reinstall(lighthouse.world, instance);
    return view(instance);
  });
  control.post<{ Params: { id: string } }>("/instances/:id/operation", async ({ params, body }) => {
    const instance = find(params.id);
    beginOtherWork(lighthouse.world, instance, controlBody(OperationSeed, body));
    return view(instance);
  });
}
