import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
const BOUND = { [WEB]: [ALICE], [API]: [ALICE] };

interface Made {
  accounts: { accountId: string; secretId: string; secretKey: string }[];
}

describe("the credentials of a run", () => {
  const story = storyOfEachTest();

  /** Has the next commands run under a further account, or a further key of one that is there. */
  async function useKeyOf(seed: object): Promise<string> {
    const { accounts } = await story.cloud.seed<Made>({ accounts: [seed] });
    const [account] = accounts;
    assert.ok(account);
    Object.assign(story.config, {
      "tencentcloud:secretId": account.secretId,
      "tencentcloud:secretKey": account.secretKey,
    });
    return account.accountId;
  }

  it("are taken anew at each run", async () => {
    const { cloud, stack, time } = story;
    await stack.up(TEAM);
    const { accountId } = stack.outputs("team");
    const token = "a-token-for-a-minute";
    await useKeyOf({ accountId, token, expiresInSeconds: 60 });
    story.config["tencentcloud:securityToken"] = token;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    await time.sleep(120_000);

    const { errors } = await stack.destroyFails();
    delete story.config["tencentcloud:securityToken"];
    await useKeyOf({ accountId });
    await stack.destroy();

    assert.match(errors["team"] ?? "", /AuthFailure/);
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("of another account refresh nothing away", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    const recorded = stack.outputs("team")["accountId"];
    const other = await useKeyOf({});

    const { errors } = await stack.tryRefresh();

    assert.match(errors["team"] ?? "", new RegExp(`account ${recorded}.*account ${other}`));
    assert.deepEqual(stack.recorded("team"), BOUND);
    assert.deepEqual((await cloud.happened()).bindings, BOUND);
  });

  it("of another account destroy nothing, in the cloud or in state", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    const home = { ...story.config };
    await useKeyOf({});

    const { errors } = await stack.destroyFails();
    assert.match(errors["team"] ?? "", /account/);
    assert.deepEqual((await cloud.happened()).bindings, BOUND);

    story.config = home;
    await stack.destroy();
    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("of another account change nothing", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await useKeyOf({});

    const { errors } = await stack.upFails(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));

    assert.match(errors["team"] ?? "", /account/);
    assert.deepEqual((await cloud.happened()).bindings, BOUND);
  });

  it("whose account cannot be told work as long as something recorded is found", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "GetCallerIdentity", effect: { code: "UnauthorizedOperation" } });

    await stack.up(TEAM);
    await stack.refresh();
    await stack.destroy();

    assert.deepEqual((await cloud.happened()).bindings, {});
  });

  it("whose account cannot be told refresh nothing away that was recorded under one", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await useKeyOf({});
    await cloud.fail({ action: "GetCallerIdentity", effect: { code: "UnauthorizedOperation" } });

    const { errors } = await stack.tryRefresh();

    assert.match(errors["team"] ?? "", /account/);
    assert.deepEqual(stack.recorded("team"), BOUND);
  });

  it("whose account is not told at first are asked about again, and recorded", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "GetCallerIdentity", times: 2, effect: { http: 502 } });

    await stack.up(TEAM);

    assert.match(String(stack.outputs("team")["accountId"]), /^\d+$/);
  });

  it("whose account was never told are recorded by a refresh that finds what is bound", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "GetCallerIdentity", effect: { http: 502 } });
    await stack.up(TEAM);
    assert.equal("accountId" in stack.outputs("team"), false);
    await cloud.heal();

    await stack.refresh();

    assert.match(String(stack.outputs("team")["accountId"]), /^\d+$/);
  });

  it("of another account wipe nothing that is recorded without one", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "GetCallerIdentity", effect: { http: 502 } });
    await stack.up(TEAM);
    await cloud.heal();
    await useKeyOf({});

    const refreshed = await stack.tryRefresh();
    const destroyed = await stack.destroyFails();

    for (const { errors } of [refreshed, destroyed])
      assert.match(errors["team"] ?? "", /does not say in which account/);
    assert.deepEqual(stack.recorded("team"), BOUND);
    assert.deepEqual((await cloud.happened()).bindings, BOUND);
  });

  it("that are wrong are told as such, with what to check; nothing is recorded", async () => {
    const { stack } = story;
    story.config["tencentcloud:secretKey"] = "not-the-key-of-this-id";

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /AuthFailure.SignatureFailure.*Check the credentials/);
    assert.equal(stack.has("team"), false);
  });

  it("are no use where the clock is off, which is told as such", async () => {
    const { cloud, stack } = story;
    await cloud.set({ clockSkewMs: 600_000 });

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /AuthFailure.SignatureExpire.*Set the clock of this machine/);
  });

  it("that are missing are told with where they were looked for, and nothing is called", async () => {
    const { cloud, stack } = story;
    delete story.config["tencentcloud:secretId"];
    delete story.config["tencentcloud:secretKey"];

    const { errors } = await stack.upFails(TEAM);

    assert.match(errors["team"] ?? "", /tencentcloud:secretId.*TENCENTCLOUD_SECRET_ID/);
    assert.deepEqual(await cloud.calls(), []);
  });

  it("that may not write are told with the action, and nothing is recorded", async () => {
    const { cloud, stack } = story;
    await cloud.fail({
      action: "AssociateInstancesKeyPairs",
      effect: { code: "UnauthorizedOperation.NoPermission" },
    });

    const { errors } = await stack.upFails(TEAM);

    assert.match(
      errors["team"] ?? "",
      /AssociateInstancesKeyPairs of lhkp-alice000 was refused with UnauthorizedOperation.NoPermission/,
    );
    assert.deepEqual((await cloud.happened()).bindings, {});
    assert.equal(stack.has("team"), false);
  });
});
