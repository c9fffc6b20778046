import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TreeCopy } from "../tooling/treeCopy";

describe("npm run verify -- dependencies", () => {
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy("docs");
  });

  afterEach(() => tree.remove());

  /** Changes a text of the copy, which must be there. */
  function change(path: string, from: string, to: string): void {
    const text = readFileSync(join(tree.folder, path), "utf8");
    assert.ok(text.includes(from), `${path} holds ${from}`);
    tree.write(path, text.replace(from, to));
  }

  it("finds nothing in the page as it is", () => {
    assert.equal(tree.verify("dependencies").exitCode, 0);
  });

  it("finds a dependency that the page gives no reason for", () => {
    change("package.json", '"devDependencies": {', '"devDependencies": {\n    "left-pad": "1.3.0",');

    assert.match(
      tree.verify("dependencies").output,
      /^docs\/dependencies\.md: does not say why left-pad earns its place$/m,
    );
  });

  it("finds a reason for what is no dependency any more", () => {
    change("package.json", '    "knip": "6.44.2",\n', "");

    assert.match(tree.verify("dependencies").output, /^docs\/dependencies\.md: knip is no dependency any more$/m);
  });

  it("finds a package that came to ship unseen, and its licence", () => {
    change("package-lock.json", '"form-data": "^3.0.4"', '"form-data": "^3.0.4",\n        "newcomer": "^1.0.0"');
    change(
      "package-lock.json",
      '    "node_modules/form-data": {',
      '    "node_modules/newcomer": { "version": "1.0.0", "license": "AGPL-3.0" },\n    "node_modules/form-data": {',
    );

    const { exitCode, output } = tree.verify("dependencies");
    assert.equal(exitCode, 1);
    assert.match(output, /: does not list newcomer 1\.0\.0 AGPL-3\.0, which ships to users$/m);
    assert.match(output, /: newcomer ships under AGPL-3\.0; allowed are 0BSD, /m);
  });

  it("finds a shipped package whose version is another than the reviewed one", () => {
    change("docs/dependencies.md", "| `node-fetch` | 2.7.0 |", "| `node-fetch` | 2.6.0 |");

    const { output } = tree.verify("dependencies");
    assert.match(output, /: does not list node-fetch 2\.7\.0 MIT, which ships to users$/m);
    assert.match(output, /: lists node-fetch 2\.6\.0 MIT, which does not ship$/m);
  });
});
