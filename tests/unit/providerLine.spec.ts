import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { PROVIDER_LINE, requireProvider } from "../../sdk/providerLine.js";
import { inProgramFolder } from "./programFolder.js";

const TYPE = "pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation";

describe("the line by which the state of each resource finds its provider", () => {
  it("is the one that is in users' state for ever", () => {
    assert.equal(PROVIDER_LINE, 'exports.handler = () => require("pulumi-tencentcloud-lighthouse/provider");');
  });

  it("is short, and free of versions and paths", () => {
    assert.ok(Buffer.byteLength(PROVIDER_LINE) < 120);
    assert.doesNotMatch(PROVIDER_LINE, /\d|\.\/|node_modules|file:/);
  });

  it("gives the provider when the host runs it", () => {
    const exports: { handler?: () => unknown } = {};
    const required: string[] = [];
    const require = (name: string): string => {
      required.push(name);
      return "the provider";
    };

    runInNewContext(PROVIDER_LINE, { exports, require });

    assert.equal(exports.handler?.(), "the provider");
    assert.deepEqual(required, ["pulumi-tencentcloud-lighthouse/provider"]);
  });
});

describe("making sure that the host will find the package", () => {
  it("is quiet where the program's folder has it", () => {
    inProgramFolder(true, () => requireProvider(TYPE, "web"));
  });

  it("fails where it has not, and says which line to add where", () => {
    inProgramFolder(false, () => {
      assert.throws(
        () => requireProvider(TYPE, "web"),
        (error: Error) => {
          assert.match(error.message, /KeyPairAssociation "web"/);
          assert.match(error.message, /Add "pulumi-tencentcloud-lighthouse" to the dependencies of the package\.json/);
          assert.ok(error.message.includes(process.cwd()));
          return true;
        },
      );
    });
  });
});
