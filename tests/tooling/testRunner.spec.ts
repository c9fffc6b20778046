import assert from "node:assert/strict";
import { TreeCopy } from "./treeCopy";

const PASSES = 'it("passes", () => undefined);\n';
const FAILS = 'it("fails", () => { throw new Error("on purpose"); });\n';
// In pieces, so that a search for skipped tests does not find this file.
const IS_SKIPPED = `${"it"}("is skipped");\n`;

describe("npm test", function () {
  this.timeout(60_000);
  let tree: TreeCopy;

  before(() => {
    tree = new TreeCopy();
    tree.writeEntries();
  });

  beforeEach(() => tree.delete("tests"));

  after(() => tree.remove());

  it("ends with the sum, alone on its line, over what every suite reported", () => {
    tree.write("tests/unit/one.spec.ts", PASSES + FAILS);
    tree.write("tests/lifecycle/two.spec.ts", PASSES + IS_SKIPPED);

    const { exitCode, lines } = tree.run("test.mjs", ["tests"]);

    assert.equal(lines.at(-1), "2 passed, 1 failed, 1 skipped");
    assert.match(lines.join("\n"), /^unit +\d+\.\d s {2}1 passed, 1 failed$/m);
    assert.equal(exitCode, 1);
  });

  it("counts a skipped test as failed in CI", () => {
    tree.write("tests/unit/one.spec.ts", PASSES + IS_SKIPPED);

    const elsewhere = tree.run("test.mjs", ["tests/unit"]);
    const inCi = tree.run("test.mjs", ["tests/unit"], { CI: "true" });

    assert.deepEqual([elsewhere.lines.at(-1), elsewhere.exitCode], ["1 passed, 0 failed, 1 skipped", 0]);
    assert.deepEqual([inCi.lines.at(-1), inCi.exitCode], ["1 passed, 1 failed", 1]);
  });

  it("fails where a suite's files hold no test", () => {
    tree.write("tests/unit/one.spec.ts", "export {};\n");

    const { exitCode, lines } = tree.run("test.mjs", ["tests/unit"]);

    assert.match(lines.join("\n"), /^unit .* 0 passed, 1 failed: the suite ran no test$/m);
    assert.equal(exitCode, 1);
  });

  it("fails where a suite has no files", () => {
    tree.write("tests/unit/one.spec.ts", PASSES);

    const { exitCode, lines } = tree.run("test.mjs");

    assert.match(lines.join("\n"), /^program .* 0 passed, 1 failed: tests\/program holds no \*\.spec\.ts file$/m);
    assert.equal(exitCode, 1);
  });

  it("fails where a runner dies without a report", () => {
    tree.write("tests/unit/one.spec.ts", `${PASSES}it("dies", () => process.kill(process.pid, "SIGKILL"));\n`);

    const { exitCode, lines } = tree.run("test.mjs", ["tests/unit"]);

    assert.match(lines.join("\n"), /^unit .* 0 passed, 1 failed: the runner left no report; signal SIGKILL$/m);
    assert.equal(exitCode, 1);
  });

  it("fails where a runner ends badly although no test failed", () => {
    tree.write("tests/unit/one.spec.ts", `${PASSES}process.on("exit", () => process.kill(process.pid, "SIGKILL"));\n`);

    const { exitCode, lines } = tree.run("test.mjs", ["tests/unit"]);

    assert.match(
      lines.join("\n"),
      /^unit .* 1 passed, 1 failed: no test failed, yet the runner ended with signal SIGKILL$/m,
    );
    assert.equal(exitCode, 1);
  });

  it("fails where what was asked for ran nothing", () => {
    tree.write("tests/unit/one.spec.ts", PASSES);

    const { exitCode, lines } = tree.run("test.mjs", ["--grep", "no such test"]);

    assert.equal(lines.at(-1), "0 passed, 1 failed");
    assert.equal(exitCode, 1);
  });

  it("passes on to mocha what is no path", () => {
    tree.write("tests/unit/one.spec.ts", PASSES + FAILS);
    tree.write("tests/unit/two.spec.ts", PASSES);

    const { exitCode, lines } = tree.run("test.mjs", ["tests/unit/one.spec.ts", "--grep", "passes"]);

    assert.equal(lines.at(-1), "1 passed, 0 failed");
    assert.equal(exitCode, 0);
  });

  it("refuses a path that leads nowhere", () => {
    const { exitCode, output } = tree.run("test.mjs", ["tests/unti"]);

    assert.match(output, /tests\/unti is no file or folder/);
    assert.equal(exitCode, 1);
  });

  it("refuses to run all while a spec belongs to no suite", () => {
    tree.write("tests/elsewhere/one.spec.ts", PASSES);

    const { exitCode, output } = tree.run("test.mjs");

    assert.match(output, /^tests\/elsewhere\/one\.spec\.ts belongs to no suite of scripts\/test\/suites\.mjs/m);
    assert.equal(exitCode, 1);
  });

  it("does not run on a package that does not build", () => {
    tree.write("sdk/index.ts", '/** Two. */\nexport const two: number = "two";\n');
    tree.write("tests/unit/one.spec.ts", PASSES);

    const { exitCode, output } = tree.run("test.mjs", ["tests/unit"]);

    assert.match(output, /^sdk\/index\.ts\(2,14\): error TS2322/m);
    assert.equal(exitCode, 1);
  });
});
