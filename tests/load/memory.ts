import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { WORK_FOLDER } from "../engine/checkout";
import { tc3 } from "../lighthouse/tests/signedRequest";
import { LighthouseUnderLoad, type Seeded } from "./lighthouseUnderLoad";

const CONNECTIONS = 10;
/** Each connection sends these over and over: reads, a bind and its undoing, and a refusal. */
const CYCLE = ["DescribeInstances", "AssociateInstancesKeyPairs", "DescribeKeyPairs", "DisassociateInstancesKeyPairs"];
/** The refusal is one more DescribeInstances, of a wrong Limit. */
const CYCLE_LENGTH = CYCLE.length + 1;
const REFUSED_WITH = "InvalidParameterValue.OutOfRange";
/** Memory is looked at after each fifth. By the first the ring of the call log is full and code is compiled. */
const PARTS = 5;
/** That counts are exact, and that memory stays level. */
const HELD = 2;
/** How much more memory may be in use after the last part than after the first, in bytes. */
const HEAP_ROOM = 8e6;

/**
 * `npm run lighthouse:memory -- --calls 1000000`: whether the memory of a local Lighthouse stays level over so many
 * calls, and whether its counts stay exact. Ends with 1 when they do not.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { calls: { type: "string", default: "50000" } } });
  const unit = CONNECTIONS * CYCLE_LENGTH;
  const perPart = Math.ceil(Number(values.calls) / PARTS / unit) * unit;
  const lighthouse = await LighthouseUnderLoad.start();
  try {
    const seeded = await lighthouse.seed({ keyPairs: 1, instances: CONNECTIONS });
    const heaps: number[] = [];
    for (let part = 1; part <= PARTS; part++) {
      await send(lighthouse, seeded, perPart);
      const { heapUsed, rss } = await lighthouse.usage();
      heaps.push(heapUsed);
      console.log(`${part * perPart} calls  heap ${megabytes(heapUsed)} MB  resident ${megabytes(rss)} MB`);
    }
    await checkCounts(lighthouse, perPart * PARTS);
    checkLevel(heaps);
  } finally {
    await lighthouse.stop();
  }
}

/** Sends so many calls, signed anew so that no signature grows too old, and shared by all connections alike. */
async function send({ reachable }: LighthouseUnderLoad, { keyIds, instanceIds }: Seeded, calls: number): Promise<void> {
  let connection = 0;
  const result = await autocannon({
    url: reachable.address,
    connections: CONNECTIONS,
    amount: calls,
    setupClient: (client) => {
      const InstanceIds = instanceIds.slice(connection, ++connection);
      const pairs = { KeyIds: keyIds, InstanceIds };
      const parameters = [{ InstanceIds }, pairs, { KeyIds: keyIds }, pairs];
      const cycle = CYCLE.map((action, index) => requestOf(reachable, action, parameters[index] ?? {}));
      client.setRequests([...cycle, requestOf(reachable, "DescribeInstances", { Limit: 101 })]);
    },
  });
  assert.equal(result.errors + result.timeouts + result.non2xx, 0, "calls that failed on their way");
  assert.equal(result["2xx"], calls);
}

function requestOf(to: LighthouseUnderLoad["reachable"], action: string, parameters: object): autocannon.Request {
  const { init } = tc3(to.address, action, parameters, to);
  return { method: "POST", path: "/", headers: init.headers, body: init.body ?? "" };
}

async function checkCounts(lighthouse: LighthouseUnderLoad, calls: number): Promise<void> {
  const each = calls / CYCLE_LENGTH;
  const all = { calls: each, executed: each, errors: {} };
  const { DescribeInstances: listed, ...others } = await lighthouse.counts();
  assert.deepEqual(others, Object.fromEntries(CYCLE.slice(1).map((action) => [action, all])));
  assert.deepEqual(listed, { calls: 2 * each, executed: each, errors: { [REFUSED_WITH]: each } });
  console.log(`counts exact: ${calls} calls, ${each} of them refused`);
}

function checkLevel(heaps: readonly number[]): void {
  const [first = 0] = heaps;
  const grown = (heaps.at(-1) ?? 0) - first;
  assert.ok(grown < HEAP_ROOM, `the heap grew by ${megabytes(grown)} MB after the first part`);
  console.log(`memory level: ${megabytes(grown)} MB more after the last part than after the first`);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** Leaves what came of it where the sum of all parts is made; the two things that are held are one test each. */
function report(passes: number): void {
  const folder = join(WORK_FOLDER, "reports");
  mkdirSync(folder, { recursive: true });
  const stats = { passes, failures: HELD - passes, pending: 0 };
  writeFileSync(join(folder, "memory.json"), JSON.stringify({ stats }));
  console.log(`${stats.passes} passed, ${stats.failures} failed`);
}

main().then(
  () => report(HELD),
  (error: unknown) => {
    console.error(error);
    report(0);
    process.exitCode = 1;
  },
);
