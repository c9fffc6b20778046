import assert from "node:assert/strict";
import { TreeCopy } from "./treeCopy";

/** The last line of `.ci/run`. */
describe("node scripts/sum.mjs", () => {
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy();
  });

  afterEach(() => tree.remove());

  /** Leaves a report as a runner would. */
  function report(name: string, passes: number, failures: number, pending = 0): void {
    tree.write(`.work/reports/${name}.json`, JSON.stringify({ stats: { passes, failures, pending } }));
  }

  it("adds up the reports of all parts", () => {
    report("test-unit", 100, 0);
    report("test-program", 20, 0);
    report("verify", 8, 0);

    const { exitCode, lines } = tree.run("sum.mjs", ["test=0", "verify=0"]);

    assert.deepEqual(lines, ["128 passed, 0 failed"]);
    assert.equal(exitCode, 0);
  });

  it("is bad where a report tells of a failure", () => {
    report("test-unit", 100, 2);

    const { exitCode, lines } = tree.run("sum.mjs", ["test=1"]);

    assert.deepEqual(lines, ["100 passed, 2 failed"]);
    assert.equal(exitCode, 1);
  });

  it("is bad where a part left no report", () => {
    report("test-unit", 100, 0);

    const { exitCode, lines } = tree.run("sum.mjs", ["test=0", "verify=0"]);

    assert.deepEqual(lines, ["verify left no report", "100 passed, 1 failed"]);
    assert.equal(exitCode, 1);
  });

  it("is bad where a report is not whole", () => {
    report("test-unit", 100, 0);
    tree.write(".work/reports/test-program.json", '{"stats":{"passes":3');

    const { exitCode, lines } = tree.run("sum.mjs", ["test=0"]);

    assert.deepEqual(lines, ["100 passed, 1 failed"]);
    assert.equal(exitCode, 1);
  });

  it("is bad where a part failed without saying so in a report", () => {
    report("test-unit", 100, 0);

    const { exitCode, lines } = tree.run("sum.mjs", ["test=3"]);

    assert.deepEqual(lines, ["test failed, though none of its reports tells of a failure", "100 passed, 1 failed"]);
    assert.equal(exitCode, 1);
  });

  it("is bad where nothing ran", () => {
    const { exitCode, lines } = tree.run("sum.mjs");

    assert.deepEqual(lines, ["0 passed, 0 failed"]);
    assert.equal(exitCode, 1);
  });

  it("counts a skipped test as failed in CI", () => {
    report("test-unit", 100, 0, 3);

    assert.deepEqual(tree.run("sum.mjs", ["test=0"]).lines, ["100 passed, 0 failed, 3 skipped"]);
    assert.deepEqual(tree.run("sum.mjs", ["test=0"], { CI: "true" }).lines, ["100 passed, 3 failed"]);
  });
});
