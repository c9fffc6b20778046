import assert from "node:assert/strict";
import { TreeCopy } from "../tooling/treeCopy";

// Put together here, so that this file holds none of them.
const PLANTED = [
  ["a host of a package registry", ["https://registry.", "npmjs.org/mocha"]],
  ["a host of a package registry", ["GOPROXY=proxy.", "golang.org"]],
  ["a host of a package registry", ["pip install -i https://py", "pi.org/simple"]],
  ["a path of one machine", ["cd /ho", "me/somebody/code"]],
  ["a path of one machine", ["cat /ro", "ot/.bashrc"]],
  ["a path of one machine", ["C:\\Us", "ers\\somebody"]],
  ["what looks like a credential", ["AKI", `D${"z8krbsJ5yKBZQpn74WFkmLPx3Exa"}mPLE`]],
  ["what looks like a credential", ["secretKey", `: "${"Gu5t9xGARNpq86cd98joQYCN3ExampleX"}"`]],
  ["what looks like a credential", ["-----BEGIN RSA PRIV", `ATE KEY-----\n${"MIIEowIBAAKCAQEA".repeat(4)}`]],
] as const;

describe("npm run verify -- leaks", () => {
  let tree: TreeCopy;

  beforeEach(() => {
    tree = new TreeCopy();
  });

  afterEach(() => tree.remove());

  it("finds nothing in this project's settings and scripts", () => {
    assert.deepEqual(tree.verify("leaks").exitCode, 0);
  });

  it("finds each kind, tells where, and repeats none of it", () => {
    PLANTED.forEach(([, parts], index) => {
      tree.write(`docs/planted${index}.md`, `First line.\n${parts.join("")}\n`);
    });

    const { exitCode, output } = tree.verify("leaks");

    assert.equal(exitCode, 1);
    PLANTED.forEach(([what, parts], index) => {
      assert.match(output, new RegExp(`^docs/planted${index}\\.md:2: holds ${what}`, "m"));
      assert.ok(!output.includes(parts[1]));
    });
  });

  it("finds the folder of the checkout itself", () => {
    tree.write("docs/planted.md", `It is in ${tree.folder}.\n`);

    assert.match(tree.verify("leaks").output, /^docs\/planted\.md:1: holds a path of one machine$/m);
  });

  it("lets anybody's home and a credential's name stand", () => {
    tree.write(
      "docs/fine.md",
      'In `/home/ann/.tccli`: `secretKey: "..."`, AKIDexample, and -----BEGIN PUBLIC KEY-----.\n',
    );

    assert.equal(tree.verify("leaks").exitCode, 0);
  });
});
