import assert from "node:assert/strict";
import { Control } from "../lifecycle/control";
import { script } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind, pairs, unbind } from "../program/writes";

/** A program with an association of the stack's own account, and one of another account by a provider. */
const program = (more = "", region = "ap-guangzhou") =>
  script(`const { Provider } = require("pulumi-tencentcloud-lighthouse");
const config = new pulumi.Config("partner");
const partner = new Provider("partner", {
  secretId: config.requireSecret("secretId"),
  secretKey: config.requireSecret("secretKey"),
  region: "${region}",${more}
});
new KeyPairAssociation("ours", { keyIds: ["${ALICE}"], instanceIds: ["${WEB}"] });
new KeyPairAssociation("theirs", { keyIds: ["${BOB}"], instanceIds: ["${DB}"] }, { provider: partner });
`);

interface Made {
  accounts: { accountId: string; secretId: string; secretKey: string }[];
}

describe("a program that works in two accounts", function () {
  this.timeout(120_000);
  let story: Story;
  let control: Control;
  let partner: Made["accounts"][number];

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE] });
    control = new Control(`http://${story.cloud.env["TENCENTCLOUD_ENDPOINT"]}/control`);
    const { accounts } = await control.post<Made>("seed", { accounts: 1 });
    partner = accounts[0] ?? assert.fail("an account was made");
    const { accountId } = partner;
    await control.post("seed", { instances: [{ instanceId: DB, accountId }], keyPairs: [{ keyId: BOB, accountId }] });
    await usePartnerKey(partner);
  });
  after(() => story?.end());

  async function usePartnerKey({ secretId, secretKey }: { secretId: string; secretKey: string }): Promise<void> {
    await story.program.stack.setAllConfig({
      "partner:secretId": { value: secretId, secret: true },
      "partner:secretKey": { value: secretKey, secret: true },
    });
  }

  it("binds in each with the credentials of each, and is quiet then", async () => {
    const run = await story.applies(program());
    assert.deepEqual(run.writes, [bind([ALICE], [WEB]), bind([BOB], [DB])]);
    assert.equal((await story.recorded("theirs")).outputs?.["accountId"], partner.accountId);
    assert.notEqual((await story.recorded("ours")).outputs?.["accountId"], partner.accountId);
  });

  it("keeps the credentials of neither in plain text", async () => {
    assert.deepEqual(await story.traces(partner.secretId), []);
    assert.deepEqual(await story.traces(partner.secretKey), []);
    assert.ok((await story.traces("ap-guangzhou")).length > 0);
  });

  it("replaces nothing, moves nothing and calls nothing when a provider gets other credentials and another region", async () => {
    const { accountId } = partner;
    const { accounts } = await control.post<Made>("seed", { accounts: [{ accountId }] });
    await usePartnerKey(accounts[0] ?? assert.fail("a key was made"));
    await story.cloud.newCalls();
    const run = await story.up(program("", "ap-tokyo"));
    assert.deepEqual(run.changes, { update: 1 });
    assert.deepEqual(await story.cloud.newCalls(), []);
    assert.equal((await story.recorded("theirs")).outputs?.["region"], "ap-guangzhou");
  });

  it("fails with one error where a provider is told something wrong, before anything is called", async () => {
    await story.cloud.newCalls();
    const run = await story.preview(program('\n  endpoint: "not an endpoint",'), { fails: true });
    const errors = run.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
    assert.equal(
      errors.filter((message) => message.includes('endpoint of Provider "partner" is not an endpoint')).length,
      1,
    );
    assert.doesNotMatch(errors.join("\n"), /\.js:\d+/);
    assert.deepEqual(await story.cloud.newCalls(), []);
    await story.program.write(program());
  });

  it("is refreshed and destroyed with the credentials of each, as they were at the last up", async () => {
    await usePartnerKey({ secretId: "AKIDnobody", secretKey: "nobody" });
    await story.refresh();
    await story.destroy();
    assert.deepEqual(await story.cloud.newWrites(), [unbind([ALICE], [WEB]), unbind([BOB], [DB])]);
    assert.deepEqual(await story.cloud.pairs(), pairs([], []));
  });
});
