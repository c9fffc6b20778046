import assert from "node:assert/strict";
import { TreeCopy } from "./treeCopy";

describe("whether a tag may be published", () => {
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy();
  });

  afterEach(() => tree.remove());

  function release(version: string, changelog: string): void {
    tree.write("package.json", JSON.stringify({ name: "x", version }));
    tree.write("CHANGELOG.md", `# Changelog\n\n## Unreleased\n\n${changelog}`);
  }

  it("is so where package.json and the changelog have its version", () => {
    release("1.2.3", "## 1.2.3 (2026-11-25)\n\n- Do more\n");
    assert.deepEqual(tree.run("releaseTag.mjs", ["v1.2.3"]), { exitCode: 0, output: "latest\n", lines: ["latest"] });
  });

  it("is so for a version before another, which is not the latest", () => {
    release("1.2.3-rc.1", "## 1.2.3-rc.1\n\n- Do more\n");
    assert.deepEqual(tree.run("releaseTag.mjs", ["v1.2.3-rc.1"]).lines, ["next"]);
  });

  it("is not so for another version, or without a tag", () => {
    release("1.2.3", "## 1.2.3\n\n- Do more\n");
    assert.match(tree.run("releaseTag.mjs", ["v1.2.4"]).output, /^The tag is v1\.2\.4, .* 1\.2\.3: tag v1\.2\.3$/m);
    assert.equal(tree.run("releaseTag.mjs", ["v1.2.4"]).exitCode, 1);
    assert.equal(tree.run("releaseTag.mjs", []).exitCode, 1);
  });

  it("is not so where the changelog has no word on it", () => {
    release("1.2.3", "- Do more\n\n## 1.2.30\n\n- Other things\n");
    assert.match(tree.run("releaseTag.mjs", ["v1.2.3"]).output, /^CHANGELOG\.md has no heading "## 1\.2\.3"$/m);
    release("1.2.3", "## 1.2.3\n\n## 1.2.2\n\n- Other things\n");
    assert.match(tree.run("releaseTag.mjs", ["v1.2.3"]).output, /^CHANGELOG\.md says nothing under "## 1\.2\.3"$/m);
  });

  it("is not so for what is no semantic version", () => {
    release("1.2", "## 1.2\n\n- Do more\n");
    assert.match(tree.run("releaseTag.mjs", ["v1.2"]).output, /no semantic version/);
  });
});
