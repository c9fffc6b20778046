import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, BOB, instanceIds, WEB } from "./ids";
import { storyOfEachTest } from "./story";

describe("the state of an association, beyond that of a resource that does nothing with the same inputs", () => {
  const story = storyOfEachTest();

  it("is small for one key and one instance", async () => {
    const bytes = await bytesBeyond([ALICE], [WEB]);
    assert.ok(bytes < 900, `${bytes} bytes`);
  });

  it("grows by little with each pair, and by the same for many as for few", async () => {
    const fleet = instanceIds(200);
    await story.cloud.seed({ instances: fleet.map((instanceId) => ({ instanceId })) });

    const one = await bytesBeyond([ALICE], fleet.slice(0, 1));
    const few = await bytesBeyond([ALICE], fleet.slice(0, 100));
    const many = await bytesBeyond([ALICE], fleet);
    const twice = await bytesBeyond([ALICE, BOB], fleet);

    const perInstance = (few - one) / 99;
    assert.ok(perInstance < 150, `${perInstance} bytes for each instance`);
    assert.ok(Math.abs((many - few) / 100 - perInstance) < 1, "the growth is linear");
    assert.ok((twice - many) / 200 < 20, "a second key adds its id and no more");
  });

  /** A resource that does nothing has its inputs twice in state, as inputs and as outputs. */
  async function bytesBeyond(keyIds: string[], ids: string[]): Promise<number> {
    const declared = { keyIds, instanceIds: ids, region: "ap-guangzhou" };
    await story.stack.up(association("team", declared));
    const { inputs, outputs } = story.stack.entry("team");
    const { __provider: _line, ...own } = inputs;
    const { __provider: _sameLine, ...all } = outputs;
    const bytes = JSON.stringify(own).length + JSON.stringify(all).length - 2 * JSON.stringify(declared).length;
    await story.stack.destroy();
    await story.cloud.happened();
    return bytes;
  }
});
