import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, JOBS, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind } from "./writes";

const BIND = "AssociateInstancesKeyPairs";
const FAILED = { operation: "FAILED" };

describe("a change that fails in part", () => {
  const story = storyOfEachTest();

  it("leaves the neighbours in the program as they should be, and deletes nothing in that run", async () => {
    const { cloud, stack } = story;
    await stack.up(association("old", { keyIds: [ALICE], instanceIds: [JOBS] }));
    await cloud.fail({ action: BIND, instanceId: WEB, effect: FAILED });
    await cloud.happened();
    const one = association("one", { keyIds: [ALICE], instanceIds: [WEB] });
    const two = association("two", { keyIds: [BOB], instanceIds: [API] });

    const { errors, steps } = await stack.upFails(one, two);
    assert.deepEqual(Object.keys(errors), ["one"]);
    assert.deepEqual(steps, ["create one", "create two"]);
    assert.deepEqual((await cloud.happened()).bindings, { [API]: [BOB], [JOBS]: [ALICE] });

    await cloud.heal();
    const again = await stack.up(one, two);
    assert.deepEqual(again.steps, ["update one", "same two", "delete old"]);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [API]: [BOB] });
  });

  it("keeps what depends on it from being made", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, instanceId: WEB, effect: FAILED });
    const one = association("one", { keyIds: [ALICE], instanceIds: [WEB] });
    const two = association("two", { keyIds: [BOB], instanceIds: [API] }, { after: ["one"] });

    await stack.upFails(one, two);
    assert.equal(stack.has("two"), false);
    await cloud.heal();
    await stack.up(one, two);

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [API]: [BOB] });
  });

  it("by a replacement loses nothing: old and new are in state until the next up has made the rest", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    stack.taint("team");
    await cloud.fail({ action: BIND, instanceId: API, effect: FAILED });
    const wider = association("team", { keyIds: [ALICE], instanceIds: [WEB, API, JOBS] });

    await stack.upFails(wider);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE], [JOBS]: [ALICE] });
    await cloud.heal();
    await stack.up(wider);

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [API])]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE], [JOBS]: [ALICE] });
  });

  it("takes nothing away anywhere while something that was to be given has failed", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    await cloud.fail({ action: BIND, instanceId: API, effect: FAILED });
    const moved = association("team", { keyIds: [ALICE], instanceIds: [API] });

    await stack.upFails(moved);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE] });
    assert.deepEqual(stack.recorded("team")[WEB], [ALICE]);

    await cloud.heal();
    await stack.up(moved);
    assert.deepEqual((await cloud.happened()).bindings, { [API]: [ALICE] });
  });

  it("again and again is never green while work is undone, and binds nothing twice", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, instanceId: API, effect: FAILED });
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });

    await stack.upFails(team);
    await stack.upFails(team);
    await stack.refresh();
    await stack.upFails(team);

    const { writes, shutdowns } = await cloud.happened();
    assert.deepEqual(writes, [bind([ALICE], [WEB, API]), bind([ALICE], [API]), bind([ALICE], [API])]);
    assert.deepEqual(shutdowns, { [WEB]: 1, [API]: 3 });
    await cloud.heal();
    await stack.up(team);
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [API])]);
  });

  it("and is then given up by the program goes back to what was, with nothing left of the rest", async () => {
    const { cloud, stack } = story;
    const before = association("team", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(before);
    await cloud.fail({ action: BIND, instanceId: API, effect: FAILED });
    await stack.upFails(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));
    await cloud.heal();

    await stack.up(before);

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE] });
  });

  it("of one that was left out, and is declared again, is bound again where a refresh comes first", async () => {
    const { cloud, stack } = story;
    const other = association("other", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }), other);
    await stack.upFails(
      association("team", { keyIds: [BOB], instanceIds: [WEB] }),
      association("wrong", { keyIds: [BOB], instanceIds: ["lhins-unknown0"] }),
    );
    assert.equal(stack.has("other"), true);
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB] });

    await stack.refresh();
    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB] }), other);

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB] });
    assert.deepEqual(stack.recorded("other"), { [WEB]: [ALICE] });
  });
});
