import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { Fuse, type Moment } from "./killedProcess";
import type { Stack } from "./stack";
import { storyOfEachTest } from "./story";
import { bind, isAccepted, unbind } from "./writes";

const BEFORE = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const AFTER = association("team", { keyIds: [BOB], instanceIds: [WEB, API] });

describe("a provider process that is killed at a call", () => {
  const story = storyOfEachTest();

  /**
   * Kills a run at its first call, at its second, and so on until it is through, each time in a world of its own; looks
   * each time at what comes of it. Answers with how many times it was killed.
   */
  async function killedAtEachCall(moment: Moment, run: { given: Run; killed: Run; look: Run }): Promise<number> {
    for (let call = 1; ; call++) {
      story.end();
      await story.begin();
      await story.cloud.set({ operationMs: 300 });
      await run.given(story.stack);
      await story.cloud.happened();
      const fuse = new Fuse(call, moment);
      story.fuse = fuse;
      const end = await Promise.race([fuse.burnt, run.killed(story.stack).then(() => "through")]);
      story.fuse = undefined;
      if (end === "through") return call - 1;
      await run.look(story.stack);
    }
  }

  type Run = (stack: Stack) => Promise<unknown>;

  for (const moment of ["before", "after"] as const) {
    it(`${moment} it took place, in a create: the next up binds nothing twice`, async () => {
      const kills = await killedAtEachCall(moment, {
        given: () => Promise.resolve(),
        killed: (stack) => stack.tryUp(BEFORE),
        look: async (stack) => {
          await stack.up(BEFORE);
          const { writes, shutdowns, bindings } = await story.cloud.happened();
          assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
          assert.deepEqual(writes.filter(isAccepted), [bind([ALICE], [WEB, API])]);
          assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
        },
      });
      assert.ok(kills >= 5, `${kills} kills`);
    });

    it(`${moment} it took place, in a rotation: the next up ends it, with nothing done twice`, async () => {
      const kills = await killedAtEachCall(moment, {
        given: (stack) => stack.up(BEFORE),
        killed: (stack) => stack.tryUp(AFTER),
        look: async (stack) => {
          await stack.up(AFTER);
          const { writes, bindings } = await story.cloud.happened();
          assert.deepEqual(bindings, { [WEB]: [BOB], [API]: [BOB] });
          const accepted = writes.filter(isAccepted);
          assert.equal(accepted.filter((write) => write.startsWith("bind")).length, 1);
          assert.equal(accepted.filter((write) => write.startsWith("unbind")).length, 1);
          await stack.destroy();
          assert.deepEqual((await story.cloud.happened()).bindings, {});
        },
      });
      assert.ok(kills >= 8, `${kills} kills`);
    });

    it(`${moment} it took place, in a destroy: the next destroy ends it, with nothing done twice`, async () => {
      const kills = await killedAtEachCall(moment, {
        given: (stack) => stack.up(BEFORE),
        killed: (stack) => stack.destroy(),
        look: async (stack) => {
          await stack.destroy();
          const { writes, shutdowns, bindings } = await story.cloud.happened();
          assert.deepEqual(bindings, {});
          assert.deepEqual(writes.filter(isAccepted), [unbind([ALICE], [WEB, API])]);
          assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 1 });
        },
      });
      assert.ok(kills >= 5, `${kills} kills`);
    });
  }
});
