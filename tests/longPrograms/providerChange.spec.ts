import assert from "node:assert/strict";
import { script } from "../program/declaration";
import { ALICE, WEB } from "../program/ids";
import { Story } from "../program/story";
import { pairs } from "../program/writes";

/** A program with an association of an explicit provider, both as given. */
const program = (provider: string, options = "") =>
  script(`const { Provider } = require("pulumi-tencentcloud-lighthouse");
const provider = new Provider("${provider}", { region: "ap-guangzhou" });
new KeyPairAssociation("access", { keyIds: ["${ALICE}"], instanceIds: ["${WEB}"] }, { provider${options} });
`);

describe("an association that gets another explicit provider", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB], keyPairs: [ALICE] });
  });
  after(() => story?.end());

  it("is bound by the one it has", async () => {
    await story.applies(program("first"));
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
  });

  it("stays bound through the other where retainOnDelete was applied before", async () => {
    await story.applies(program("first", ", retainOnDelete: true"));
    const run = await story.applies(program("second"));
    assert.deepEqual(run.writes, []);
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
    assert.deepEqual(await story.bindings("access"), pairs([ALICE], [WEB]));
  });

  it("is destroyed by the one it has then", async () => {
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});
