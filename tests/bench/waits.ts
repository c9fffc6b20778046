import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { max, median } from "simple-statistics";
import { isolated } from "../engine/isolatedEnvironment";
import { packedPackage } from "../engine/packedPackage";
import type { BenchCloud } from "./benchCloud";
import { declared, type Fleet, type Shape } from "./shape";
import type { Completed, Order } from "./waitingProvider";

const INSTANCES = 1000;
/** The shortest operation, and how much longer the longest takes: the ends are spread evenly between. */
const OPERATION_MS = 5_000;
const SPREAD_MS = 5_000;
/** DescribeInstances calls a second that Lighthouse allows (API page, 2025). */
const READS_PER_SECOND = 100;
const BIND = "AssociateInstancesKeyPairs";

/** How long resources waited after their operations had ended. */
export interface Waits {
  /** In words, what waited. */
  what: string;
  medianMs: number;
  worstMs: number;
  /** The share of the limit of DescribeInstances that was used: in the busiest second, and in all seconds together. */
  busiestShare: number;
  meanShare: number;
  /** Processor time of the provider in all, in milliseconds: unlike the waits, nearly the same on a busy machine. */
  processorMs: number;
}

interface InstanceView {
  instanceId: string;
  powerHistory: { timeMs: number; to: string; by: string }[];
}

/**
 * The time from the end of the operation to the completion of the resource: of 1,000 resources of one instance each
 * that are created together, and of one resource of 1,000 instances, which is complete with the last of them. Once with
 * operations that all take 5 s, once with operations that take 5 to 10 s, so that their ends fall anywhere between two polls.
 */
export async function measureWaits(cloud: BenchCloud): Promise<Waits[]> {
  const many = { associations: INSTANCES, instances: 1, keys: 1 };
  const one = { associations: 1, instances: INSTANCES, keys: 1 };
  const waits: Waits[] = [];
  for (const shape of [many, one]) {
    for (const spreadMs of [0, SPREAD_MS]) waits.push(await waitsOf(cloud, shape, spreadMs));
  }
  return waits;
}

async function waitsOf(cloud: BenchCloud, shape: Shape, spreadMs: number): Promise<Waits> {
  const fleet = await cloud.prepare(shape, OPERATION_MS);
  await cloud.set({ instances: spread(fleet, spreadMs) });
  const resources = declared(shape, cloud.region, fleet, false);
  const { atMs, processorMs } = await createAll(cloud, resources);
  const ends = await operationEnds(cloud);
  const waited = Object.entries(resources).map(([name, { instanceIds }]) => {
    const endedMs = max(instanceIds.map((instanceId) => ends.get(instanceId) ?? Number.NaN));
    return (atMs[name] ?? Number.NaN) - endedMs;
  });
  const takes = `${OPERATION_MS / 1000}${spreadMs > 0 ? ` to ${(OPERATION_MS + spreadMs) / 1000}` : ""} s`;
  return {
    what: `${shape.associations} of ${shape.instances} instance${shape.instances === 1 ? "" : "s"}, operations of ${takes}`,
    medianMs: median(waited),
    worstMs: max(waited),
    processorMs,
    ...(await sharesOfReads(cloud)),
  };
}

function spread({ instanceIds }: Fleet, spreadMs: number): Record<string, { operationMs: number }> {
  const entry = (id: string, index: number): [string, { operationMs: number }] => {
    // Neighbours in a request end far from each other: 7 has no factor in common with the number of instances.
    const place = (index * 7) % instanceIds.length;
    return [id, { operationMs: OPERATION_MS + (spreadMs * place) / instanceIds.length }];
  };
  return Object.fromEntries(instanceIds.map(entry));
}

async function createAll(cloud: BenchCloud, resources: Order["declared"]): Promise<Completed> {
  const folder = await packedPackage();
  const child = fork(join(__dirname, "waitingProvider.ts"), {
    execArgv: ["--require", join(__dirname, "../../scripts/test/tsNode.cjs")],
    env: isolated({ PATH: process.env["PATH"], ...cloud.env }),
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The provider that waits ended with ${String(code)}.`);
  });
  const order: Order = { folder, declared: resources };
  child.send(order);
  const [completed] = (await Promise.race([once(child, "message"), ended])) as [Completed];
  ended.catch(() => undefined);
  return completed;
}

/** When the operation of each instance ended: it is RUNNING again from that moment on. */
async function operationEnds(cloud: BenchCloud): Promise<Map<string, number>> {
  const { instances } = await cloud.view<{ instances: InstanceView[] }>("state");
  return new Map(
    instances.flatMap(({ instanceId, powerHistory }) => {
      const back = powerHistory.findLast(({ to, by }) => to === "RUNNING" && by === BIND);
      return back ? [[instanceId, back.timeMs] as const] : [];
    }),
  );
}

async function sharesOfReads(cloud: BenchCloud): Promise<Pick<Waits, "busiestShare" | "meanShare">> {
  const { calls } = await cloud.view<{ calls: { time: string }[] }>("calls?action=DescribeInstances");
  const times = calls.map(({ time }) => Date.parse(time));
  const withinSecond = times.map((from) => times.filter((time) => time >= from && time < from + 1000).length);
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  return {
    busiestShare: max(withinSecond) / READS_PER_SECOND,
    meanShare: times.length / seconds / READS_PER_SECOND,
  };
}
