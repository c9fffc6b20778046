import assert from "node:assert/strict";
import { max, median } from "simple-statistics";
import { instanceIds, KEY_A, KEY_B, keyIds, REGION } from "./ids.js";
import { newScene } from "./scene.js";
import { USUAL_PACE } from "./scriptedInstance.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";

const BIND = "AssociateInstancesKeyPairs";
const READ = "DescribeInstances";
const ID = "lhkpa-0123456789abcdef";

/** How long the quickest operation takes, all its parts together, and how much longer each next one. */
const OPERATION_MS = 2_000;
const LATER_MS = 3;

/** A scene with so many running instances, on which no operation ends at the same time as another. */
function fleetOf(count: number) {
  const arrivals: { action: string; atMs: number; ids: readonly string[] }[] = [];
  const lighthouses: ScriptedLighthouse[] = [];
  const scene = newScene({
    account: "100000000001",
    lighthouse: (clock) => {
      const lighthouse = new ScriptedLighthouse(clock);
      // Taken down as it arrives, together with the moment.
      lighthouse.calls.push = (call) => arrivals.push({ ...call, atMs: clock.elapsedMs });
      lighthouses.push(lighthouse);
      return lighthouse;
    },
  });
  scene.session.region(REGION);
  const [lighthouse] = lighthouses as [ScriptedLighthouse];
  const ids = instanceIds(count);
  lighthouse.addInstances(ids).addKeys([KEY_A, KEY_B, ...keyIds(150)]);
  let begun = 0;
  lighthouse.pace = {
    ...USUAL_PACE,
    stopMs: OPERATION_MS / 4,
    startMs: OPERATION_MS / 4,
    get keyMs() {
      return OPERATION_MS / 2 + LATER_MS * begun++;
    },
  };
  const calls = (action: string) => arrivals.filter((call) => call.action === action);
  /** When the operation of each instance ended, in milliseconds since the start. */
  const ends = (): Map<string, number> => {
    const bound = calls(BIND).flatMap(({ ids: named, atMs }) => named.map((id) => ({ id, atMs })));
    return new Map(bound.map(({ id, atMs }, index) => [id, atMs + OPERATION_MS + LATER_MS * index]));
  };
  return { ...scene, ids, calls, ends, arrivals };
}

/** One association of each instance. */
function declaredOneEach(ids: readonly string[]) {
  return ids.map((instanceId) => ({ keyIds: [KEY_A], instanceIds: [instanceId], region: REGION }));
}

describe("associations of one instance each that are made together", () => {
  it("travel together: one bind for 100 instances, and as many reads a poll", async () => {
    const { clock, provider, ids, calls } = fleetOf(250);

    await clock.run(Promise.all(declaredOneEach(ids).map((inputs) => provider.create(inputs))));

    assert.deepEqual(
      calls(BIND).map(({ ids: named }) => named.length),
      [100, 100, 50],
    );
    const reads = calls(READ);
    assert.ok(reads.every(({ ids: named }) => named.length <= 100));
    const moments = new Set(reads.map(({ atMs }) => atMs));
    assert.ok(reads.length <= 3 * moments.size, `${reads.length} reads at ${moments.size} moments`);
  });
});

describe("a thousand instances whose operations end one after the other", function () {
  this.timeout(60_000);

  it("complete soon after their end, with reads under half of what Lighthouse allows", async () => {
    const { clock, provider, ids, calls, ends } = fleetOf(1_000);
    const completed = new Map<string, number>();
    const create = async (inputs: ReturnType<typeof declaredOneEach>[number]): Promise<void> => {
      await provider.create(inputs);
      for (const id of inputs.instanceIds) completed.set(id, clock.elapsedMs);
    };

    await clock.run(Promise.all(declaredOneEach(ids).map(create)));

    const waitedMs = [...ends()].map(([id, endedMs]) => (completed.get(id) ?? Number.NaN) - endedMs);
    assert.equal(waitedMs.length, 1_000);
    assert.ok(Math.min(...waitedMs) >= 0, "nothing is complete before its operation has ended");
    assert.ok(median(waitedMs) < 600, `median ${median(waitedMs)} ms`);
    assert.ok(max(waitedMs) < 1_500, `worst ${max(waitedMs)} ms`);
    for (const action of [READ, "DescribeKeyPairs"]) {
      const times = calls(action).map(({ atMs }) => atMs);
      const busiest = max(times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
      assert.ok(busiest < 50, `${busiest} ${action} in the busiest second`);
    }
  });

  it("are as soon complete in one association", async () => {
    const { clock, provider, ids, calls, ends } = fleetOf(1_000);

    await clock.run(provider.create({ keyIds: [KEY_A, KEY_B], instanceIds: ids, region: REGION }));

    assert.equal(calls(BIND).length, 10);
    assert.ok(clock.elapsedMs - max([...ends().values()]) < 1_500);
  });
});

describe("what is as declared", () => {
  it("is refreshed by one read of the key pairs for 100 of them, and nothing else", async () => {
    const { clock, provider, ids, arrivals } = fleetOf(2);
    const keys = keyIds(150);
    const inputs = [keys.slice(0, 80), keys.slice(80)].map((some) => {
      return { keyIds: some, instanceIds: ids, region: REGION };
    });
    const made = await clock.run(Promise.all(inputs.map((each) => provider.create(each))));
    arrivals.splice(0);

    await clock.run(Promise.all(made.map(({ outs }) => provider.read(ID, outs))));

    assert.deepEqual(
      arrivals.map(({ action, ids: named }) => `${action} of ${named.length}`),
      ["DescribeKeyPairs of 100", "DescribeKeyPairs of 50"],
    );
  });

  it("is checked and compared without a call", async () => {
    const { clock, provider, ids, arrivals } = fleetOf(2);
    const inputs = { keyIds: [KEY_A], instanceIds: ids, region: REGION };
    const { outs } = await clock.run(provider.create(inputs));
    arrivals.splice(0);

    const checked = await provider.check(inputs, inputs);
    const { changes } = await provider.diff(ID, outs, checked.inputs);

    assert.equal(changes, false);
    assert.deepEqual(arrivals, []);
  });
});
