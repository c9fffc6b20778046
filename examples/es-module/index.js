import * as pulumi from "@pulumi/pulumi";
import { getInstances, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const keyIds = new pulumi.Config().requireObject("keyIds");

// Awaited, so that the program can decide by what is there: here, one association for each machine.
const { instances } = await getInstances({ tags: { role: "web" }, atLeast: 1 });

const accesses = instances.map(
  ({ instanceId, instanceName }) =>
    new KeyPairAssociation(instanceName ?? instanceId, { keyIds, instanceIds: [instanceId] }),
);

export const bindings = pulumi.all(accesses.map((access) => access.bindings)).apply((all) => all.flat());
