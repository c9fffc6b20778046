/** All that a report tells, whatever its form. Pure. */
import type { Access, HiddenInstances, InstanceAccess, PairStatus } from "./access.js";
import { type Effect, effectOn } from "./effect.js";
import { listOrder } from "./listOrder.js";
import type { Preview, PreviewError } from "./preview.js";

/** One instance on which something happens, or stays wrong. */
export interface ReportRow {
  access: InstanceAccess;
  effect: Effect;
  instanceId: string;
  /** Its region, where the report has several. */
  region?: string;
  /** Its name; undefined where it was not looked at. */
  name?: string;
  /** InstanceState; undefined where it was not looked at. */
  state?: string;
  gains: string[];
  loses: string[];
  /** Keys that it loses, or does not, depending on ids that the preview does not show. */
  mayLose: string[];
  /** How many keys it gains that the preview does not show, in words; undefined where there are none. */
  hiddenGains?: string;
}

/** What a report counts: instances, and pairs of a key and an instance. */
export interface Totals {
  shutdown: number;
  mayShutdown: number;
  lockout: number;
  mayLockout: number;
  endsPassword: number;
  refused: number;
  pairs: Record<PairStatus, number>;
}

/** A report. */
export interface Report {
  project?: string;
  stack?: string;
  /** What happens, most drastic first. */
  rows: ReportRow[];
  /** Every instance of the program with all its pairs, for the matrix. */
  instances: InstanceAccess[];
  /** Instances that the preview does not show. */
  hidden: HiddenInstances[];
  totals: Totals;
  errors: PreviewError[];
  /** What could not be looked at, is not in the preview, or is about other resources; a sentence each. */
  notes: string[];
}

/** Puts a report together. */
export function reportOn(preview: Preview, access: Access, lookUpNotes: readonly string[]): Report {
  const hasSeveralRegions = new Set(access.instances.map(({ place }) => place.region)).size > 1;
  const rows = access.instances
    .map((instance) => rowFor(instance, hasSeveralRegions))
    .filter(({ effect }) => effect.isNoteworthy)
    .sort(listOrder);
  return {
    ...(preview.project !== undefined && { project: preview.project }),
    ...(preview.stack !== undefined && { stack: preview.stack }),
    rows,
    instances: access.instances,
    hidden: access.hidden,
    totals: totalsOf(rows, access),
    errors: preview.errors,
    notes: [...lookUpNotes, ...refusalNotes(rows), ...notesOn(preview)],
  };
}

function rowFor(access: InstanceAccess, hasSeveralRegions: boolean): ReportRow {
  const { place, instanceId, operations } = access;
  const instance = place.live.instance(instanceId);
  const region = hasSeveralRegions ? place.region : undefined;
  const hidden = operations.flatMap(({ hiddenGains }) => hiddenGains ?? []);
  const count = hidden.reduce((sum, { count }) => sum + (count ?? Number.NaN), 0);
  return {
    access,
    effect: effectOn(access),
    instanceId,
    ...(region !== undefined && { region }),
    ...(instance?.name !== undefined && { name: instance.name }),
    ...(place.live.hasLookedAt(instanceId) && { state: instance?.state ?? "gone" }),
    gains: operations.flatMap(({ gains, rebinds }) => [...gains, ...rebinds]),
    loses: operations.flatMap(({ loses }) => loses),
    mayLose: operations.flatMap(({ mayLose }) => mayLose),
    ...(hidden[0] && { hiddenGains: hiddenWords("key", Number.isNaN(count) ? undefined : count, hidden[0].why) }),
  };
}

/** Things that a preview does not show, in words. */
export function hiddenWords(what: string, count: number | undefined, why: HiddenInstances["why"]): string {
  const things = count === undefined ? `${what}s` : `${count} ${what}${count === 1 ? "" : "s"}`;
  return { new: `${things} made in this run`, unknown: `${things} not known yet`, secret: `${things} kept secret` }[
    why
  ];
}

function totalsOf(rows: readonly ReportRow[], { instances, hidden }: Access): Totals {
  const pairs: Totals["pairs"] = { kept: 0, added: 0, removed: 0, mayBeRemoved: 0, drifted: 0, restored: 0 };
  for (const instance of instances) for (const status of instance.pairs.values()) pairs[status]++;
  const counted = (counts: (effect: Effect) => boolean): number => rows.filter(({ effect }) => counts(effect)).length;
  const vague = hidden.filter(({ why, isOnline }) => why !== "new" && !isOnline);
  return {
    shutdown: counted(({ power }) => power.shutdown === "yes"),
    mayShutdown:
      counted(({ power }) => power.shutdown === "may") + vague.reduce((sum, { count }) => sum + (count ?? 1), 0),
    lockout: counted(({ login }) => login.lockout === "yes"),
    mayLockout: counted(({ login }) => login.lockout === "may"),
    endsPassword: counted(({ login }) => login.endsPassword),
    refused: counted(({ refusal }) => refusal !== undefined),
    pairs,
  };
}

function refusalNotes(rows: readonly ReportRow[]): string[] {
  if (rows.every(({ effect }) => effect.refusal === undefined)) return [];
  return [
    "An association that is refused on one instance changes nothing on any other, whatever is said of them here.",
  ];
}

function notesOn({ unlisted, associations, otherChanges }: Preview): string[] {
  const notes: string[] = [];
  const retained = associations.filter(({ op, isRetained }) => isRetained && /^delete/.test(op));
  if (retained.length > 0) {
    notes.push(`${counted(retained.length, "association")} deleted with retainOnDelete: what is bound stays bound.`);
  }
  if (unlisted > 0) {
    notes.push(
      `${counted(unlisted, "unchanged resource")} not listed in this preview; pulumi preview --json --show-sames lists them, with the keys that they bind.`,
    );
  }
  if (otherChanges > 0) {
    notes.push(`The preview changes ${otherChanges} other resource${otherChanges === 1 ? "" : "s"}.`);
  }
  return notes;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? " is" : "s are"}`;
}
