import assert from "node:assert/strict";
import fc from "fast-check";
import { association } from "../lifecycle/declaration";
import { instanceIds, keyIds } from "../lifecycle/ids";
import { type Declared, pairsOfLists, without } from "./draws";
import type { ModelCall } from "./modelCloud";
import { runsOf, seed, timeoutOf } from "./runs";
import { Stage } from "./stage";

const SHARE = 0.1;

/** Most ids of one kind that a request may name. @see API pages of the four actions */
const MOST = 100;

/** A fleet that takes more than one request, or one of many keys; what of it is bound before; what is declared later. */
const fleet = fc
  .oneof(
    fc.record({ keys: fc.integer({ min: 1, max: 3 }), machines: fc.integer({ min: 1, max: 230 }) }),
    fc.record({ keys: fc.integer({ min: 4, max: MOST }), machines: fc.integer({ min: 1, max: 4 }) }),
  )
  .chain(({ keys, machines }) => {
    const all = { keyIds: keyIds(keys), instanceIds: instanceIds(machines) };
    // Whole keys and single pairs, so that instances lack different sets of keys.
    const bound = fc.record({
      keyIds: fc.subarray(all.keyIds),
      pairs: fc.array(fc.record({ key: fc.nat(keys - 1), machine: fc.nat(machines - 1) }), { maxLength: 6 }),
    });
    const later = fc.record({
      keyIds: fc.subarray(all.keyIds, { minLength: 1 }),
      instanceIds: fc.subarray(all.instanceIds, { minLength: 1 }),
    });
    return fc.record({ all: fc.constant(all), bound, later });
  });

describe(`requests, seed ${seed}`, function () {
  this.timeout(timeoutOf(SHARE, 3_000));

  it("name at most 100 keys and 100 instances, none twice, ask for what is missing alone, and are as few as can be", async () => {
    const law = fc.asyncProperty(fleet, async ({ all, bound, later }) => {
      const stage = new Stage(all);
      for (const pair of boundBefore(all, bound)) {
        const [keyId = "", instanceId = ""] = pair.split(" ");
        stage.cloud.byHand("bind", keyId, instanceId);
      }
      await expectRequests(stage, all);
      await expectRequests(stage, later);
      assert.deepEqual(stage.cloud.bindings.pairs(), pairsOfLists(later).sort());
    });
    await fc.assert(law, runsOf(SHARE));
  });
});

function boundBefore(
  { keyIds: keys, instanceIds: machines }: Declared,
  bound: { keyIds: string[]; pairs: { key: number; machine: number }[] },
): string[] {
  const single = bound.pairs.map(({ key, machine }) => `${keys[key]} ${machines[machine]}`);
  return [...new Set([...pairsOfLists({ keyIds: bound.keyIds, instanceIds: machines }), ...single])];
}

/** Applies a program, and holds the requests that it makes against those that there have to be. */
async function expectRequests(stage: Stage, declared: Declared): Promise<void> {
  const before = stage.cloud.bindings.pairs();
  const calls = stage.cloud.calls.length;
  const outcome = await stage.run((commands) => commands.up(association("fleet", { ...declared })));
  assert.deepEqual(outcome.errors, {});
  const sent = stage.cloud.calls.slice(calls);
  const gains = byInstance(without(pairsOfLists(declared), before));
  const loses = byInstance(without(before, pairsOfLists(declared)));
  const both = [...gains.keys()].filter((id) => loses.has(id));

  for (const call of sent) assertWellFormed(call);
  assertAsks(sent, "bind", [gains]);
  // What only loses keys waits until nothing that was to be given has failed.
  assertAsks(sent, "unbind", [only(loses, (id) => gains.has(id)), only(loses, (id) => !gains.has(id))]);
  // Down once for both.
  for (const action of ["stop", "start"] as const) assertAsks(sent, action, [new Map(both.map((id) => [id, []]))]);
}

function assertWellFormed({ action, keyIds: keys, instanceIds: ids, isCarriedOut }: ModelCall): void {
  assert.ok(
    keys.length <= MOST && ids.length <= MOST,
    `${action} names ${keys.length} keys and ${ids.length} instances`,
  );
  assert.ok(new Set(ids).size === ids.length && new Set(keys).size === keys.length, `${action} names one twice`);
  assert.ok(ids.length > 0 && isCarriedOut, `${action} was not in vain`);
}

/** One action's requests: every instance in one of them with its keys, alike ones together, those of each phase apart. */
function assertAsks(sent: readonly ModelCall[], action: ModelCall["action"], phases: Map<string, string[]>[]): void {
  const calls = sent.filter((call) => call.action === action);
  const asked = calls.flatMap(({ keyIds: keys, instanceIds: ids }) =>
    ids.map((id) => `${id} ${[...keys].sort().join()}`),
  );
  const wanted = phases.flatMap((phase) => [...phase].map(([id, keys]) => `${id} ${[...keys].sort().join()}`));
  assert.deepEqual(asked.sort(), wanted.sort(), action);
  const fewest = phases.map(fewestRequests).reduce((sum, count) => sum + count, 0);
  assert.equal(calls.length, fewest, `as few requests to ${action} as can be`);
}

function fewestRequests(keysOf: ReadonlyMap<string, readonly string[]>): number {
  const alike = new Map<string, number>();
  for (const keys of keysOf.values()) {
    const name = [...keys].sort().join();
    alike.set(name, (alike.get(name) ?? 0) + 1);
  }
  return [...alike.values()].map((count) => Math.ceil(count / MOST)).reduce((sum, count) => sum + count, 0);
}

function byInstance(pairs: readonly string[]): Map<string, string[]> {
  const keysOf = new Map<string, string[]>();
  for (const pair of pairs) {
    const [keyId = "", instanceId = ""] = pair.split(" ");
    keysOf.set(instanceId, [...(keysOf.get(instanceId) ?? []), keyId]);
  }
  return keysOf;
}

function only(keysOf: Map<string, string[]>, keep: (instanceId: string) => boolean): Map<string, string[]> {
  return new Map([...keysOf].filter(([id]) => keep(id)));
}
