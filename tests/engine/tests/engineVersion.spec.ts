import assert from "node:assert/strict";
import { isUsableVersion, parseVersion } from "../engineVersion";

describe("the version of a command line", () => {
  it("is read with and without its v", () => {
    assert.equal(parseVersion("v3.274.1\n"), "3.274.1");
    assert.equal(parseVersion("3.274.1\n"), "3.274.1");
  });

  it("is read with what marks a pre-release or a build", () => {
    assert.equal(parseVersion("v3.275.0-alpha.1+dirty"), "3.275.0-alpha.1+dirty");
  });

  it("is found among other lines", () => {
    assert.equal(parseVersion("warning: a new version is there\nv3.274.1\n"), "3.274.1");
  });

  it("is undefined where none was printed", () => {
    assert.equal(parseVersion(""), undefined);
    assert.equal(parseVersion("command not found"), undefined);
  });

  it("is usable from the oldest one on, within its major version", () => {
    assert.equal(isUsableVersion("3.200.0", "3.200.0"), true);
    assert.equal(isUsableVersion("3.201.0", "3.200.5"), true);
    assert.equal(isUsableVersion("3.1000.0-alpha.1", "3.200.5"), true);
    assert.equal(isUsableVersion("3.200.4", "3.200.5"), false);
    assert.equal(isUsableVersion("3.199.9", "3.200.5"), false);
    assert.equal(isUsableVersion("2.999.0", "3.200.5"), false);
    assert.equal(isUsableVersion("4.0.0", "3.200.5"), false);
  });
});
