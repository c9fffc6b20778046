import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import type { Properties } from "./wire";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

/** What may have become of the outputs: written by another version, edited by hand, or in part. */
const EDITS: Record<string, (outputs: Properties) => Properties> = {
  "no version": ({ stateVersion: _, ...rest }) => rest,
  "a later version and fields that nobody knows": (outputs) => ({
    ...outputs,
    stateVersion: 99,
    colour: { of: ["x"] },
  }),
  "a version that is a text": (outputs) => ({ ...outputs, stateVersion: "one" }),
  "no region": ({ region: _, ...rest }) => rest,
  "no power": ({ power: _, ...rest }) => rest,
  "a power that does not exist": (outputs) => ({ ...outputs, power: "sometimes" }),
  "no lists": ({ keyIds: _, instanceIds: __, ...rest }) => rest,
  "lists with something else in them": (outputs) => ({ ...outputs, keyIds: [ALICE, 7, null], instanceIds: "all" }),
  "no bindings": ({ bindings: _, ...rest }) => rest,
  "bindings that are null": (outputs) => ({ ...outputs, bindings: null }),
  "bindings of an earlier form, by instance": (outputs) => ({ ...outputs, bindings: { [WEB]: [ALICE] } }),
  "bindings with holes": (outputs) => ({ ...outputs, bindings: [null, {}, { instanceId: WEB }, { keyIds: [ALICE] }] }),
  "bindings that were emptied": (outputs) => ({ ...outputs, bindings: [] }),
  "bindings of which one is missing": (outputs) => ({ ...outputs, bindings: [{ instanceId: WEB, keyIds: [ALICE] }] }),
  "a binding with more than there is": (outputs) => ({
    ...outputs,
    bindings: [
      { instanceId: WEB, keyIds: [ALICE, "lhkp-nosuch00"] },
      { instanceId: "lhins-nosuch00", keyIds: [ALICE] },
    ],
  }),
  "something to restore that makes no sense": (outputs) => ({ ...outputs, restore: [1, {}, "lhins-nosuch00"] }),
  "something awaited that makes no sense": (outputs) => ({
    ...outputs,
    awaited: [1, {}, { instanceId: WEB, keyIds: [ALICE] }],
  }),
  "timeouts that make no sense": (outputs) => ({ ...outputs, timeouts: { create: "soon", update: -1 } }),
  "nothing but the inputs": ({ keyIds, instanceIds, region, __provider }) => ({
    keyIds,
    instanceIds,
    region,
    __provider,
  }),
};

/** What is bound after a destroy that has no way to know of it. */
const UNKNOWN_TO_DESTROY: Record<string, Record<string, string[]>> = {
  "bindings with holes": BOUND,
  "bindings that were emptied": BOUND,
  "bindings of which one is missing": { [API]: [ALICE] },
  "a binding with more than there is": { [API]: [ALICE] },
};

describe("state of odd forms", () => {
  const story = storyOfEachTest();

  for (const [name, edit] of Object.entries(EDITS)) {
    it(`is made good by an up, and nothing is bound or unbound for it: ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(TEAM);
      const entry = stack.entry("team");
      entry.outputs = edit(entry.outputs);
      await cloud.happened();

      await stack.up(TEAM);

      const { writes, bindings } = await cloud.happened();
      assert.deepEqual(writes, []);
      assert.deepEqual(bindings, BOUND);
      await stack.destroy();
      assert.deepEqual((await cloud.happened()).bindings, {});
    });

    it(`is read, and made good by a refresh and an up: ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(TEAM);
      const entry = stack.entry("team");
      entry.outputs = edit(entry.outputs);
      await cloud.happened();

      await stack.refresh();
      assert.ok(stack.has("team"), "it is not taken for gone");
      await stack.up(TEAM);

      const { writes, bindings } = await cloud.happened();
      assert.deepEqual(writes, []);
      assert.deepEqual(bindings, BOUND);
    });

    it(`never keeps a destroy from ending: ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(TEAM);
      const entry = stack.entry("team");
      entry.outputs = edit(entry.outputs);

      await stack.destroy();

      assert.deepEqual((await cloud.happened()).bindings, UNKNOWN_TO_DESTROY[name] ?? {});
    });
  }

  it("of which nothing is left but the program is found again by an up", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    stack.forget("team");
    await cloud.happened();

    await stack.up(TEAM);

    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: BOUND });
  });

  it("with an id that is not ours is refused by a refresh, which names the form", async () => {
    const { stack } = story;
    await stack.up(TEAM);
    stack.entry("team").id = `${ALICE}#${WEB}`;

    const { errors } = await stack.tryRefresh();

    assert.match(errors["team"] ?? "", /is not the id of an association: it is lhkpa-/);
    assert.ok(stack.has("team"), "it stays in state");
  });

  it("with an id that is not ours can be destroyed: the bindings are what counts", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    stack.entry("team").id = `${ALICE}#${WEB}`;

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });
});
