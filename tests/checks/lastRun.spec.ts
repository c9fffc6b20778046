import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TreeCopy } from "../tooling/treeCopy";

const HALF_REACHED = `/** Says which. */
export function which(n: number): string {
  if (n > 0) {
    return "above";
  }
  return "not above";
}

/** Only a type, and no line of it runs. */
export interface Unreached {
  a: string;
  b: string;
  c: string;
}
`;
const REACHES = 'import { which } from "../../provider/which.js";\n\nit("is above", () => { which(1); });\n';
const REACHES_ALL = `${REACHES}it("is not", () => { which(0); });\n`;

/** That verify takes from `npm test` only what that found in this very tree. */
describe("what npm test leaves for npm run verify", function () {
  this.timeout(300_000);
  let tree: TreeCopy;
  /** Each suite of the copy has one test, and "unit" gets a second one. */
  let suites: number;

  before(() => {
    tree = new TreeCopy();
    tree.writeEntries();
    tree.write("provider/which.ts", HALF_REACHED);
    const folders = suiteFolders(tree);
    suites = folders.length;
    for (const folder of folders) tree.write(`${folder}/one.spec.ts`, 'it("passes", () => undefined);\n');
    tree.write("tests/unit/one.spec.ts", REACHES);
  });

  after(() => tree.remove());

  it("is nothing before it ran", () => {
    const { exitCode, output } = tree.verify("coverage");

    assert.match(output, /^No coverage of this tree: `npm test` has not run whole here\. Run npm test\.$/m);
    assert.equal(exitCode, 1);
  });

  it("is its sum, and a coverage that is too low where too few lines are reached", () => {
    assert.equal(tree.run("test.mjs").exitCode, 0);

    const { exitCode, output } = tree.verify("tests", "coverage");

    assert.match(
      output,
      new RegExp(`^good {2}tests .* s {2}${suites} passed, 0 failed, as npm test found in this tree$`, "m"),
    );
    assert.match(output, /^BAD {3}coverage .* s {2}75\.0 % of 4 lines, 90 % wanted$/m);
    assert.match(output, /^provider\/which\.ts: 1 of 4 \(6\)$/m);
    assert.equal(exitCode, 1);
  });

  it("is not taken once the tree has changed", () => {
    tree.write("tests/unit/one.spec.ts", REACHES_ALL);

    const { exitCode, output } = tree.verify("coverage");

    assert.match(output, /the tree has changed since `npm test` last ran whole/);
    assert.equal(exitCode, 1);
  });

  it("is had anew by the part tests, which then runs them", () => {
    const { exitCode, output } = tree.verify("tests", "coverage");

    assert.match(output, new RegExp(`^good {2}tests .* s {2}${suites + 1} passed, 0 failed, run now$`, "m"));
    assert.match(output, /^good {2}coverage .* s {2}100\.0 % of 4 lines, 90 % wanted$/m);
    assert.equal(exitCode, 0);
  });

  it("is a failure where one suite's report is gone", () => {
    tree.write(".work/reports/test-engine.json", "{");

    const { exitCode, output } = tree.verify("tests");

    assert.match(output, new RegExp(`^BAD {3}tests .* s {2}${suites} passed, 1 failed`, "m"));
    assert.equal(exitCode, 1);
  });

  it("is not taken with another coverage report in its place", () => {
    tree.write("coverage/coverage-final.json", "{}");

    const { exitCode, output } = tree.verify("coverage");

    assert.match(output, /coverage\/coverage-final\.json is not that of the last run/);
    assert.equal(exitCode, 1);
  });
});

/** The folders of the suites that the copy's `npm test` runs. */
function suiteFolders(tree: TreeCopy): string[] {
  const list = readFileSync(join(tree.folder, "scripts/test/suites.mjs"), "utf8");
  const quick = list.split("\n").filter((line) => !line.includes("isLong: true"));
  return [...quick.join("\n").matchAll(/folder: "([^"]+)"/g)].flatMap(([, folder]) =>
    folder === undefined ? [] : [folder],
  );
}
