import type { InstanceView } from "../lifecycle/cloud";
import { API, WEB } from "../lifecycle/ids";
import type { Outcome } from "../lifecycle/run";
import type { Cell } from "./cells";
import type { Site } from "./site";

/**
 * Every instance was up before the command. One that is down after it, once all that was under way has ended, is so by
 * our doing: that is right only where nothing could be done about it, and then the error names it, and state remembers
 * it, so that the next command starts it. What a destroy has left down nothing remembers: the next one warns of it.
 */
export async function faultsOfPowerLeft(site: Site, { rule, boundary }: Cell, { errors }: Outcome): Promise<string[]> {
  const error = errors["team"] ?? "";
  const isDestroy = site.commands.entries().every(({ initErrors }) => initErrors.length === 0);
  const remembered = site.commands.entries().flatMap(({ outputs }) => (outputs["restore"] ?? []) as string[]);
  return (await down(site)).flatMap((id) => [
    ...(rule.ending === "partial" ? [] : [`${id} is left down, and the command was ${rule.ending}`]),
    ...(error.includes(id) && error.includes("left STOPPED") ? [] : [`${id} is left down, and the error is silent`]),
    ...(isDestroy || remembered.includes(id) ? [] : [`${id} is left down by ${boundary.action}, and not remembered`]),
  ]);
}

/** Those of the instances that are there, and are not RUNNING. */
export async function down(site: Site, instanceIds: readonly string[] = [WEB, API]): Promise<string[]> {
  const { instances } = await site.control.get<{ instances: InstanceView[] }>("state");
  const isDown = ({ instanceId, state }: InstanceView): boolean =>
    instanceIds.includes(instanceId) && state !== "RUNNING" && state !== "SHUTDOWN";
  return instances.filter(isDown).map(({ instanceId }) => instanceId);
}

/** Whether a command has warned that it found an instance down. */
export function isWarnedOf(instanceId: string, warnings: readonly string[]): boolean {
  return warnings.some((text) => text.startsWith("STOPPED") && text.includes(instanceId));
}
