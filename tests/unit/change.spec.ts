import assert from "node:assert/strict";
import fc from "fast-check";
import type { AssociationInputs } from "../../provider/association.js";
import { Pairs } from "../../provider/pairs.js";
import { type Properties, recordedPairs } from "../../provider/state.js";
import { instanceIds, keyIds, REGION, someInstanceIds, someKeyIds, somePairs } from "./ids.js";
import { newScriptedScene } from "./scene.js";
import type { Pace } from "./scriptedInstance.js";
import type { Trouble } from "./scriptedLighthouse.js";

const ID = "lhkpa-0123456789abcdef";
const INSTANCES = instanceIds(4);
const KEYS = keyIds(4);

/** Whatever the service does, all of it documented or not ruled out. */
const somePace: fc.Arbitrary<Pace> = fc.record({
  showsAfterMs: fc.constantFrom(0, 500, 4_000),
  stopMs: fc.constantFrom(500, 20_000),
  startMs: fc.constantFrom(500, 20_000),
  keyMs: fc.constantFrom(0, 1_000),
  visibleAfterMs: fc.constantFrom(0, 300, 9_000),
  restarts: fc.boolean(),
  isMute: fc.constant(false),
});

/** Troubles that pass by themselves. */
const passingTrouble: fc.Arbitrary<Trouble> = fc.constantFrom<Trouble>(
  {},
  { losesReply: true },
  { losesCall: true },
  { code: "RequestLimitExceeded" },
  { code: "UnsupportedOperation.LatestOperationUnfinished" },
  { code: "InternalError" },
  { code: "UnsupportedOperation.KeyPairBindDuplicate" },
);

const someTroubles = fc.array(passingTrouble, { maxLength: 2 });
const someDeclaration = fc.record({ keyIds: someKeyIds, instanceIds: someInstanceIds });
const someStates = fc.array(fc.constantFrom("RUNNING", "STOPPED"), { minLength: 4, maxLength: 4 });

interface World {
  pace: Pace;
  states: string[];
  bound: { instanceId: string; keyId: string }[];
  bindTroubles: Trouble[];
  unbindTroubles: Trouble[];
}

const someWorld: fc.Arbitrary<World> = fc.record({
  pace: somePace,
  states: someStates,
  bound: somePairs,
  bindTroubles: someTroubles,
  unbindTroubles: someTroubles,
});

function sceneOf({ pace, states, bound, bindTroubles, unbindTroubles }: World) {
  const scene = newScriptedScene();
  const { lighthouse } = scene;
  lighthouse.pace = pace;
  INSTANCES.forEach((id, index) => {
    lighthouse.addInstances([id], { state: states[index] ?? "RUNNING" });
  });
  for (const keyId of KEYS) {
    lighthouse.addKeys(
      [keyId],
      bound.filter((pair) => pair.keyId === keyId).map(({ instanceId }) => instanceId),
    );
  }
  lighthouse.trouble("AssociateInstancesKeyPairs", ...bindTroubles);
  lighthouse.trouble("DisassociateInstancesKeyPairs", ...unbindTroubles);
  const statesNow = (): (string | undefined)[] => INSTANCES.map((id) => lighthouse.instance(id).seen().state);
  return { ...scene, statesNow };
}

const declarationOf = (lists: { keyIds: string[]; instanceIds: string[] }): AssociationInputs => ({
  ...lists,
  region: REGION,
});
const pairsOf = ({ keyIds, instanceIds }: { keyIds: string[]; instanceIds: string[] }): Pairs =>
  Pairs.product(keyIds, instanceIds);
const namesOf = (pairs: Pairs): string[] => [...pairs].map(({ keyId, instanceId }) => `${keyId} ${instanceId}`).sort();

