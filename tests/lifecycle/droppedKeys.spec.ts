import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind } from "./writes";

describe("a service that drops the earlier keys of an instance when another is bound", () => {
  const story = storyOfEachTest();

  beforeEach(() => story.cloud.set({ secondKey: "replace" }));

  it("binds all keys of an association that are new by one call, so that they stay", async () => {
    const { cloud, stack } = story;

    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB, API] }));
    await stack.refresh();

    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] });
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE, BOB], [API]: [ALICE, BOB] });
  });

  it("is an error that names the key it dropped, not a silent success", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));

    const { errors } = await stack.upFails(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }));

    assert.match(errors["team"] ?? "", new RegExp(`${ALICE}.*no longer.*drops the earlier keys`));
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB] });
    assert.deepEqual(stack.recorded("team"), { [WEB]: [BOB] });
  });

  it("rotates a key with one call: the old one goes by itself", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    await cloud.happened();

    await stack.up(association("team", { keyIds: [BOB], instanceIds: [WEB] }));

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(
      writes.filter((write) => !/^(start|stop)/.test(write)),
      [bind([BOB], [WEB])],
    );
    assert.deepEqual(bindings, { [WEB]: [BOB] });
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("makes two associations that claim one instance an error that names both", async () => {
    const { stack } = story;
    const one = association("one", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(one);

    const { errors } = await stack.upFails(one, association("two", { keyIds: [BOB], instanceIds: [WEB] }));

    assert.match(errors["two"] ?? "", new RegExp(`${ALICE}.*declared by one`));
  });

  it("goes on to be an error until the program declares what can be", async () => {
    const { cloud, stack } = story;
    const one = association("one", { keyIds: [ALICE], instanceIds: [WEB] });
    const two = association("two", { keyIds: [BOB], instanceIds: [WEB] });
    await stack.upFails(one, two);

    const again = await stack.upFails(one, two);
    await stack.refresh();
    await stack.upFails(one, two);
    await stack.up(two);

    assert.match(JSON.stringify(again.errors), new RegExp(`${ALICE}.*declared by one.*one association`));
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB] });
  });

  it("lets a destroy of what is left succeed", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    await stack.upFails(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }));

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is seen as drift where somebody binds another key by the same service", async () => {
    const { cloud, stack } = story;
    const team = association("team", { keyIds: [ALICE], instanceIds: [WEB] });
    await stack.up(team);
    await story.newStack().up(association("other", { keyIds: [BOB], instanceIds: [WEB] }));

    const { steps } = await stack.refresh();

    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual(stack.recorded("team"), {});
    assert.deepEqual((await cloud.happened()).bindings, { [WEB]: [BOB] });
  });
});
