import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CHECKOUT = join(__dirname, "..", "..");
const FOLDERS = [join(CHECKOUT, ".github", "workflows"), join(CHECKOUT, "docs", "workflows")];
const WORKFLOWS = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => /\.yml$/.test(path))
  .filter((path) => !path.endsWith("gitlab-ci.yml"));

/** A workflow with a mistake. */
const MISTAKEN =
  "on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo $" + "{{ secret.x }}\n";

/** What a line with `uses:` may name: a commit with its release behind it, or a workflow of this repository. */
const PINNED = /^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$|^\.\/\.github\/workflows\/[\w-]+\.yml$/;

function text(name: string): string {
  return readFileSync(join(CHECKOUT, ".github", "workflows", name), "utf8");
}

describe("the workflows", function () {
  this.timeout(240_000);

  it("are found", () => {
    assert.ok(WORKFLOWS.length >= 3, WORKFLOWS.join(", "));
  });

  it("name each action by its commit", () => {
    const used = WORKFLOWS.flatMap((path) => [...readFileSync(path, "utf8").matchAll(/uses: (.+)$/gm)]);
    const names = used.map((match) => match[1] ?? "");
    assert.ok(names.length >= 6);
    assert.deepEqual(
      names.filter((name) => !PINNED.test(name)),
      [],
    );
  });

  it("pass actionlint, which finds a mistake that is planted", function () {
    const lint = (...given: string[]) =>
      spawnSync("go", ["run", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.7", "-no-color", ...given], {
        encoding: "utf8",
        input: MISTAKEN,
        env: { ...process.env, GOFLAGS: "-mod=mod" },
      });
    // Nothing there to run it with; in CI that counts as a failure.
    if (lint("-version").error) this.skip();

    const { stdout, status } = lint(...WORKFLOWS);
    assert.deepEqual([stdout, status], ["", 0]);
    assert.match(lint("-").stdout, /undefined variable "secret"/);
  });

  it("publish with provenance, only by the identity of the run, after all that CI asks", () => {
    const release = text("release.yml");
    assert.match(release, /^ {2}publish:\n {4}needs: ci$/m);
    assert.match(release, /^ {6}id-token: write$/m);
    assert.match(release, /npm publish --provenance/);
    assert.doesNotMatch(release, /NODE_AUTH_TOKEN|NPM_TOKEN|secrets\./);
  });

  it("run the audit as it is, so that no answer stops a release", () => {
    const ci = text("ci.yml");
    assert.match(ci, /^ {6}- run: npm run --silent audit$/m);
    assert.doesNotMatch(ci, /continue-on-error|\|\| true/);
  });
});
