import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { association, type Declaration } from "../lifecycle/declaration";
import { type Declared, declared, INSTANCES, KEYS, pair, pairsOfLists } from "./draws";
import { runsOf, seed, timeoutOf } from "./runs";
import { plainly, type Settings, settings } from "./settings";
import { Stage } from "./stage";

const SHARE = 0.1;

/** All that a program may give. */
const given = fc.record({ lists: declared, some: settings });

/** What somebody does in the console. */
const edit = fc.record({ action: fc.constantFrom("bind" as const, "unbind" as const), pair });

describe(`diff, seed ${seed}`, function () {
  this.timeout(timeoutOf(2 * SHARE, 200));

  it("after a refresh says that there is a change if and only if the live pairs or a setting differ from the declared", async () => {
    const law = fc.asyncProperty(
      given,
      fc.array(edit, { maxLength: 4 }),
      fc.option(given),
      async (before, edits, changed) => {
        const now = changed ?? before;
        const stage = await applied(before);
        for (const { action, pair: one } of edits) stage.cloud.byHand(action, one.keyId, one.instanceId);
        assert.deepEqual((await stage.run((commands) => commands.refresh())).errors, {});

        const ours = pairsOfLists(before.lists).filter((one) => stage.cloud.bindings.pairs().includes(one));
        const isSame = areSame(ours, now.lists) && isSameSettings(before.some, now.some);
        assert.equal(await stage.run((commands) => commands.hasChanges(team(now.lists, now.some))), !isSame);
      },
    );
    await fc.assert(law, runsOf(SHARE));
  });

  it("in an apply without a refresh compares with what is recorded, whatever is live, and never calls", async () => {
    const law = fc.asyncProperty(
      given,
      fc.array(edit, { maxLength: 4 }),
      fc.option(given),
      async (before, edits, changed) => {
        const now = changed ?? before;
        const stage = await applied(before);
        for (const { action, pair: one } of edits) stage.cloud.byHand(action, one.keyId, one.instanceId);

        const isSame = areSame(pairsOfLists(before.lists), now.lists) && isSameSettings(before.some, now.some);
        assert.equal(await stage.run((commands) => commands.hasChanges(team(now.lists, now.some))), !isSame);
      },
    );
    await fc.assert(law, runsOf(SHARE));
  });
});

async function applied({ lists, some }: { lists: Declared; some: Settings }): Promise<Stage> {
  const stage = new Stage({ keyIds: KEYS, instanceIds: INSTANCES });
  const outcome = await stage.run((commands) => commands.up(team(lists, some)));
  assert.deepEqual(outcome.errors, {});
  return stage;
}

function team(lists: Declared, some: Settings): Declaration {
  return association("team", { ...lists, ...some });
}

function areSame(pairs: readonly string[], lists: Declared): boolean {
  return isDeepStrictEqual(new Set(pairs), new Set(pairsOfLists(lists)));
}

function isSameSettings(before: Settings, now: Settings): boolean {
  return isDeepStrictEqual(plainly(before), plainly(now));
}
