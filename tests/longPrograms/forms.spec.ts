import assert from "node:assert/strict";
import type { ProgramFiles } from "../engine/programFiles";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { Story } from "../program/story";
import { bind, pairs, unbind } from "../program/writes";

const ARGS = JSON.stringify({ keyIds: [ALICE], instanceIds: [WEB] });

/** The same program, written in ways in which users write theirs. */
const FORMS: Readonly<Record<string, ProgramFiles>> = {
  TypeScript: {
    "index.ts": `import * as pulumi from "@pulumi/pulumi";
import { type Binding, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const access = new KeyPairAssociation("access", ${ARGS});
export const bindings: pulumi.Output<Binding[]> = access.bindings;
`,
  },
  "an ES module": {
    "package.json": JSON.stringify({ name: "program", private: true, type: "module", main: "index.js" }),
    "index.js": `import { KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const access = new KeyPairAssociation("access", ${ARGS});
export const bindings = access.bindings;
`,
  },
  "a CommonJS script with an asynchronous function": {
    "index.js": `const { KeyPairAssociation } = require("pulumi-tencentcloud-lighthouse");

module.exports = async () => {
  const access = new KeyPairAssociation("access", ${ARGS});
  return { bindings: access.bindings };
};
`,
  },
};

for (const [form, files] of Object.entries(FORMS)) {
  describe(`a program that is ${form}`, function () {
    this.timeout(120_000);
    let story: Story;

    before(async () => {
      story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB], files });
    });
    after(() => story?.end());

    it("binds, exports what is bound, plans nothing then, and unbinds", async () => {
      const run = await story.applies();
      assert.deepEqual(run.writes, [bind([ALICE], [WEB])]);
      const bindings = (await story.program.stack.outputs())["bindings"]?.value as { instanceId: string; keyIds: [] }[];
      assert.deepEqual(
        bindings.map(({ instanceId, keyIds }) => ({ instanceId, keyIds })),
        [{ instanceId: WEB, keyIds: [ALICE] }],
      );
      await story.destroy();
      assert.deepEqual(await story.cloud.newWrites(), [unbind([ALICE], [WEB])]);
      assert.deepEqual(await story.cloud.pairs(), pairs([], []));
    });
  });
}
