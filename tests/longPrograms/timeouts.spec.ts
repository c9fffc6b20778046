import assert from "node:assert/strict";
import { type Association, declaring } from "../program/declaration";
import { ALICE, WEB } from "../program/ids";
import { hasNoDump, onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { bind, pairs } from "../program/writes";

/** Enough for what comes before the operation is seen under way, also on a machine that is busy: a second is not. */
const SHORT_S = 8;

describe("custom timeouts", function () {
  this.timeout(240_000);
  const access: Association = { keyIds: [ALICE], instanceIds: [WEB] };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE] });
    await story.cloud.set({ byHand: true });
  });
  after(() => story?.end());

  it("end a create whose operation does not end, and what was asked for is recorded", async () => {
    const options = { customTimeouts: { create: `${SHORT_S}s` } };
    const run = await story.up(declaring({ access: { ...access, options } }), { fails: true });
    const message = onlyError(run, "access");
    assert.match(
      message,
      new RegExp(`${WEB}: timed out after ${SHORT_S} s while waiting for AssociateInstancesKeyPairs`),
    );
    assert.match(message, /last seen: state \w+, AssociateInstancesKeyPairs OPERATING/);
    assert.match((await story.recorded("access")).id ?? "", /^lhkpa-/);
  });

  it("that are longer let the next up end well, without a second bind", async () => {
    await story.cloud.finish();
    await story.cloud.set({ byHand: false });
    const options = { customTimeouts: { create: "10m", update: "1h" } };
    await story.up(declaring({ access: { ...access, options } }));
    assert.deepEqual(await story.cloud.newWrites(), [bind([ALICE], [WEB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
    await story.isQuiet();
  });

  it("end a destroy too", async () => {
    await story.applies(declaring({ access: { ...access, options: { customTimeouts: { delete: `${SHORT_S}s` } } } }));
    await story.cloud.set({ byHand: true });
    const run = await story.destroy({ fails: true });
    assert.match(onlyError(run, "access"), new RegExp(`timed out after ${SHORT_S} s`));
    await story.cloud.set({ byHand: false });
    await story.cloud.finish();
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("that are no durations are refused under the name of the option", async () => {
    const options = { customTimeouts: { create: "soon" } };
    const run = await story.preview(declaring({ access: { ...access, options } }), { fails: true });
    assert.match(run.stdout, /customTimeouts\.create of "access" is "soon"; give a duration such as "5m"/);
    hasNoDump(run);
  });
});
