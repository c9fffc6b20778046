import { type Binding, DEFAULT_POWER, type Power } from "../../provider/association.js";
import type { AssociationStep, Hidden } from "./associationStep.js";
import type { Certainty } from "./certainty.js";

/** What one association does on one instance. */
export interface Operation {
  /** The name of the association. */
  association: string;
  /** Keys that it binds. */
  gains: string[];
  /** Keys that are bound for another user than the declared one, and are unbound and bound again. */
  rebinds: string[];
  /** Keys that it unbinds. */
  loses: string[];
  /** Keys that it may unbind: that hangs on ids that the preview does not show. */
  mayLose: string[];
  /** Keys that it binds and that the preview does not show. */
  hiddenGains?: HiddenGains;
  /** The user that it binds for, where one is named. */
  username?: string;
  /** Whether its calls shut the instance down if it is running. */
  takesDown: Certainty;
  power: Power;
  /** Whether an earlier run left the instance down, so that this one starts it. */
  restores: boolean;
}

/** Keys that the preview does not show. */
export interface HiddenGains {
  /** How many; undefined where the list as a whole is not shown. */
  count?: number;
  why: Hidden;
  /** Whether one of them is surely bound anew: it may be one that is bound already. */
  isSure: boolean;
}

/** Which pairs an association gains and loses on one instance. */
export type PairChanges = Pick<Operation, "gains" | "rebinds" | "loses" | "mayLose">;

/** How a step stands to one instance. */
export interface Standing {
  instanceId: string;
  /** Whether the instance is among those that the step declares. */
  isDeclared: boolean;
  /** What is recorded for the instance. */
  binding?: Binding;
}

/** Operations that bind what is declared. */
const BINDS = new Set(["create", "create-replacement", "update"]);

/** Operations that unbind what is recorded. */
const UNBINDS = new Set(["update", "delete", "delete-replaced"]);

/** Whether the step binds what it declares. */
export function binds(step: AssociationStep): boolean {
  return BINDS.has(step.op);
}

/** Whether the step unbinds what is recorded and no longer declared. */
export function unbinds(step: AssociationStep): boolean {
  return UNBINDS.has(step.op) && !step.isRetained;
}

/** What a step does on one instance; undefined where that is nothing. */
export function operationOn(step: AssociationStep, standing: Standing, pairs: PairChanges): Operation | undefined {
  const { after, before } = step;
  const isDeclared = binds(step) && standing.isDeclared;
  const hidden = isDeclared ? after?.keyIds.hidden : undefined;
  const hiddenGains = hidden && { ...hidden, isSure: hidden.why === "new" || !standing.binding };
  const power = (binds(step) ? after?.power : before?.power) ?? DEFAULT_POWER;
  const isLeftDown = before?.restore.includes(standing.instanceId) ?? false;
  const restores = isLeftDown && power !== "leave" && !step.isRetained;
  const { gains, rebinds, loses, mayLose } = pairs;
  const isIdle = [gains, rebinds, loses, mayLose].every(({ length }) => length === 0) && !hiddenGains;
  if (isIdle && !restores && !(power === "running" && isDeclared)) return undefined;
  return {
    association: step.name,
    ...pairs,
    ...(hiddenGains && { hiddenGains }),
    ...(after?.username !== undefined && { username: after.username }),
    takesDown: takesDown(step, standing, pairs, hiddenGains),
    power,
    restores,
  };
}

/** The service shuts a running instance down unless it is asked to bind ONLINE. */
function takesDown(
  step: AssociationStep,
  { binding }: Standing,
  { gains, loses, mayLose }: PairChanges,
  hiddenGains: HiddenGains | undefined,
): Certainty {
  const isOnline = (binds(step) ? step.after : step.before)?.associateType === "ONLINE";
  if (isOnline) return "no";
  // What was bound for a named user is unbound ONLINE whatever is declared now.
  const unbindsOnline = binding?.username !== undefined;
  if (gains.length > 0 || hiddenGains?.isSure || (loses.length > 0 && !unbindsOnline)) return "yes";
  return hiddenGains || (mayLose.length > 0 && !unbindsOnline) ? "may" : "no";
}
