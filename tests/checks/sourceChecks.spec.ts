import assert from "node:assert/strict";
import { TreeCopy } from "../tooling/treeCopy";

/** Parts of `npm run verify` that read the sources: each is good before the fault is planted, and finds it after. */
describe("npm run verify", function () {
  this.timeout(180_000);
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy();
    tree.write("provider/index.ts", "/** What is one more. */\nexport const next = (n: number): number => n + 1;\n");
    tree.write("sdk/index.ts", 'export { next } from "../provider/index.js";\n');
  });

  afterEach(() => tree.remove());

  it("-- format finds a file that is laid out otherwise", () => {
    assert.equal(tree.verify("format").exitCode, 0);

    tree.write("provider/planted.ts", "/** One. */\nexport const one = { a :1 }\n");

    const { exitCode, output } = tree.verify("format");
    assert.equal(exitCode, 1);
    assert.match(output, /^provider\/planted\.ts format/m);
  });

  it("-- format finds imports out of order", () => {
    tree.write("provider/planted.ts", 'import { b } from "./b.js";\nimport { a } from "./a.js";\n\na(b);\n');

    const { exitCode, output } = tree.verify("format");
    assert.equal(exitCode, 1);
    assert.match(output, /^provider\/planted\.ts:1:1 assist\/source\/organizeImports/m);
  });

  it("-- types finds a wrong type, and an example that nothing checks", () => {
    tree.write("provider/planted.ts", '/** One. */\nexport const one: number = "one";\n');
    tree.write("examples/planted/index.ts", "/** One. */\nexport const one = 1;\n");

    const { exitCode, output } = tree.verify("types");
    assert.equal(exitCode, 1);
    assert.match(output, /^provider\/planted\.ts\(2,14\): error TS2322/m);
    assert.match(output, /^examples\/planted has TypeScript but no tsconfig\.json$/m);
  });

  it("-- reference finds a public name without a doc, one that only looks public, and a link that leads nowhere", () => {
    // What typedoc.json lets be not public has to be there.
    const allowed = "/** Allowed. */\ninterface FromOutputs {\n  one: number;\n}\n\n";
    tree.write("sdk/index.ts", `${allowed}/** One. */\nexport const one: FromOutputs = { one: 1 };\n`);
    assert.equal(tree.verify("reference").exitCode, 0);

    tree.write(
      "sdk/hidden.ts",
      "/** Not exported from the package. */\nexport interface Hidden {\n  one: number;\n}\n",
    );
    tree.write(
      "sdk/index.ts",
      `import type { Hidden } from "./hidden.js";\n\n${allowed}export const bare: FromOutputs = { one: 1 };\n` +
        "/** See {@link Nowhere}. */\nexport const linked: Hidden = { one: 1 };\n",
    );

    const { exitCode, output } = tree.verify("reference");
    assert.equal(exitCode, 1);
    assert.match(output, /bare \(Variable\).* does not have any documentation/);
    assert.match(output, /Hidden, defined in .*, is referenced by linked but not included in the documentation/);
    assert.match(output, /Failed to resolve link to "Nowhere"/);
  });

  it("shows each part with its time, runs all that are named even when one fails, and names those that did", () => {
    tree.write("provider/planted.ts", "/** One. */\nexport const one = { a :1 }\n");

    const { exitCode, output, lines } = tree.verify("format", "leaks");
    assert.equal(exitCode, 1);
    assert.match(output, /^BAD {3}format +\d+\.\d s$/m);
    assert.match(output, /^good {2}leaks +\d+\.\d s$/m);
    assert.equal(lines.at(-1), "Not good: format");
  });

  it("refuses a part that it does not have", () => {
    const { exitCode, output } = tree.verify("typos");
    assert.equal(exitCode, 2);
    assert.match(output, /^No such part: typos\. There are: format, lint, types, /m);
  });
});
