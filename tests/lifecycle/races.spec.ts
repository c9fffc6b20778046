import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, refused, unbind } from "./writes";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";
const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });

describe("somebody who is quicker", () => {
  const story = storyOfEachTest();

  it("has bound one of the pairs between look and call: the other is bound, and both are adopted", async () => {
    const { cloud, stack } = story;
    const edits = [{ edit: "bind", keyId: ALICE, instanceId: WEB }];
    await cloud.fail({ action: BIND, times: 1, effect: { edits } });

    await stack.up(TEAM);

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.equal(writes[0], refused(bind([ALICE], [WEB, API]), "UnsupportedOperation.KeyPairBindDuplicate"));
    assert.deepEqual(writes.slice(1), [bind([ALICE], [API])]);
    assert.deepEqual(shutdowns, { [API]: 1 });
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("has bound all between look and call: nothing more is sent", async () => {
    const { cloud, stack } = story;
    const edits = [WEB, API].map((instanceId) => ({ edit: "bind", keyId: ALICE, instanceId }));
    await cloud.fail({ action: BIND, times: 1, effect: { edits } });

    await stack.up(TEAM);

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [refused(bind([ALICE], [WEB, API]), "UnsupportedOperation.KeyPairBindDuplicate")]);
    assert.deepEqual(bindings, { [WEB]: [ALICE], [API]: [ALICE] });
  });

  it("has unbound one of the pairs between look and call: the other is unbound", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();
    const edits = [{ edit: "unbind", keyId: ALICE, instanceId: WEB }];
    await cloud.fail({ action: UNBIND, times: 1, effect: { edits } });

    await stack.destroy();

    const { writes, shutdowns, bindings } = await cloud.happened();
    assert.equal(writes[0], refused(unbind([ALICE], [WEB, API]), "UnsupportedOperation.KeyPairNotBoundToInstance"));
    assert.deepEqual(writes.slice(1), [unbind([ALICE], [API])]);
    assert.deepEqual(shutdowns, { [API]: 1 });
    assert.deepEqual(bindings, {});
  });

  it("has unbound one key of two on one instance between look and call: the other is unbound", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }));
    await cloud.happened();
    await cloud.fail({
      action: UNBIND,
      times: 1,
      effect: { edits: [{ edit: "unbind", keyId: ALICE, instanceId: WEB }] },
    });

    await stack.destroy();

    const { writes, bindings } = await cloud.happened();
    assert.deepEqual(writes, [
      refused(unbind([ALICE, BOB], [WEB]), "UnsupportedOperation.KeyPairNotBoundToInstance"),
      unbind([BOB], [WEB]),
    ]);
    assert.deepEqual(bindings, {});
  });

  it("has deleted one key of two between look and unbind: the other is unbound, not taken for gone", async () => {
    const { cloud, stack } = story;
    await stack.up(association("team", { keyIds: [ALICE, BOB], instanceIds: [WEB] }));
    await cloud.fail({ action: UNBIND, times: 1, effect: { edits: [{ edit: "deleteKeyPair", keyId: ALICE }] } });

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("has deleted one instance of two between look and unbind: the other is unbound", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({ action: UNBIND, times: 1, effect: { edits: [{ edit: "deleteInstance", instanceId: WEB }] } });

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("has deleted one instance of two between look and bind: the other is bound, the gone one is named", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, times: 1, effect: { edits: [{ edit: "deleteInstance", instanceId: WEB }] } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", new RegExp(WEB));
    assert.deepEqual((await cloud.happened()).bindings, { [API]: [ALICE] });
    assert.deepEqual(stack.recorded("team")[API], [ALICE]);
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [API] }));
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("has deleted the instance while the bind goes on: named at once, not waited for", async () => {
    const { cloud, stack } = story;
    await cloud.fail({
      action: BIND,
      times: 1,
      effect: { edits: [{ edit: "deleteInstance", instanceId: WEB }], when: "after" },
    });
    const startedMs = story.time.now();

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", new RegExp(`${WEB}.*went away`));
    assert.ok(story.time.now() - startedMs < 20_000, "what has gone is not waited for");
    assert.deepEqual(stack.recorded("team")[API], [ALICE]);
  });

  it("has deleted the instance while the unbind goes on: that is as wanted", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({
      action: UNBIND,
      times: 1,
      effect: { edits: [{ edit: "deleteInstance", instanceId: WEB }], when: "after" },
    });

    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("is not raced for ever: a pair that is refused as bound and never shows ends in an error that says so", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, effect: { code: "UnsupportedOperation.KeyPairBindDuplicate" } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /KeyPairBindDuplicate/);
    const { writes } = await cloud.happened();
    assert.ok(writes.length <= 10, `a bounded number of tries, not ${writes.length}`);
    assert.equal(stack.has("team"), false, "nothing was changed, so nothing is recorded");
  });
});
