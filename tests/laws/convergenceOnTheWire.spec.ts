import assert from "node:assert/strict";
import fc from "fast-check";
import { Site } from "../faults/site";
import { liveBindings, pairsOf } from "../faults/tally";
import { ALICE, CAROL, JOBS, WEB } from "../lifecycle/ids";
import type { Outcome } from "../lifecycle/run";
import { INSTANCES, pair, without } from "./draws";
import { declarations, type Program, pairsOfProgram, program } from "./program";
import { runsOf, seed, timeoutOf } from "./runs";
import { FRESH, recordAfter } from "./steps";

const SHARE = 0.02;

/** How the local Lighthouse may behave, and what may go wrong with its calls; its reads are counted, not timed. */
const weather = fc.record({
  settings: fc.record({
    operationMs: fc.constantFrom(0, 600, 5_000),
    staleReads: fc.integer({ min: 0, max: 3 }),
    nullStateReads: fc.integer({ min: 0, max: 3 }),
    lateBindingReads: fc.integer({ min: 0, max: 3 }),
    bindingsWritten: fc.constantFrom("atSuccess", "whileOperating"),
    optionalFields: fc.constantFrom("present", "omitted", "null"),
    operationRequestId: fc.constantFrom("reply", "other"),
    comesBack: fc.boolean(),
  }),
  faults: fc.array(
    fc.record({
      action: fc.constantFrom("AssociateInstancesKeyPairs", "DisassociateInstancesKeyPairs", "StopInstances", "*"),
      probability: fc.constantFrom(0.1, 0.4),
      seed: fc.nat(10_000),
      times: fc.integer({ min: 1, max: 6 }),
      effect: fc.constantFrom(
        { code: "RequestLimitExceeded" },
        { code: "InternalError" },
        { code: "UnsupportedOperation.LatestOperationUnfinished" },
        { code: "UnauthorizedOperation.NoPermission" },
        { reset: "before" },
        { reset: "after" },
        { body: "cut" },
        { http: 502 },
        { operation: "FAILED" },
      ),
    }),
    { maxLength: 3 },
  ),
});

/** What may be deleted by hand: the rest is there for a last program to declare. */
const MORTAL = [CAROL, JOBS] as const;
type Mortal = (typeof MORTAL)[number];

type Step =
  | { do: "up"; program: Program }
  | { do: "refresh" }
  | { do: "unbind by hand"; pair: { keyId: string; instanceId: string } }
  | { do: "delete by hand"; id: Mortal }
  | { do: "weather"; settings: Record<string, unknown>; faults: { action: string; effect: Record<string, unknown> }[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("up" as const), program }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("refresh" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("unbind by hand" as const),
      pair,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("delete by hand" as const), id: fc.constantFrom(...MORTAL) }),
  },
  { weight: 3, arbitrary: weather.map((all) => ({ do: "weather" as const, ...all })) },
);

/** What a healthy service does, whatever the weather was. */
const FAIR = { operationMs: 600, staleReads: 0, nullStateReads: 0, lateBindingReads: 0, comesBack: true };

describe(`the real client on the wire, seed ${seed}`, function () {
  this.timeout(timeoutOf(SHARE, 10_000));
  const site = new Site();
  before(() => site.open());
  after(() => site.close());

  it("brings about what is declared in one healthy up after any weather, with a refresh where only that tells what is there", async () => {
    const law = fc.asyncProperty(fc.array(step, { maxLength: 6 }), program, async (steps, wanted) => {
      await site.begin();
      const gone = steps.flatMap((one) => (one.do === "delete by hand" ? [one.id as string] : []));
      const last = withoutGone(wanted, gone);
      let record = FRESH;
      for (const one of steps) {
        const outcome = await take(site, one);
        if (one.do === "delete by hand") record = { ...record, isStale: true };
        else if (one.do !== "weather") record = recordAfter(one, outcome, record);
      }
      await site.cloud.heal();
      await site.cloud.set(FAIR);
      await site.pass(60_000);

      if (record.isStale) assert.deepEqual((await site.run((commands) => commands.refresh())).errors, {});
      assert.deepEqual((await site.run((commands) => commands.up(...declarations(last)))).errors, {});

      const live = pairsOf(await liveBindings(site.control));
      const declared = [...new Set(pairsOfProgram(last).map((pair) => pair.replace(" ", " on ")))];
      assert.deepEqual([without(declared, live), without(live, declared)], [[], []], "neither missing nor left over");
      const present = without(INSTANCES, gone);
      const power = await site.cloud.power(...present);
      assert.deepEqual(
        Object.values(power),
        present.map(() => "RUNNING"),
      );
      assert.deepEqual(site.takeDefects(), []);
    });
    await fc.assert(law, runsOf(SHARE));
  });
});

/** The program as somebody would write it who knows what has gone. */
function withoutGone({ one, other }: Program, gone: readonly string[]): Program {
  const present = ({ keyIds, instanceIds }: Program["one"]): Program["one"] => ({
    keyIds: orElse(without(keyIds, gone), ALICE),
    instanceIds: orElse(without(instanceIds, gone), WEB),
  });
  return { one: present(one), other: other && present(other) };
}

function orElse(ids: string[], id: string): string[] {
  return ids.length > 0 ? ids : [id];
}

/** Takes a step; answers with how a command ended. */
async function take(site: Site, one: Step): Promise<Outcome | undefined> {
  if (one.do === "up") return site.run((commands) => commands.up(...declarations(one.program)));
  if (one.do === "refresh") return site.run((commands) => commands.refresh());
  if (one.do === "weather") {
    await site.cloud.heal();
    await site.cloud.set(one.settings);
    await site.cloud.fail(...one.faults);
  } else if (one.do === "delete by hand") {
    const isDeleted = one.id === CAROL ? site.cloud.removeKeyPair(one.id) : site.cloud.removeInstance(one.id);
    // It may be gone already.
    await isDeleted.catch(() => undefined);
  } else {
    // Where it is not bound there is nothing to be unbound.
    await site.cloud.unbindByHand(one.pair.keyId, one.pair.instanceId).catch(() => undefined);
  }
  return undefined;
}
