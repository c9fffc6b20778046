import type { Action } from "./action";
import { associateInstancesKeyPairs } from "./associateInstancesKeyPairs";
import { assumeRole } from "./assumeRole";
import { assumeRoleWithWebIdentity } from "./assumeRoleWithWebIdentity";
import { createKeyPair } from "./createKeyPair";
import { deleteKeyPairs } from "./deleteKeyPairs";
import { describeGeneralResourceQuotas } from "./describeGeneralResourceQuotas";
import { describeInstances } from "./describeInstances";
import { describeInstancesDeniedActions } from "./describeInstancesDeniedActions";
import { describeKeyPairs } from "./describeKeyPairs";
import { describeRegions } from "./describeRegions";
import { disassociateInstancesKeyPairs } from "./disassociateInstancesKeyPairs";
import { getCallerIdentity } from "./getCallerIdentity";
import { importKeyPair } from "./importKeyPair";
import { rebootInstances } from "./rebootInstances";
import { resetInstancesPassword } from "./resetInstancesPassword";
import { startInstances } from "./startInstances";
import { stopInstances } from "./stopInstances";

/** Every action that is served, by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  [
    associateInstancesKeyPairs,
    disassociateInstancesKeyPairs,
    describeInstances,
    describeKeyPairs,
    createKeyPair,
    importKeyPair,
    deleteKeyPairs,
    startInstances,
    stopInstances,
    rebootInstances,
    resetInstancesPassword,
    describeRegions,
    describeInstancesDeniedActions,
    describeGeneralResourceQuotas,
    assumeRole,
    assumeRoleWithWebIdentity,
    getCallerIdentity,
  ].map((action) => [action.name, action]),
);
