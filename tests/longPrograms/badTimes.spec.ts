import assert from "node:assert/strict";
import { type Association, declaring } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind, pairs } from "../program/writes";

const fleet = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => `lhins-m${String(number).padStart(7, "0")}`);

/** What may have become of the outputs: of an earlier form, of a later one, or edited by hand. */
const ODD: Record<string, (outputs: Record<string, unknown>) => Record<string, unknown>> = {
  "no version, no power and no account": ({ stateVersion: _, power: __, accountId: ___, ...rest }) => rest,
  "fields of a later version": (outputs) => ({ ...outputs, stateVersion: 99, colour: { of: ["x"] } }),
  "bindings with holes": (outputs) => ({ ...outputs, bindings: [null, {}, { instanceId: WEB }, { keyIds: [ALICE] }] }),
};

describe("an association in bad times, on the real engine", function () {
  this.timeout(300_000);
  let story: Story;

  afterEach(() => story?.end());

  it("comes through where three calls of ten are refused as too many: each write is carried out once", async () => {
    const instanceIds = fleet(30);
    story = await Story.begin({ instances: instanceIds, keyPairs: [ALICE, BOB] });
    const effect = { code: "RequestLimitExceeded" };
    await story.cloud.fault({ action: "*", probability: 0.3, seed: 11, effect });
    const made = await story.applies(declaring({ access: { keyIds: [ALICE], instanceIds } }));
    assert.deepEqual(
      made.writes.filter((write) => write.startsWith("bind")),
      [bind([ALICE], instanceIds)],
    );
    await story.applies(declaring({ access: { keyIds: [BOB], instanceIds } }));
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB], instanceIds));
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("keeps what two requests have done where the third is refused, and does the rest, and only that", async () => {
    const instanceIds = fleet(250);
    story = await Story.begin({ instances: instanceIds, keyPairs: [ALICE] });
    const effect = { code: "UnauthorizedOperation.NoPermission" };
    await story.cloud.fault({ action: "AssociateInstancesKeyPairs", call: { from: 3 }, effect });
    await story.up(declaring({ access: { keyIds: [ALICE], instanceIds } }), { fails: true });
    const bound = await story.cloud.pairs();
    assert.equal(bound.length, 200);
    assert.deepEqual(await story.bindings("access"), bound);
    await story.cloud.repair();

    await story.refresh();
    const rest = await story.applies();
    assert.deepEqual(rest.changes, { update: 1 });
    assert.equal(rest.writes.length, 1);
    assert.deepEqual(await story.bindings("access"), pairs([ALICE], instanceIds));
  });

  it("ends by its own time-out after an interrupt where an operation never ends, and adopts what comes of it", async () => {
    const access: Association = {
      keyIds: [ALICE],
      instanceIds: [WEB, DB],
      options: { customTimeouts: { create: "15s" } },
    };
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE], files: declaring({ access }) });
    await story.cloud.set({ byHand: true });
    const end = story.up({}, { fails: true });
    await Promise.race([story.cloud.called("AssociateInstancesKeyPairs"), end]);
    const [cli] = (await story.program.processes()).filter(
      ({ command }) => / up /.test(command) && /pulumi/.test(command),
    );
    assert.ok(cli);
    process.kill(cli.pid, "SIGINT");
    const { stdout, diagnostics } = await end;
    assert.match(stdout, /received; cancelling/);
    assert.match(diagnostics.map(({ message }) => message).join("\n"), /timed out|not everything could be bound/);

    await story.cloud.finish();
    await story.cloud.set({ byHand: false });
    await story.up();
    assert.deepEqual(await story.cloud.newWrites(), [bind([ALICE], [WEB, DB])]);
    assert.deepEqual(await story.bindings("access"), pairs([ALICE], [WEB, DB]));
    assert.deepEqual(await story.cloud.down(), []);
    await story.isQuiet();
  });

  for (const [what, edit] of Object.entries(ODD)) {
    it(`goes on from a state with ${what}`, async () => {
      story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
      await story.up(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB] } }));
      const state = await story.program.stack.exportStack();
      const { resources } = state.deployment as { resources: { urn: string; outputs: Record<string, unknown> }[] };
      for (const resource of resources) {
        if (resource.urn.endsWith("::access")) resource.outputs = edit(resource.outputs);
      }
      await story.program.stack.importStack(state);
      await story.cloud.newWrites();

      await story.preview();
      await story.refresh();
      await story.up(declaring({ access: { keyIds: [BOB], instanceIds: [WEB] } }));
      assert.deepEqual(await story.cloud.pairs(), pairs([BOB], [WEB]));
      await story.isQuiet();
      await story.destroy();
      assert.deepEqual(await story.cloud.pairs(), []);
    });
  }
});
