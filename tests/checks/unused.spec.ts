import assert from "node:assert/strict";
import { type Run, TreeCopy } from "../tooling/treeCopy";

describe("npm run verify -- unused", function () {
  this.timeout(180_000);
  let tree: TreeCopy;
  let run: Run;

  before(() => {
    tree = new TreeCopy();
    tree.write("provider/index.ts", 'export { used } from "./used.js";\n');
    tree.write(
      "provider/used.ts",
      "/** Used. */\nexport const used = 1;\n\n/** Planted. */\nexport const plantedExport = 2;\n",
    );
    tree.write("provider/plantedFile.ts", "/** In a file that nothing imports. */\nexport const one = 1;\n");
    run = tree.verify("unused");
  });

  after(() => tree.remove());

  it("is not good", () => {
    assert.equal(run.exitCode, 1);
  });

  it("finds an export that nothing uses, and only that of its file", () => {
    assert.match(run.output, /^plantedExport +provider\/used\.ts:5/m);
    assert.doesNotMatch(run.output, /^used /m);
  });

  it("finds a file that nothing uses", () => {
    assert.match(run.output, /^provider\/plantedFile\.ts *$/m);
  });

  it("finds a dependency that nothing uses", () => {
    assert.match(run.output, /^tencentcloud-sdk-nodejs +package\.json/m);
  });
});
