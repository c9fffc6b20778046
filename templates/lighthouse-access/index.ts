import * as pulumi from "@pulumi/pulumi";
import { getInstancesOutput, getKeyPairsOutput, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const config = new pulumi.Config();
const role = config.require("role");
const keyNames = config.require("keyNames").split(/\s*,\s*/);

// Not only RUNNING: a machine that happens to be down keeps its keys.
const machines = getInstancesOutput({
  tags: { role },
  platformType: "LINUX_UNIX",
  states: ["RUNNING", "STOPPED", "STARTING", "STOPPING", "REBOOTING"],
  atLeast: 1,
});

const keys = getKeyPairsOutput({ keyNames, atLeast: keyNames.length });

const access = new KeyPairAssociation("access", { keyIds: keys.keyIds, instanceIds: machines.instanceIds });

export const bindings = access.bindings;
