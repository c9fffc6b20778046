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

  it("tells once more what failed, and what was found", () => {
    const failures = [{ fullTitle: "a wait ends", err: { message: "1 !== 2", stack: "Error: 1 !== 2\n    at here" } }];
    const stats = { passes: 3, failures: 1, pending: 0 };
    tree.write(".work/reports/test-unit.json", JSON.stringify({ stats, failures }));
    tree.write(
      ".work/reports/faults.json",
      JSON.stringify({ stats, failures: [{ name: "create", faults: ["late"] }] }),
    );
    tree.write(".work/reports/verify.json", JSON.stringify({ stats, bad: ["lint"] }));
    const outcomes = [
      { name: "npm", hasPassed: true, told: "fine" },
      { name: "pnpm", hasPassed: false, told: "Error: none" },
    ];
    tree.write(".work/reports/installs.json", JSON.stringify({ stats, outcomes }));

    const { lines } = tree.run("sum.mjs", ["test=1", "faults=1", "verify=1", "installs=1"]);

    assert.deepEqual(lines, [
      "FAILED in test: a wait ends",
      "    Error: 1 !== 2",
      "        at here",
      "FAILED in faults: create",
      "    late",
      "FAILED in verify: lint",
      "FAILED in installs: pnpm",
      "    Error: none",
      "12 passed, 4 failed",
    ]);
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
