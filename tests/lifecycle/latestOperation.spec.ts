import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, isAccepted, start, stop, unbind } from "./writes";

const BEFORE = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const AFTER = association("team", { keyIds: [BOB], instanceIds: [WEB, API] });

/** Ways in which the latest operation and the bindings may come into view. */
const VIEWS = {
  "the operation before shows for a while": { staleReads: 3 },
  "the state is null for a while": { nullStateReads: 3 },
  "the operation before shows for a while, then the state is null": { staleReads: 3, nullStateReads: 3 },
  "the RequestId of the operation is not that of the answer": { operationRequestId: "other" },
  "the operation goes by another name": { operationName: "UpdateLoginSettings" },
  "neither name nor RequestId are those of the call": { operationName: "Update", operationRequestId: "other" },
  "the bindings come into view late": { lateBindingReads: 3 },
  "the bindings come into view before the operation ends": { bindingsWritten: "whileOperating" },
  "fields that may be empty are left out": { optionalFields: "omitted" },
  "fields that may be empty are null": { optionalFields: "null" },
  "the service knows no associate types and no users": { onlineKnown: false },
  "operations end before the call is answered": { operationMs: 0 },
  "operations end after so many looks": { afterReads: 4 },
  "another operation begins the moment ours has ended": { operationAfter: true },
  "another key action begins the moment ours has ended": { operationAfter: "AssociateInstancesKeyPairs" },
  "everything is late at once": { staleReads: 2, nullStateReads: 2, lateBindingReads: 2, optionalFields: "null" },
};

describe("the wait for an operation", () => {
  const story = storyOfEachTest();

  for (const [name, settings] of Object.entries(VIEWS)) {
    it(`ends rightly through create, rotation and destroy where ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.set(settings);

      await stack.up(BEFORE);
      assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [API]: [ALICE] });
      await stack.up(AFTER);
      assert.deepEqual(await accepted(), {
        writes: [stop(WEB, API), bind([BOB], [WEB, API]), unbind([ALICE], [WEB, API]), start(WEB, API)],
        shutdowns: { [WEB]: 1, [API]: 1 },
        bindings: { [WEB]: [BOB], [API]: [BOB] },
      });
      await stack.destroy();
      assert.deepEqual((await cloud.happened()).bindings, {});
      assert.deepEqual(await cloud.power(WEB, API), { [WEB]: "RUNNING", [API]: "RUNNING" });
    });
  }

  it("is never ended by an older SUCCESS", async () => {
    const { cloud, stack } = story;
    await stack.up(BEFORE);
    await cloud.set({ staleReads: 40, byHand: true });
    let hasEnded = false;

    const up = stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] })).then(() => {
      hasEnded = true;
    });
    await cloud.until("the bind under way", async () => (await cloud.instance(API)).operating);
    await story.time.sleep(15_000);
    assert.equal(hasEnded, false);

    await cloud.finish(WEB);
    await cloud.finish(API);
    await up;
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] });
  });

  it("ends in an error that says so where the operation succeeds and the binding never shows", async () => {
    const { cloud, stack } = story;
    await cloud.set({ lateBindingReads: 100_000 });

    const { errors } = await stack.upFails(BEFORE);

    assert.match(errors["team"] ?? "", /SUCCESS.*not bound/);
    await cloud.set({ lateBindingReads: 0 });
  });

  it("looks at the bindings where another operation took the place of ours, and binds again where it undid it", async () => {
    const { cloud, stack } = story;
    const undone = [
      { edit: "finish", instanceId: WEB, outcome: "FAILED" },
      { edit: "operation", instanceId: WEB, operationMs: 1_000 },
    ];
    await cloud.fail({ action: "AssociateInstancesKeyPairs", times: 1, effect: { edits: undone, when: "after" } });

    await stack.up(BEFORE);

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API]), bind([ALICE], [WEB])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  /** What happened, with the order of lines that concern different instances made the same each time. */
  async function accepted() {
    const { writes, ...rest } = await story.cloud.happened();
    return { writes: joined(writes.filter(isAccepted)), ...rest };
  }
});

/** Calls that did the same to different instances, as one line. */
function joined(writes: readonly string[]): string[] {
  const byVerb = new Map<string, string[]>();
  for (const write of writes) {
    const what = write.split(/ (?=lhins-)/)[0] ?? write;
    byVerb.set(what, [...(byVerb.get(what) ?? []), ...(write.match(/lhins-\w+/g) ?? [])]);
  }
  return [...byVerb].map(([what, ids]) => `${what} ${ids.sort().join(" ")}`);
}
