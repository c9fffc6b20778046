import assert from "node:assert/strict";
import fc from "fast-check";
import { INSTANCES, KEYS, without } from "./draws";
import { declarations, type Program, pairsOfProgram, program } from "./program";
import { runsOf, seed, timeoutOf } from "./runs";
import { Stage } from "./stage";
import { FRESH, recordAfter, type Step, step, take } from "./steps";

const SHARE = 0.3;

/** Longer than the longest operation of the model, with everything that may come late after it. */
const UNTIL_ALL_ENDS_MS = 200_000;

describe(`after any interleaving of program changes, edits by hand, faults and refreshes, seed ${seed}`, function () {
  this.timeout(timeoutOf(SHARE, 300));

  it("one healthy up brings about what is declared, and a second one plans nothing", async () => {
    const law = fc.asyncProperty(fc.array(step, { maxLength: 12 }), program, async (steps, last) => {
      const stage = new Stage({ keyIds: KEYS, instanceIds: INSTANCES });
      const isStale = await takeAll(stage, steps);
      stage.cloud.heal();
      await stage.pass(UNTIL_ALL_ENDS_MS);
      const foreign = without(stage.cloud.bindings.pairs("hand"), everDeclared(steps, last));

      if (isStale) assert.deepEqual((await stage.run((commands) => commands.refresh())).errors, {});
      const outcome = await stage.run((commands) => commands.up(...declarations(last)));

      assert.deepEqual(outcome.errors, {});
      const { bindings } = stage.cloud;
      assert.deepEqual(without(pairsOfProgram(last), bindings.pairs()), [], "what is declared is bound");
      assert.deepEqual(
        without(bindings.pairs("us"), pairsOfProgram(last)),
        [],
        "what we bound and is not declared is not",
      );
      assert.deepEqual(without(foreign, bindings.pairs("hand")), [], "what was never declared is left alone");
      assert.deepEqual(stage.cloud.down(), [], "every machine runs again");
      const { steps: planned } = await stage.run((commands) => commands.preview(...declarations(last)));
      assert.deepEqual(
        planned,
        declarations(last).map(({ name }) => `same ${name}`),
      );
    });
    await fc.assert(law, runsOf(SHARE));
  });
});

/** Takes one step after another; answers whether only a refresh tells what is there by then. */
async function takeAll(stage: Stage, steps: readonly Step[]): Promise<boolean> {
  let record = FRESH;
  for (const one of steps) record = recordAfter(one, await take(stage, one), record);
  return record.isStale;
}

function everDeclared(steps: readonly Step[], last: Program): string[] {
  return [...pairsOfProgram(last), ...steps.flatMap((one) => (one.do === "up" ? pairsOfProgram(one.program) : []))];
}