describe("whatever is found, and whatever passing trouble it meets with, an association", () => {
  it("is created: all of it is bound, nothing else is touched, every instance is in the state it was found in", async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someDeclaration, async (world, lists) => {
        const { clock, provider, lighthouse, statesNow } = sceneOf(world);

        const { outs } = await clock.run(provider.create(declarationOf(lists)));

        assert.deepEqual(lighthouse.bound(), namesOf(Pairs.of(world.bound).plus(pairsOf(lists))));
        assert.deepEqual(statesNow(), world.states);
        assert.equal((await provider.diff(ID, outs, declarationOf(lists))).changes, false);
      }),
      { numRuns: 40 },
    );
  });

  it("is changed: what was its own and is no longer declared is unbound, and what others bound stays", async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someDeclaration, someDeclaration, async (world, before, after) => {
        const { clock, provider, lighthouse, statesNow } = sceneOf(world);
        const recorded = bindingsOf(before);

        const { outs } = await clock.run(provider.update(ID, recorded, declarationOf(after)));

        const foreign = Pairs.of(world.bound).minus(pairsOf(before));
        assert.deepEqual(lighthouse.bound(), namesOf(foreign.plus(pairsOf(after))));
        assert.deepEqual(statesNow(), world.states);
        assert.equal((await provider.diff(ID, outs, declarationOf(after))).changes, false);
      }),
      { numRuns: 40 },
    );
  });

  it("goes down with an instance once at most for a change without trouble", async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someDeclaration, someDeclaration, async (world, before, after) => {
        const { clock, provider, lighthouse } = sceneOf({ ...world, bindTroubles: [], unbindTroubles: [] });

        await clock.run(provider.update(ID, bindingsOf(before), declarationOf(after)));

        assert.ok(INSTANCES.every((id) => lighthouse.instance(id).shutdowns <= 1));
      }),
      { numRuns: 30 },
    );
  });

  it("is deleted: nothing of its own is left, and what others bound stays", async () => {
    await fc.assert(
      fc.asyncProperty(someWorld, someDeclaration, async (world, lists) => {
        const { clock, provider, lighthouse, statesNow } = sceneOf(world);

        await clock.run(provider.delete(ID, bindingsOf(lists)));

        assert.deepEqual(lighthouse.bound(), namesOf(Pairs.of(world.bound).minus(pairsOf(lists))));
        assert.deepEqual(statesNow(), world.states);
      }),
      { numRuns: 30 },
    );
  });

  it("is repaired after a failure: the error records all that is bound of its own, and the next update does the rest", async () => {
    const failing = fc.array(fc.constantFrom<Trouble>({ fails: true }, {}), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(someWorld, failing, someDeclaration, someDeclaration, async (world, troubles, before, after) => {
        const scene = sceneOf({ ...world, bindTroubles: troubles, unbindTroubles: troubles });
        const { clock, provider, lighthouse } = scene;
        const ours = pairsOf(before).plus(pairsOf(after));

        const state = await clock.run(provider.update(ID, bindingsOf(before), declarationOf(after))).then(
          ({ outs }) => outs as Properties,
          (error: { properties: Properties }) => error.properties,
        );
        const recorded = recordedPairs(state);
        assert.deepEqual(namesOf(Pairs.of(lighthouse.pairs()).and(ours).minus(recorded)), []);
        assert.deepEqual(namesOf(recorded.minus(ours)), []);
        await repaired(scene, state, after);

        assert.deepEqual(
          lighthouse.bound(),
          namesOf(Pairs.of(world.bound).minus(pairsOf(before)).plus(pairsOf(after))),
        );
        assert.deepEqual(scene.statesNow(), world.states);
      }),
      { numRuns: 40 },
    );
  });
});

/** Updates until an update succeeds, a few times at most. */
async function repaired(
  scene: ReturnType<typeof sceneOf>,
  state: Properties,
  after: { keyIds: string[]; instanceIds: string[] },
  tries = 8,
): Promise<void> {
  const { clock, provider } = scene;
  const next = await clock.run(provider.update(ID, state, declarationOf(after))).then(
    () => undefined,
    (error: { properties: Properties }) => error.properties,
  );
  if (next === undefined) return;
  assert.ok(tries > 0, "it is never repaired");
  await repaired(scene, next, after, tries - 1);
}

/** State that records all of a declaration as bound. */
function bindingsOf({ keyIds, instanceIds }: { keyIds: string[]; instanceIds: string[] }): Properties {
  return { keyIds, instanceIds, region: REGION, bindings: instanceIds.map((instanceId) => ({ instanceId, keyIds })) };
}
