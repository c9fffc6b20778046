import type { LoggedCall } from "../lifecycle/writes";
import type { Boundary } from "./boundaries";
import type { Fault } from "./fault";

/** What a cell is asked for, of either table. */
export interface Claimed {
  boundary: Pick<Boundary, "action" | "nth">;
  fault: Pick<Fault, "instanceId" | "holdsUp">;
  ending: string;
  /** Instances on which somebody else has brought it about. */
  spared?: readonly string[];
}

/** What a command did, as far as it bears out how the command is said to have ended. */
export interface Shown {
  calls: readonly LoggedCall[];
  /** How long the command took, in the time of the site. */
  tookMs: number;
}

/** The call that a fault has hit, the first of them where it hit several. */
export function struckCall(
  { boundary, fault }: Pick<Claimed, "boundary" | "fault">,
  calls: readonly LoggedCall[],
): LoggedCall | undefined {
  const met = calls.filter((call) => call.action === boundary.action && concerns(call, fault.instanceId));
  return met[boundary.nth - 1];
}

/** Every way in which the log of calls does not bear out that a command ended as its rule says; empty where it does. */
export function faultsOfEvidence(claimed: Claimed, shown: Shown): string[] {
  const { action } = claimed.boundary;
  const struck = struckCall(claimed, shown.calls);
  if (struck === undefined) return [`the call of ${action} that was hit is not in the log`];
  const later = shown.calls.slice(shown.calls.indexOf(struck) + 1);
  const again = later.filter((call) => call.action === action && isAboutTheSame(call, struck));
  if (claimed.ending === "retried" || claimed.ending === "made again")
    return again.length > 0 ? [] : [`${action} was not called again`];
  if (claimed.ending === "waited") return faultsOfWait(claimed.fault.holdsUp ?? {}, later, struck, shown.tookMs);
  if (claimed.ending === "adopted") return faultsOfRepetition(struck, again, claimed.spared ?? []);
  return [];
}

/** The fault held the command up, and reads went on until it was over. */
function faultsOfWait(
  { reads = 1, keyReads = 0, ms = 0 }: NonNullable<Fault["holdsUp"]>,
  later: readonly LoggedCall[],
  struck: LoggedCall,
  tookMs: number,
): string[] {
  const looks = later.filter((call) => call.action === "DescribeInstances" && isAboutTheSame(call, struck));
  const keyLooks = later.filter((call) => call.action === "DescribeKeyPairs" && isAboutTheSame(call, struck));
  return [
    ...(looks.length < reads ? [`instances were read ${looks.length} times after it, not ${reads}`] : []),
    ...(keyLooks.length < keyReads ? [`key pairs were read ${keyLooks.length} times after it, not ${keyReads}`] : []),
    ...(tookMs < ms ? [`it was over after ${tookMs} ms, and its cause after ${ms}`] : []),
  ];
}

/** What the call that was hit, or somebody else, has brought about is asked for by no later call, carried out or not. */
function faultsOfRepetition(struck: LoggedCall, again: readonly LoggedCall[], spared: readonly string[]): string[] {
  const isNeedless = (call: LoggedCall): boolean =>
    struck.executed || idsOf(call, "InstanceIds").some((instanceId) => spared.includes(instanceId));
  return again.some(isNeedless) ? [`${struck.action} was called again for what was so already`] : [];
}

function isAboutTheSame(one: LoggedCall, other: LoggedCall): boolean {
  return ["KeyIds", "InstanceIds"].every((name) => {
    const [some, others] = [idsOf(one, name), idsOf(other, name)];
    return some.length === 0 || others.length === 0 || some.some((id) => others.includes(id));
  });
}

function concerns(call: LoggedCall, instanceId: string | undefined): boolean {
  return instanceId === undefined || idsOf(call, "InstanceIds").includes(instanceId);
}

/** The ids that a call names in one of its lists. */
export function idsOf({ parameters }: LoggedCall, name: string): string[] {
  const ids = parameters[name];
  return Array.isArray(ids) ? ids.map(String) : [];
}
