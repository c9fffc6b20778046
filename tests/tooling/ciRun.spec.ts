import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { TreeCopy } from "./treeCopy";

/** `.ci/run` itself, with an npm of ours before the real one: it only leaves reports, or fails. */
describe(".ci/run", () => {
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy(".ci");
  });

  afterEach(() => tree.remove());

  /** What `npm ARGUMENTS` does: shell commands by arguments. */
  function runWith(npm: Record<string, string>): { exitCode: number | null; lines: string[] } {
    const cases = Object.entries(npm).map(([given, commands]) => `"${given}") ${commands} ;;`);
    tree.write("bin/npm", `#!/usr/bin/env bash\nmkdir -p .work/reports\ncase "$*" in\n${cases.join("\n")}\nesac\n`);
    chmodSync(join(tree.folder, "bin/npm"), 0o755);
    const { status, stdout } = spawnSync("bash", [".ci/run"], {
      cwd: tree.folder,
      encoding: "utf8",
      env: { ...process.env, PATH: `${join(tree.folder, "bin")}${delimiter}${process.env["PATH"]}` },
    });
    return { exitCode: status, lines: stdout.trimEnd().split("\n") };
  }

  const report = (name: string, stats: string): string => `echo '{"stats":{${stats}}}' > .work/reports/${name}.json`;
  const none = '"passes":0,"failures":0,"pending":0';
  /** The parts that no test here is about. */
  const INSTALLS = {
    ci: "true",
    "run --silent test:long": report("long-programs", none),
    "run --silent secrets -- --report .work/reports/secrets.json": report("secrets", none),
    "run --silent referees": report("referees", none),
    "run --silent browser -- --report .work/reports/browser.json": report("browser", none),
    "run --silent lighthouse:memory -- --calls 50000": report("memory", none),
    "run --silent faults -- --report .work/reports/faults.json": report("faults", none),
    "run --silent crashes -- --only create / --report .work/reports/crashes.json": report("crashes", none),
    "run --silent installs -- --only Node 20 --only Plug'n'Play --only published: --report .work/reports/installs.json":
      report("installs", none),
  };
  const TESTS = { test: report("test-unit", '"passes":40,"failures":0,"pending":0') };
  const VERIFIES = { "run --silent verify": report("verify", '"passes":8,"failures":0,"pending":0') };

  it("ends with the sum over all parts, after a line for each with its time", () => {
    const { exitCode, lines } = runWith({ ...INSTALLS, ...TESTS, ...VERIFIES });

    assert.equal(lines.at(-1), "48 passed, 0 failed");
    assert.match(lines.join("\n"), /^install +\d+ s$/m);
    assert.match(lines.join("\n"), /^test +\d+ s {2}exit code 0$/m);
    assert.match(lines.join("\n"), /^verify +\d+ s {2}exit code 0$/m);
    assert.equal(exitCode, 0);
  });

  it("runs the parts after one that failed, and fails", () => {
    const fails = { test: `${report("test-unit", '"passes":39,"failures":1,"pending":0')}; exit 1` };

    const { exitCode, lines } = runWith({ ...INSTALLS, ...fails, ...VERIFIES });

    assert.equal(lines.at(-1), "47 passed, 1 failed");
    assert.equal(exitCode, 1);
  });

  it("fails where a part fails without a report of it", () => {
    const { exitCode, lines } = runWith({ ...INSTALLS, ...TESTS, "run --silent verify": "exit 1" });

    assert.equal(lines.at(-1), "40 passed, 1 failed");
    assert.equal(exitCode, 1);
  });

  it("takes no report of an earlier run", () => {
    tree.write(".work/reports/verify.json", '{"stats":{"passes":8,"failures":0,"pending":0}}');

    const { exitCode, lines } = runWith({ ...INSTALLS, ...TESTS, "run --silent verify": "true" });

    assert.equal(lines.at(-1), "40 passed, 1 failed");
    assert.equal(exitCode, 1);
  });

  it("fails at once where the packages cannot be installed", () => {
    const { exitCode, lines } = runWith({ ci: "exit 1", ...TESTS, ...VERIFIES });

    assert.equal(lines.at(-1), "0 passed, 1 failed");
    assert.equal(exitCode, 1);
  });

  it("counts as CI, so that a skipped test is a failure", () => {
    const skips = { test: report("test-unit", '"passes":39,"failures":0,"pending":1') };

    assert.equal(runWith({ ...INSTALLS, ...skips, ...VERIFIES }).lines.at(-1), "47 passed, 1 failed");
  });
});
