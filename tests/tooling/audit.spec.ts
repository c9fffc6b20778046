import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Run, TreeCopy } from "./treeCopy";

const CLEAN = {
  auditReportVersion: 2,
  vulnerabilities: {},
  metadata: { vulnerabilities: { total: 0 }, dependencies: { prod: 41 } },
};
const WEAK = {
  ...CLEAN,
  vulnerabilities: {
    "form-data": {
      name: "form-data",
      severity: "critical",
      range: "<3.0.4",
      via: [{ title: "Chosen boundaries", url: "https://example.org/advisory" }],
    },
    "tencentcloud-sdk-nodejs": {
      name: "tencentcloud-sdk-nodejs",
      severity: "critical",
      range: "*",
      via: ["form-data"],
    },
  },
  metadata: { vulnerabilities: { total: 2 }, dependencies: { prod: 41 } },
};
/** What npm 11 prints where the registry has no audits. */
const REFUSED = {
  message: "405 Method Not Allowed - POST /-/npm/v1/security/advisories/bulk",
  method: "POST",
  statusCode: 405,
  error: { summary: "", detail: "" },
};

describe("npm run audit", () => {
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy();
  });

  afterEach(() => tree.remove());

  /** The script itself, with an npm of ours before the real one. */
  function audit(printed: string, exitCode: number): Run {
    tree.write("printed", printed);
    tree.write("bin/npm", `#!/bin/sh\n[ "$1" = audit ] && cat printed && exit ${exitCode}\nexit 70\n`);
    chmodSync(join(tree.folder, "bin/npm"), 0o755);
    return tree.run("audit.mjs", [], { PATH: `${join(tree.folder, "bin")}${delimiter}${process.env["PATH"]}` });
  }

  it("passes where a whole report finds nothing", () => {
    const { exitCode, lines } = audit(JSON.stringify(CLEAN), 0);

    assert.deepEqual(lines, ["clean", "41 packages"]);
    assert.equal(exitCode, 0);
  });

  it("fails where the report names a weakness, and tells what and by whom", () => {
    const { exitCode, lines } = audit(JSON.stringify(WEAK), 1);

    assert.deepEqual(lines, [
      "weak",
      "critical  form-data <3.0.4: Chosen boundaries (https://example.org/advisory)",
      "critical  tencentcloud-sdk-nodejs *, by form-data",
    ]);
    assert.equal(exitCode, 1);
  });

  it("fails where a report names a weakness although npm ended well", () => {
    assert.equal(audit(JSON.stringify(WEAK), 0).exitCode, 1);
  });

  const silences: Readonly<Record<string, string>> = {
    "the registry refuses": JSON.stringify(REFUSED),
    "nothing is printed": "",
    "a proxy answers with a page": "<html>Blocked</html>",
    "the report is cut off": JSON.stringify(CLEAN).slice(0, -20),
    "the report has no counts": JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }),
    "the report is on no package": JSON.stringify({
      ...CLEAN,
      metadata: { ...CLEAN.metadata, dependencies: { prod: 0 } },
    }),
    "the report is of another form": JSON.stringify({ ...CLEAN, auditReportVersion: 3 }),
  };
  for (const [what, printed] of Object.entries(silences)) {
    it(`says "not audited" and does not pass where ${what}, however npm ended`, () => {
      const runs = [audit(printed, 0), audit(printed, 1)];

      assert.deepEqual(
        runs.map(({ exitCode, lines }) => [exitCode, lines[0]]),
        [
          [2, "not audited"],
          [2, "not audited"],
        ],
      );
    });
  }
});
