import * as pulumi from "@pulumi/pulumi";
import { getInstancesOutput, getKeyPairsOutput, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const config = new pulumi.Config();
const role = config.require("role");
const keyNames = config.requireObject<string[]>("keyNames");

// Not only RUNNING: a machine that happens to be down keeps its keys. Left out is what has expired or is in rescue mode.
const fleet = getInstancesOutput({
  tags: { role },
  platformType: "LINUX_UNIX",
  states: ["RUNNING", "STOPPED", "STARTING", "STOPPING", "REBOOTING"],
  atLeast: 1,
});

// All of them must be there, so that a misspelt name is an error and nobody's key goes missing.
const team = getKeyPairsOutput({ keyNames, atLeast: keyNames.length });

const access = new KeyPairAssociation("access", { keyIds: team.keyIds, instanceIds: fleet.instanceIds });

export const machines = fleet.instances.apply((found) => found.map(({ instanceName }) => instanceName));
export const bindings = access.bindings;
