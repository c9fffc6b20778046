import assert from "node:assert/strict";
import type { StateResource } from "../engine/programState";
import { type Association, declaring, script } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { errorsUnder, onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { pairs } from "../program/writes";

describe("a program whose stack configuration says how the cloud is reached", function () {
  this.timeout(120_000);
  const access: Association = { keyIds: [ALICE], instanceIds: [WEB] };
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB], files: declaring({ access }), env: {} });
    const { TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, ...reach } = story.cloud.env;
    await story.program.stack.setAllConfig({
      "tencentcloud:secretId": { value: TENCENTCLOUD_SECRET_ID ?? "", secret: true },
      "tencentcloud:secretKey": { value: TENCENTCLOUD_SECRET_KEY ?? "", secret: true },
      "tencentcloud:region": { value: reach["TENCENTCLOUD_REGION"] ?? "" },
      "tencentcloud:endpoint": { value: reach["TENCENTCLOUD_ENDPOINT"] ?? "" },
      "tencentcloud:protocol": { value: "http" },
    });
  });
  after(() => story?.end());

  it("needs nothing of the environment", async () => {
    await story.applies();
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
  });

  it("leaves traces of what it binds in state, output and events, and none of the credentials", async () => {
    const traces = await story.traces(WEB);
    assert.ok(traces.some((name) => name.endsWith("stacks/program/test.json")));
    assert.ok(traces.includes("run 0"));
    assert.deepEqual(await story.traces(story.cloud.credentials.TENCENTCLOUD_SECRET_ID), []);
    assert.deepEqual(await story.traces(story.cloud.credentials.TENCENTCLOUD_SECRET_KEY), []);
  });

  it("takes the credentials of each run anew: others are used at once", async () => {
    await story.program.stack.setConfig("tencentcloud:secretKey", { value: "outdatedoutdated", secret: true });
    // Without the program, the engine goes by the configuration of the last run of it, which is in its state.
    const failed = await story.refresh({ fails: true, runProgram: true });
    // The engine says it twice where it runs the program.
    const errors = new Set(errorsUnder(failed, "access"));
    assert.equal(errors.size, 1);
    assert.match([...errors][0] ?? "", /AuthFailure\.SignatureFailure/);
    const secretKey = { value: story.cloud.credentials.TENCENTCLOUD_SECRET_KEY, secret: true };
    await story.program.stack.setConfig("tencentcloud:secretKey", secretKey);
    await story.destroy({ runProgram: true });
    assert.deepEqual(await story.cloud.pairs(), []);
    assert.deepEqual(await story.traces("outdatedoutdated"), []);
  });

  it("keeps ids that the program marks as secret out of sight in what it declares", async () => {
    const run = await story.applies(
      script(`new KeyPairAssociation("access", {
  keyIds: ["${BOB}"],
  instanceIds: pulumi.secret(["${DB}"]),
});`),
    );
    assert.deepEqual(await story.cloud.pairs(), pairs([BOB], [DB]));
    assert.deepEqual(run.changes, { create: 2 });
    const { stdout } = await story.program.command(["stack", "export", "--stack", "test"]);
    const { deployment }: { deployment: { resources: StateResource[] } } = JSON.parse(stdout);
    const access = deployment.resources.find(({ urn }) => urn.endsWith("::access"));
    assert.deepEqual(access?.inputs?.["keyIds"], [BOB]);
    assert.ok(!JSON.stringify(access?.inputs).includes(DB));
  });

  it("is warned of a secret key that is in plain text, once, and told how to hide it", async () => {
    await story.program.stack.setConfig("tencentcloud:secretKey", { value: "not-the-real-key" });
    const run = await story.preview();
    const warnings = run.diagnostics.filter(({ message }) => message.includes("plain text"));
    assert.deepEqual(
      warnings.map(({ message }) => message),
      ["tencentcloud:secretKey is in plain text in this stack. Run: pulumi config set --secret tencentcloud:secretKey"],
    );
  });
});

describe("a program whose environment says how the cloud is reached", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
    await story.up(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }));
  });
  after(() => story?.end());

  it("takes the credentials of each run from it anew, and keeps none of them", async () => {
    const { TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY } = story.cloud.credentials;
    story.program.setEnv({ TENCENTCLOUD_SECRET_KEY: "replacedreplaced" });
    const more = declaring({ access: { keyIds: [ALICE, BOB], instanceIds: [WEB] } });
    const failed = await story.up(more, { fails: true });
    assert.match(onlyError(failed, "access"), /AuthFailure\.SignatureFailure/);
    story.program.setEnv({ TENCENTCLOUD_SECRET_KEY });
    await story.applies(more);
    const { stdout } = await story.program.command(["stack", "export", "--show-secrets", "--stack", "test"]);
    for (const credential of [TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, "replacedreplaced"]) {
      assert.ok(!stdout.includes(credential));
    }
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});
