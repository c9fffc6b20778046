import assert from "node:assert/strict";
import { type Association, declaring } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind, pairs, unbind } from "../program/writes";

describe("keys that are bound ONLINE for a user", function () {
  this.timeout(240_000);
  const online: Association = {
    keyIds: [ALICE],
    instanceIds: [WEB, DB],
    associateType: "ONLINE",
    username: "ubuntu",
  };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
  });
  after(() => story?.end());

  it("shut nothing down, neither when they come nor when one takes the other's place", async () => {
    const made = await story.applies(declaring({ access: online }), { online: true });
    assert.deepEqual(made.writes, [bind([ALICE], [WEB, DB])]);
    const rotated = await story.applies(declaring({ access: { ...online, keyIds: [BOB] } }), { online: true });
    assert.deepEqual(rotated.writes, [bind([BOB], [WEB, DB]), unbind([ALICE], [WEB, DB])]);
  });

  it("are exchanged for others that are bound OFFLINE with one shutdown, and unbound on the running machine", async () => {
    const run = await story.applies(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB] } }));
    assert.deepEqual(run.writes, [bind([ALICE], [WEB, DB]), unbind([BOB], [WEB, DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, DB]));
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});
