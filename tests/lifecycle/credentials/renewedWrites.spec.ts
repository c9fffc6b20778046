import assert from "node:assert/strict";
import { association } from "../declaration";
import { ALICE, API, WEB } from "../ids";
import { storyOfEachTest } from "../story";

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";

/** Longer than any token lasts. */
const DAY_MS = 24 * 3_600_000;

describe("a token that expires in the middle of a run", () => {
  const story = storyOfEachTest();
  const team = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });

  /** Has the stack's key assume a role of its own account, whose token its source can renew. */
  async function assumeRole(): Promise<void> {
    const { accountId } = await story.cloud.instance(WEB);
    await story.cloud.seed({ accounts: [{ accountId, roles: ["deployer"] }] });
    const roleArn = `qcs::cam::uin/${accountId}:roleName/deployer`;
    story.config["tencentcloud:assumeRole"] = JSON.stringify({ roleArn });
  }

  /** Has all tokens expire with one answer, so that the next call is the first to meet an expired one. */
  async function expireAfter(action: string, call: number): Promise<void> {
    const edits = [{ edit: "advance", advanceMs: DAY_MS }];
    await story.cloud.fail({ action, call, effect: { edits, when: "after" } });
  }

  async function expireBefore(action: string): Promise<void> {
    await story.cloud.fail({ action, call: 1, effect: { code: "AuthFailure.TokenFailure" } });
  }

  it("is renewed where the bind is the call that meets it, and nothing is bound twice", async () => {
    const { cloud, stack } = story;
    await assumeRole();
    await expireAfter("DescribeKeyPairs", 2);

    await stack.up(team);

    const binds = await cloud.calls(BIND);
    assert.deepEqual(
      binds.map(({ reply, executed }) => [reply.code, executed]),
      [
        ["AuthFailure.TokenFailure", false],
        [undefined, true],
      ],
    );
    assert.deepEqual((await cloud.happened()).shutdowns, { [WEB]: 1, [API]: 1 });
  });

  it("is renewed where an unbind meets it", async () => {
    const { cloud, stack } = story;
    await assumeRole();
    await stack.up(team);
    await cloud.happened();
    await expireBefore(UNBIND);

    await stack.destroy();

    assert.equal((await cloud.calls(UNBIND)).filter(({ executed }) => executed).length, 1);
    assert.deepEqual((await cloud.happened()).bindings, {});
  });
});
