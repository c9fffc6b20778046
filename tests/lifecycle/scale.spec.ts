import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, BOB, instanceIds, keyIds, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const FLEET = instanceIds(250);
const TEAM = association("team", { keyIds: [ALICE, BOB], instanceIds: FLEET });
const BIND = "AssociateInstancesKeyPairs";

describe("an association of 250 instances and 2 keys", () => {
  const story = storyOfEachTest();

  beforeEach(() => story.cloud.seed({ instances: FLEET.map((instanceId) => ({ instanceId })) }));

  it("is bound, changed and unbound by three calls each, and waited for by one poll", async () => {
    const { cloud, stack } = story;

    await stack.up(TEAM);
    const binds = await cloud.calls(BIND);
    assert.deepEqual(binds.map(sizes), ["2 x 100", "2 x 100", "2 x 50"]);
    assert.ok((await cloud.calls("DescribeInstances")).length < 60, "three calls a poll, whatever the number of waits");
    assert.ok((await cloud.calls("DescribeKeyPairs")).length < 20, "one call tells every pair of a key");
    const { bindings } = await cloud.happened();
    assert.equal(Object.keys(bindings).length, 250);

    await stack.destroy();
    const unbinds = await cloud.calls("DisassociateInstancesKeyPairs");
    assert.deepEqual(unbinds.map(sizes), ["2 x 100", "2 x 100", "2 x 50"]);
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("keeps the progress of the first chunks where the third is refused", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, call: { from: 3 }, effect: { code: "UnauthorizedOperation.NoPermission" } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /lhins-fleet200, .*lhins-fleet249: .*UnauthorizedOperation.NoPermission/);
    assert.equal(Object.keys(stack.recorded("team")).length, 200);
    await cloud.heal();
    await cloud.happened();

    await stack.up(TEAM);
    assert.deepEqual((await cloud.calls(BIND)).map(sizes), ["2 x 50"]);
    assert.equal(Object.keys((await cloud.happened()).bindings).length, 250);
  });

  it("keeps the progress of all chunks but one whose operations fail", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: BIND, call: 2, effect: { operation: "FAILED" } });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /lhins-fleet100, .*lhins-fleet199: .*FAILED/);
    await cloud.heal();
    await stack.refresh();
    assert.equal(Object.keys(stack.recorded("team")).length, 150);
    await cloud.happened();
    await stack.up(TEAM);
    assert.deepEqual((await cloud.calls(BIND)).map(sizes), ["2 x 100"]);
  });

  it("loses none where one instance of them spoils a batch", async () => {
    const { cloud, stack } = story;
    const [, , raced = ""] = FLEET;
    const edits = [{ edit: "bind", keyId: ALICE, instanceId: raced }];
    await cloud.fail({ action: BIND, call: 1, effect: { edits } });

    await stack.up(TEAM);

    const binds = (await cloud.calls(BIND)).filter(({ executed }) => executed);
    const asked = binds.flatMap(({ parameters }) => parameters["InstanceIds"] as string[]);
    assert.equal(asked.length, 250);
    assert.equal(new Set(asked).size, 250, "no instance is bound twice");
    assert.ok(binds.length <= 5, `few calls, not ${binds.length}`);
  });
});

describe("many key pairs in a region", () => {
  const story = storyOfEachTest();

  it("do not hide one that a listing would show on a later page", async () => {
    const { cloud, stack } = story;
    const keys = keyIds(45);
    const [fortieth = ""] = keys.slice(39, 40);
    await cloud.seed({ keyPairs: keys.map((keyId) => ({ keyId })) });
    await cloud.bindByHand(fortieth, WEB);

    await stack.up(association("team", { keyIds: [fortieth], instanceIds: [WEB] }));
    await stack.refresh();

    assert.deepEqual(stack.recorded("team"), { [WEB]: [fortieth] });
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("are found and bound all, in one association", async () => {
    const { cloud, stack } = story;
    const keys = keyIds(45);
    await cloud.seed({ keyPairs: keys.map((keyId) => ({ keyId })) });
    await cloud.set({ keysPerInstance: null });

    await stack.up(association("team", { keyIds: keys, instanceIds: [WEB] }));
    await stack.refresh();

    assert.deepEqual(stack.recorded("team"), { [WEB]: keys });
    assert.equal((await cloud.happened()).writes.length, 1);
  });
});

function sizes({ parameters }: { parameters: Readonly<Record<string, unknown>> }): string {
  const count = (name: string): number => (parameters[name] as string[]).length;
  return `${count("KeyIds")} x ${count("InstanceIds")}`;
}
