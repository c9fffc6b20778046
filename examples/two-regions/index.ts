import * as pulumi from "@pulumi/pulumi";
import { getInstancesOutput, KeyPair, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const REGIONS = ["ap-guangzhou", "ap-singapore"];

const publicKey = new pulumi.Config().require("publicKey");

// A key pair belongs to one region, and so does an association: the same public key is stored in each.
const accesses = REGIONS.map((region) => {
  const key = new KeyPair(`deploy-${region}`, { publicKey, region });
  const machines = getInstancesOutput({ region, tags: { role: "web" }, platformType: "LINUX_UNIX" });
  return new KeyPairAssociation(`deploy-${region}`, {
    region,
    keyIds: [key.keyId],
    instanceIds: machines.instanceIds,
  });
});

export const machines = Object.fromEntries(
  REGIONS.map((region, index) => [region, accesses[index]?.instanceIds ?? []]),
);
