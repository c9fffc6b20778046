import assert from "node:assert/strict";
import { type Run, TreeCopy } from "../tooling/treeCopy";

const LIGHTHOUSE_CLIENT = "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js";

/** Of each planted file: where it is, what it imports, and the rule that it breaks; none where it is allowed. */
const PLANTED = [
  ["provider/importsSdk.ts", "../sdk/fine.js", "provider-knows-no-program"],
  ["provider/importsTests.ts", "../tests/lighthouse/world.js", "nothing-imports-tests"],
  ["provider/importsPulumi.ts", "@pulumi/pulumi", "provider-knows-pulumi-by-type"],
  ["provider/importsTencent.ts", LIGHTHOUSE_CLIENT, "one-client"],
  ["provider/lighthouseApi.ts", LIGHTHOUSE_CLIENT, undefined],
  ["provider/stsApi.ts", "tencentcloud-sdk-nodejs", "tencent-by-deep-path"],
  ["provider/importsDevelopment.ts", "fast-check", "shipped-needs-no-dev-dependency"],
  ["provider/importsNothing.ts", "./nowhere.js", "resolves"],
  ["provider/plan.ts", "node:fs", "pure-stays-pure"],
  ["provider/operation.ts", "./clock.js", "pure-stays-pure"],
  ["provider/cycleA.ts", "./cycleB.js", "no-cycles"],
  ["provider/cycleB.ts", "./cycleA.js", undefined],
  ["provider/clock.ts", "node:timers", undefined],
  ["sdk/fine.ts", "../provider/pairs.js", undefined],
  ["sdk/importsProvider.ts", "../provider/clock.js", "sdk-loads-no-provider"],
  ["sdk/importsTests.ts", "../tests/lighthouse/world.js", "nothing-imports-tests"],
  ["sdk/report/main.ts", "../../provider/clock.js", undefined],
  ["examples/one/index.ts", "../../sdk/fine.js", "examples-use-the-package"],
  ["tests/lighthouse/world.ts", "../../provider/pairs.js", "lighthouse-is-a-separate-party"],
  ["tests/lighthouse/importsSdk.ts", "../../sdk/fine.js", "lighthouse-is-a-separate-party"],
  ["tests/lighthouse/importsEngine.ts", "../engine/cli.js", "lighthouse-is-a-separate-party"],
  ["tests/lighthouse/importsClient.ts", LIGHTHOUSE_CLIENT, "lighthouse-uses-no-client"],
  ["tests/laws/modelCloud.ts", "../../provider/pairs.js", "model-stands-alone"],
  ["tests/laws/clientOfModel.ts", "../../provider/pairs.js", undefined],
  ["tests/lighthouse/tests/uses.spec.ts", "../world.js", undefined],
] as const;

describe("npm run verify -- arrows", function () {
  this.timeout(180_000);
  let tree: TreeCopy;
  let run: Run;

  before(() => {
    tree = new TreeCopy();
    tree.write("provider/pairs.ts", "/** One. */\nexport const one = 1;\n");
    tree.write("tests/engine/cli.ts", "/** One. */\nexport const one = 1;\n");
    for (const [path, imported] of PLANTED) {
      tree.write(path, `import * as imported from "${imported}";\n\n/** Its own. */\nexport const own = imported;\n`);
    }
    tree.write(
      "sdk/importsType.ts",
      'import type { own } from "../provider/clock.js";\n\n/** Its own. */\nexport type Own = typeof own;\n',
    );
    run = tree.verify("arrows");
  });

  after(() => tree.remove());

  it("is not good", () => {
    assert.equal(run.exitCode, 1);
  });

  for (const [path, imported, rule] of PLANTED.filter(([, , broken]) => broken !== undefined)) {
    it(`finds that ${path} imports ${imported}`, () => {
      assert.match(run.output, new RegExp(`error ${rule}: ${path} → `));
    });
  }

  for (const path of [
    ...PLANTED.filter(([, , rule]) => rule === undefined).map(([allowed]) => allowed),
    "sdk/importsType.ts",
  ]) {
    it(`lets ${path} import what it does`, () => {
      assert.doesNotMatch(run.output, new RegExp(`error [a-z-]+: ${path} → `));
    });
  }

  it("says why", () => {
    assert.match(run.output, /Where both sides read one wrong type, both agree on a wrong API\./);
  });
});
