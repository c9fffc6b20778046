import assert from "node:assert/strict";
import { declaring } from "./declaration";
import { ALICE, DB, WEB } from "./ids";
import { errorsByName, onlyError } from "./shownErrors";
import { Story } from "./story";
import { unusedPort } from "./unusedPort";

const WINDOWS = "lhins-windows1";
const ISOLATED = "lhins-isolated";

describe("a program that the cloud cannot follow", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({
      instances: [
        WEB,
        { instanceId: WINDOWS, platformType: "WINDOWS" },
        { instanceId: ISOLATED, state: "SHUTDOWN" },
        { instanceId: "lhins-rescue01", state: "RESCUE_MODE" },
      ],
      keyPairs: [ALICE],
    });
  });
  beforeEach(() => story.cloud.newWrites());
  after(() => story?.end());

  it("for what it names: one error each, with every culprit, and nothing is touched", async () => {
    const run = await story.up(
      declaring({
        windows: { keyIds: [ALICE], instanceIds: [WEB, WINDOWS] },
        isolated: { keyIds: [ALICE], instanceIds: [WEB, ISOLATED, "lhins-rescue01"] },
        nowhere: { keyIds: ["lhkp-nobody01", ALICE], instanceIds: [WEB, "lhins-nowhere1", DB] },
      }),
      { fails: true, continueOnError: true },
    );
    const errors = errorsByName(run, ["windows", "isolated", "nowhere"]);
    assert.match(errors["windows"] ?? "", new RegExp(`${WINDOWS} runs Windows, which takes no key pairs`));
    assert.match(errors["isolated"] ?? "", new RegExp(`${ISOLATED} is isolated .*lhins-rescue01 is in rescue mode`));
    assert.match(
      errors["nowhere"] ?? "",
      new RegExp(
        `lhkp-nobody01 does not exist in region ap-guangzhou.*lhins-nowhere1 does not exist.*${DB} does not exist`,
      ),
    );
    assert.deepEqual(await story.cloud.newWrites(), []);
    assert.doesNotMatch((await story.program.exportState()).text, /KeyPairAssociation/);
  });

  it("in a region that the service does not have: its code, its RequestId and what to do", async () => {
    const access = { keyIds: [ALICE], instanceIds: [WEB], region: "ap-atlantis" };
    const run = await story.up(declaring({ access }), { fails: true });
    const message = onlyError(run, "access");
    assert.match(
      message,
      /UnsupportedRegion \(RequestId [0-9a-f-]{36}\).*ap-atlantis.*Set region to one that Lighthouse has/,
    );
  });
});

describe("a program that does not reach the cloud", function () {
  this.timeout(120_000);
  const files = declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } });
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE], files });
  });
  beforeEach(async () => {
    story.program.setEnv(story.cloud.env);
    await story.cloud.newCalls();
  });
  after(() => story?.end());

  it("with a wrong key: refused by the service, told what to check", async () => {
    story.program.setEnv({ TENCENTCLOUD_SECRET_KEY: "wrongwrongwrongwrong" });
    const run = await story.up({}, { fails: true });
    const message = onlyError(run, "access");
    assert.match(message, /refused with AuthFailure\.SignatureFailure \(RequestId .*Check the credentials/);
    assert.deepEqual(await story.traces("wrongwrongwrongwrong"), []);
  });

  it("with a wrong id: likewise", async () => {
    story.program.setEnv({ TENCENTCLOUD_SECRET_ID: "AKIDwrongwrongwrong" });
    const run = await story.up({}, { fails: true });
    const message = onlyError(run, "access");
    assert.match(message, /refused with AuthFailure\.SecretIdNotFound \(RequestId .*Check the credentials/);
    assert.deepEqual(await story.traces("AKIDwrongwrongwrong"), []);
  });

  it("without credentials: told every place where they were looked for, and a preview works all the same", async () => {
    story.program.setEnv({ TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined });
    assert.deepEqual((await story.preview()).changes, { create: 1 });
    const run = await story.up({}, { fails: true });
    const message = onlyError(run, "access");
    assert.match(message, /no credentials .*tencentcloud:secretId.*TENCENTCLOUD_SECRET_ID/);
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  it("with half of the credentials: told which half is missing", async () => {
    story.program.setEnv({ TENCENTCLOUD_SECRET_KEY: undefined });
    const run = await story.up({}, { fails: true });
    assert.match(onlyError(run, "access"), /TENCENTCLOUD_SECRET_ID is set but TENCENTCLOUD_SECRET_KEY is not/);
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  it("without a region: told the three places to set it, in the preview already", async () => {
    story.program.setEnv({ TENCENTCLOUD_REGION: undefined });
    const run = await story.preview({}, { fails: true });
    const message = onlyError(run, "access");
    assert.match(
      message,
      /region .*Set region on the resource.*pulumi config set tencentcloud:region.*TENCENTCLOUD_REGION/,
    );
    assert.deepEqual(await story.cloud.newCalls(), []);
  });

  it("at an address where nobody listens: told the address and what to check", async () => {
    const port = await unusedPort();
    story.program.setEnv({ TENCENTCLOUD_ENDPOINT: `127.0.0.1:${port}` });
    const run = await story.up({}, { fails: true });
    const message = onlyError(run, "access");
    assert.match(message, new RegExp(`did not reach Lighthouse: .*127\\.0\\.0\\.1:${port}.* tencentcloud:endpoint`));
  });

  it("at an address that is none: told so without a call", async () => {
    story.program.setEnv({ TENCENTCLOUD_ENDPOINT: "not an endpoint" });
    const run = await story.up({}, { fails: true });
    assert.match(onlyError(run, "access"), /TENCENTCLOUD_ENDPOINT is not an endpoint/);
  });

  it("at last: nothing of all this is in the way of an up that can", async () => {
    await story.applies();
    assert.deepEqual(await story.cloud.pairs(), [`${ALICE} on ${WEB}`]);
  });
});
