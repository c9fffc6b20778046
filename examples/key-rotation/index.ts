import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const config = new pulumi.Config();

// Drawn once for each value of `shift`: `pulumi config set shift 2027-Q1` draws the next.
const duty = new random.RandomShuffle("duty", {
  inputs: config.requireObject<string[]>("keyIds"),
  resultCount: 1,
  keepers: { shift: config.require("shift") },
});

// The key that was drawn is bound and confirmed before the one of the last shift is unbound.
const access = new KeyPairAssociation("access", {
  keyIds: duty.results,
  instanceIds: config.requireObject<string[]>("instanceIds"),
  protectLastKey: true,
});

export const keyOnDuty = duty.results;
export const bindings = access.bindings;
