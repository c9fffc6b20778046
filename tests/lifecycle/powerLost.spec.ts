import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";
import { bind, refused, start } from "./writes";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB] });

describe("an instance that is down", () => {
  const story = storyOfEachTest();

  beforeEach(() => story.cloud.set({ comesBack: false }));

  it("because its start failed is started by the next up, which has it in state that it was running", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "StartInstances", effect: { operation: "FAILED", leaves: "STOPPED" } });

    const { errors } = await stack.upFails(TEAM);
    assert.match(errors["team"] ?? "", new RegExp(`${WEB}: StartInstances on the instance.*FAILED`));
    assert.deepEqual(stack.recorded("team"), { [WEB]: [ALICE] });
    await cloud.heal();
    await cloud.happened();

    const { steps } = await stack.up(TEAM);
    assert.deepEqual(steps, ["update team"]);
    assert.deepEqual((await cloud.happened()).writes, [start(WEB)]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("because its start failed is started by the next up also after a refresh", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "StartInstances", effect: { operation: "FAILED", leaves: "STOPPED" } });
    await stack.upFails(TEAM);
    await cloud.heal();
    await stack.refresh();
    await cloud.happened();

    await stack.up(TEAM);

    assert.deepEqual((await cloud.happened()).writes, [start(WEB)]);
  });

  it("because its start failed is started by a destroy, which leaves it as it was found in the first place", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "StartInstances", effect: { operation: "FAILED", leaves: "STOPPED" } });
    await stack.upFails(TEAM);
    await cloud.heal();

    await stack.destroy();

    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("because its start failed in a destroy is named by the error, and by the next destroy", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({ action: "StartInstances", effect: { operation: "FAILED", leaves: "STOPPED" } });

    const { errors } = await stack.destroyFails();
    await cloud.heal();
    const { warnings } = await stack.destroy();

    assert.match(errors["team"] ?? "", new RegExp(`${WEB}: .*may be left STOPPED`));
    assert.match(warnings.join(), new RegExp(`STOPPED since a start of them failed: ${WEB}`));
  });

  it("because its start failed in a destroy is named by a refresh that comes before the next destroy", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({ action: "StartInstances", effect: { operation: "FAILED", leaves: "STOPPED" } });
    await stack.destroyFails();
    await cloud.heal();

    const { warnings } = await stack.refresh();
    await stack.destroy();

    assert.match(warnings.join(), new RegExp(`STOPPED since a start of them failed: ${WEB}`));
  });

  it("because its start was refused for all is named once by the error, and so is each other", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "StartInstances", effect: { code: "AuthFailure.SignatureExpire" } });

    const { errors } = await stack.upFails(association("team", { keyIds: [ALICE], instanceIds: [WEB, API] }));

    const said = errors["team"] ?? "";
    assert.match(said, new RegExp(`${WEB}, ${API}: StartInstances was refused`));
    assert.equal(said.split("may be left STOPPED").length - 1, 1, said);
  });

  it("because its start was refused in a destroy is named by the error, and by the next destroy", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.fail({ action: "StartInstances", effect: { code: "UnauthorizedOperation.NoPermission" } });

    const { errors } = await stack.destroyFails();
    const { warnings } = await stack.destroy();

    assert.match(errors["team"] ?? "", new RegExp(`${WEB}: .*may be left STOPPED`));
    assert.match(warnings.join(), new RegExp(`STOPPED.*${WEB}`));
  });

  it("and is being started by somebody else just then is waited for, not an error", async () => {
    const { cloud, stack } = story;
    const started = { edit: "operation", instanceId: WEB, name: "StartInstances", operationMs: 5_000 };
    await cloud.fail({
      action: "StartInstances",
      times: 1,
      effect: { edits: [{ ...started, state: "STARTING", finalState: "RUNNING" }] },
    });

    await stack.up(TEAM);

    assert.deepEqual((await cloud.happened()).writes, [
      bind([ALICE], [WEB]),
      refused(start(WEB), "UnsupportedOperation.LatestOperationUnfinished"),
    ]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "RUNNING" });
  });

  it("after an interrupted change is named in a warning, and not started on a guess", async () => {
    const { cloud, stack } = story;
    await stack.up(association("other", { keyIds: [BOB], instanceIds: [WEB], power: "leave" }));
    await cloud.happened();

    const { warnings } = await story.newStack().up(TEAM);

    assert.match(warnings.join("\n"), new RegExp(`STOPPED since a key pair was bound.*${WEB}`));
    assert.deepEqual((await cloud.happened()).writes, [bind([ALICE], [WEB])]);
    assert.deepEqual(await cloud.power(WEB), { [WEB]: "STOPPED" });
  });
});
