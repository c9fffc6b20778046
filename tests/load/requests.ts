import { cpus } from "node:os";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { tc3 } from "../lighthouse/tests/signedRequest";
import { LighthouseUnderLoad } from "./lighthouseUnderLoad";

const INSTANCES = 5000;
const KEY_PAIRS = 10;
/** How many instances each request names. */
const NAMED = 100;
/** So many requests are signed beforehand, each with other instances, and sent in turn. */
const SIGNED = 500;
const CONNECTIONS = 10;
/** Requests a second with the server on one core that are wanted at least. */
const WANTED = 1500;

/**
 * `npm run lighthouse:load`: how many requests a second a local Lighthouse of 5,000 instances answers. Each is signed
 * by TC3, verified, and names 100 instances, of which the reply shows all. Ends with 1 when a request was refused or
 * answered short, or when there were fewer than wanted.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "10" } } });
  const profile = process.env["LIGHTHOUSE_PROFILE"];
  const lighthouse = await LighthouseUnderLoad.start(profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : []);
  try {
    const { instanceIds } = await lighthouse.seed({ instances: INSTANCES, keyPairs: KEY_PAIRS });
    const requests = signedRequests(lighthouse, instanceIds);
    await load(lighthouse, requests, 2);
    const before = (await lighthouse.counts())["DescribeInstances"]?.calls ?? 0;
    const idle = await lighthouse.usage();
    const result = await load(lighthouse, requests, Number(values.seconds));
    const { processorSeconds } = await lighthouse.usage();
    const took = processorSeconds - idle.processorSeconds;
    report(result, before, (await lighthouse.counts())["DescribeInstances"], took);
  } finally {
    await lighthouse.stop();
  }
}

function signedRequests({ reachable }: LighthouseUnderLoad, instanceIds: readonly string[]): autocannon.Request[] {
  return Array.from({ length: SIGNED }, (_, index) => {
    const from = (index * 37) % (instanceIds.length - NAMED);
    const parameters = { InstanceIds: instanceIds.slice(from, from + NAMED), Limit: NAMED };
    const { init } = tc3(reachable.address, "DescribeInstances", parameters, reachable);
    return { method: "POST", path: "/", headers: init.headers, body: init.body ?? "" };
  });
}

/** Each request in turn over all connections; a reply that does not show all that were named counts as a mismatch. */
async function load(
  { reachable }: LighthouseUnderLoad,
  requests: autocannon.Request[],
  seconds: number,
): Promise<autocannon.Result> {
  return autocannon({
    url: reachable.address,
    connections: CONNECTIONS,
    duration: seconds,
    requests,
    verifyBody: (body) => String(body).startsWith(`{"Response":{"TotalCount":${NAMED},"InstanceSet":[{`),
  });
}

function report(
  result: autocannon.Result,
  before: number,
  counts: { calls: number; errors: Readonly<Record<string, number>> } | undefined,
  processorSeconds: number,
): void {
  const perSecond = Math.round(result["2xx"] / result.duration);
  const refused = Object.values(counts?.errors ?? {}).reduce((sum, count) => sum + count, 0);
  const failed = result.errors + result.timeouts + result.non2xx + result.mismatches;
  const [cpu] = cpus();
  const lines = [
    `machine    ${cpu?.model ?? "unknown"}, ${cpus().length} cores, Node ${process.version}; the server on one core`,
    `requests   DescribeInstances naming ${NAMED} of ${INSTANCES} instances, signed by TC3, ${CONNECTIONS} connections`,
    `answered   ${result["2xx"]} in ${result.duration} s, ${(counts?.calls ?? 0) - before} of them counted by the server`,
    `latency    ${result.latency.p50} ms median, ${result.latency.p99} ms for 99 of 100`,
    `traffic    ${Math.round(result.throughput.average / 1e6)} MB a second`,
    `faults     ${refused} refused, ${failed} failed or answered short`,
    `processor  ${processorSeconds.toFixed(1)} s of its time: ${Math.round(result["2xx"] / processorSeconds)} requests for each, whatever else ran beside`,
    `rate       ${perSecond} requests a second, at least ${WANTED} wanted`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = refused === 0 && failed === 0 && perSecond >= WANTED ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
