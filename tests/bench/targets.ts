import { max, sum } from "simple-statistics";
import { type Figures, perPairMs, ratioOf, stateBytesBeyond } from "./figures";
import { grouped } from "./grouped";
import type { LoadTime } from "./loadTime";
import type { Command } from "./round";
import { LARGE } from "./scope";
import { nameOf } from "./shape";
import type { Waits } from "./waits";

/** All that one run of the benchmark has measured. */
export interface Results {
  rows: readonly Figures[];
  waits: readonly Waits[];
  load: LoadTime;
}

/** Something that was promised, with what was measured. */
export interface Target {
  what: string;
  promised: string;
  measured: string;
  isMet: boolean;
}

/** Holds what was measured against what was promised. What this run has not measured is left out. */
export function targets({ rows, waits, load }: Results): Target[] {
  const of = (command: Command): Figures[] => rows.filter((row) => row.command === command);
  const bound = of("create");
  return [
    ...bound.filter(({ shape, operation }) => operation === 5 && isLarge(shape)).map((row) => ratioTarget(row, 1.25)),
    ...bound.filter(({ shape, operation }) => operation === 5 && shape.parallel).map((row) => ratioTarget(row, 1.3)),
    ...previewTargets(rows),
    ...bound.filter(({ shape }) => shape.parallel).map(bindsTogether),
    ...waits.flatMap(waitTargets),
    atMost("loading the package in a program, after @pulumi/pulumi", load.programMs, 60, "ms"),
    ...bound.slice(0, 1).map((row) => {
      return atMost(`state of ${nameOf(row.shape)}, beyond the floor's`, stateBytesBeyond(row), 900, "bytes");
    }),
    atMost("calls that the service refused, all rows", max(rows.map(({ ours }) => ours.called.refused)), 0, "calls"),
    atMost("binds beyond one for 100 instances", max(bound.map(bindsTooMany)), 0, "calls"),
    atMost("unbinds beyond one for 100 instances", max(of("destroy").map(unbindsTooMany)), 0, "calls"),
    atMost("calls where nothing has changed", max(of("no change").map(callsIn)), 0, "calls"),
    atMost("shutdowns beyond one for each instance", max(rows.map(shutdownsTooMany)), 0, "shutdowns"),
    ...falling(bound),
  ];
}

function isLarge({ associations, instances, keys }: Figures["shape"]): boolean {
  return associations === LARGE.associations && instances === LARGE.instances && keys === LARGE.keys;
}

/** A preview does nothing but look: operations make no difference to it, so the first round is enough. */
function previewTargets(rows: readonly Figures[]): Target[] {
  const previews = rows.filter(
    ({ command, shape }) => command === "preview" && (isLarge(shape) || shape.associations > 1),
  );
  const firsts = grouped(previews, ({ shape }) => nameOf(shape)).flatMap((same) => same.slice(0, 1));
  return firsts.map((row) => ratioTarget(row, 1.5));
}

/** Associations with the same key that the engine lets bind at about the same time. */
function bindsTogether({ shape, operation, ours }: Figures): Target {
  const what = `binds of ${nameOf(shape)}, operations of ${operation} s`;
  return atMost(what, ours.called.actions["AssociateInstancesKeyPairs"] ?? 0, shape.associations / 10, "calls");
}

function ratioTarget(row: Figures, limit: number): Target {
  return atMost(
    `${nameOf(row.shape)}, operations of ${row.operation} s, ${row.command}`,
    ratioOf(row),
    limit,
    "times the floor",
  );
}

function waitTargets({ what, medianMs, worstMs, busiestShare }: Waits): Target[] {
  return [
    atMost(`from the end of the operation to that of the resource, median (${what})`, medianMs, 600, "ms"),
    atMost(`the same, worst (${what})`, worstMs, 1500, "ms"),
    atMost(`share of the limit of reads, busiest second (${what})`, busiestShare * 100, 50, "%"),
  ];
}

/** Resources of their own each bring their instance when the engine lets them: only one association has a minimum. */
function bindsTooMany({ shape, ours }: Figures): number {
  if (shape.associations > 1) return 0;
  return (ours.called.actions["AssociateInstancesKeyPairs"] ?? 0) - Math.ceil(shape.instances / 100);
}

/** The instance more, which is added before, is one of them. */
function unbindsTooMany({ shape, ours }: Figures): number {
  if (shape.associations > 1) return 0;
  return (ours.called.actions["DisassociateInstancesKeyPairs"] ?? 0) - Math.ceil((shape.instances + 1) / 100);
}

function callsIn({ ours }: Figures): number {
  return sum(Object.values(ours.called.actions));
}

function shutdownsTooMany({ shape, command, ours }: Figures): number {
  const all = shape.associations * shape.instances;
  const touched = { preview: 0, create: all, "no change": 0, "one more instance": 1, refresh: 0, destroy: all + 1 };
  return ours.called.shutdowns - touched[command];
}

/** That a pair costs less the more there are: one target for each way in which sizes can be compared. */
function falling(bound: readonly Figures[]): Target[] {
  const ofOne = bound.filter(({ shape }) => shape.associations === 1);
  return grouped(ofOne, ({ shape, operation }) => `${shape.keys} of ${operation} s`).flatMap((rows) => {
    const [first] = rows;
    if (first === undefined || rows.length < 2) return [];
    const costs = rows.map(perPairMs);
    const isMet = costs.every((cost, index) => index === 0 || cost < (costs[index - 1] ?? 0));
    const what = `time for each pair, by the number of instances (${first.shape.keys} keys, operations of ${first.operation} s)`;
    return [{ what, promised: "falls", measured: `${costs.map((cost) => cost.toFixed(1)).join(", ")} ms`, isMet }];
  });
}

function atMost(what: string, value: number, limit: number, unit: string): Target {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0);
  return { what, promised: `at most ${limit} ${unit}`, measured: `${shown} ${unit}`, isMet: value <= limit };
}
