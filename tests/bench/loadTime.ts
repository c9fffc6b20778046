import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { median } from "simple-statistics";
import { packedPackage } from "../engine/packedPackage";

/** How many fresh processes load each. */
const PROCESSES = 21;

/** Loads one module after another in a fresh process, and prints how long each took in milliseconds. */
const LOAD = `
const times = {};
for (const name of process.argv.slice(1)) {
  const start = performance.now();
  require(name);
  times[name] = performance.now() - start;
}
process.stdout.write(JSON.stringify(times));
`;

/** How long loading takes: medians over fresh processes, in milliseconds. */
export interface LoadTime {
  processes: number;
  /** `@pulumi/pulumi`, which every program loads. */
  pulumiMs: number;
  /** What a program loads of this package, after that. */
  programMs: number;
  /** What the provider process loads of this package, after that and in a process of its own. */
  providerMs: number;
}

const PULUMI = "@pulumi/pulumi";
const PROGRAM = "pulumi-tencentcloud-lighthouse";
const PROVIDER = "pulumi-tencentcloud-lighthouse/provider";

/** Loads the packed package in fresh processes, after `@pulumi/pulumi`. */
export async function measureLoadTime(): Promise<LoadTime> {
  const programs: Record<string, number>[] = [];
  const providers: Record<string, number>[] = [];
  for (let count = 0; count < PROCESSES; count++) {
    programs.push(await loadTimes(PULUMI, PROGRAM));
    providers.push(await loadTimes(PULUMI, PROVIDER));
  }
  return {
    processes: PROCESSES,
    pulumiMs: medianOf(programs, PULUMI),
    programMs: medianOf(programs, PROGRAM),
    providerMs: medianOf(providers, PROVIDER),
  };
}

async function loadTimes(...names: string[]): Promise<Record<string, number>> {
  const cwd = await packedPackage();
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", LOAD, ...names], { cwd });
  return JSON.parse(stdout) as Record<string, number>;
}

function medianOf(times: readonly Record<string, number>[], name: string): number {
  return median(times.map((each) => each[name] ?? Number.NaN));
}
