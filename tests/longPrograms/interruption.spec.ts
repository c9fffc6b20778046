import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { type Association, declaring } from "../program/declaration";
import { ALICE, DB, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind, pairs } from "../program/writes";

/** The command line of a run, and the host of the dynamic provider, as they show among the processes. */
const CLI = /\/pulumi up /;
const PROVIDER = /cmd\/dynamic-provider/;

describe("a create that is cut off between the bind and its end", function () {
  this.timeout(240_000);
  const access: Association = { keyIds: [ALICE], instanceIds: [WEB, DB] };
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE], files: declaring({ access }) });
    await story.cloud.set({ byHand: true });
  });
  afterEach(() => story?.end());

  /** Starts an up and waits until the Lighthouse works on its bind. */
  async function upUnderWay(): Promise<{ end: Promise<EngineRun> }> {
    const end = story.up({}, { fails: true });
    await Promise.race([story.cloud.called("AssociateInstancesKeyPairs"), end]);
    return { end };
  }

  async function pidOf(command: RegExp): Promise<number> {
    const found = (await story.program.processes()).filter((process) => command.test(process.command));
    assert.equal(found.length, 1, JSON.stringify(found));
    return found[0]?.pid ?? 0;
  }

  /** What was begun is bound by the one bind, is recorded, and leaves nothing to do. */
  async function hasConverged(): Promise<void> {
    assert.deepEqual(await story.cloud.newWrites(), [bind([ALICE], [WEB, DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB, DB]));
    assert.deepEqual(await story.cloud.down(), []);
    assert.deepEqual(await story.bindings("access"), pairs([ALICE], [WEB, DB]));
    assert.deepEqual((await story.program.exportState()).pendingOperations, []);
    await story.isQuiet();
  }

  it("by an interrupt: the run waits for the operation, records it and ends", async () => {
    const { end } = await upUnderWay();
    process.kill(await pidOf(CLI), "SIGINT");
    await story.cloud.finish();
    const run = await end;
    assert.match(run.stdout, /received; cancelling/);
    assert.deepEqual(
      run.diagnostics.map(({ message }) => message),
      ["update canceled"],
    );
    await hasConverged();
  });

  it("by a kill of the command line: the next up adopts what was bound", async () => {
    const { end } = await upUnderWay();
    process.kill(await pidOf(CLI), "SIGKILL");
    await end;
    await story.cloud.finish();
    // The lock of the killed one.
    assert.equal((await story.program.command(["cancel", "--yes", "--stack", "test"])).code, 0);
    await story.up();
    const refreshed = await story.refresh({ clearPendingCreates: true });
    assert.deepEqual(refreshed.changes, {});
    await hasConverged();
  });

  it("by a kill of the provider: the next up waits for the operation and adopts what it binds", async () => {
    const { end } = await upUnderWay();
    process.kill(await pidOf(PROVIDER), "SIGKILL");
    await end;
    const before = await story.cloud.timesCalled("DescribeInstances");
    const next = story.up();
    await Promise.race([story.cloud.called("DescribeInstances", before), next]);
    await story.cloud.finish();
    await next;
    await hasConverged();
  });
});
