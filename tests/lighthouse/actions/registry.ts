import type { Action } from "./action";
import { associateInstancesKeyPairs } from "./associateInstancesKeyPairs";
import { describeInstances } from "./describeInstances";
import { describeKeyPairs } from "./describeKeyPairs";
import { disassociateInstancesKeyPairs } from "./disassociateInstancesKeyPairs";
import { startInstances } from "./startInstances";
import { stopInstances } from "./stopInstances";

/** Every action that is served, by name. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map(
  [
    associateInstancesKeyPairs,
    disassociateInstancesKeyPairs,
    describeInstances,
    describeKeyPairs,
    startInstances,
    stopInstances,
  ].map((action) => [action.name, action]),
);
