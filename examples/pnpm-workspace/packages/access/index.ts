import * as pulumi from "@pulumi/pulumi";
import { KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const config = new pulumi.Config();

// Each key of the list can log in to each instance of the list.
const access = new KeyPairAssociation("access", {
  keyIds: config.requireObject<string[]>("keyIds"),
  instanceIds: config.requireObject<string[]>("instanceIds"),
});

export const bindings = access.bindings;
