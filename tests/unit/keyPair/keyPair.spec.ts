import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { KeyPair, type KeyPairArgs } from "../../../sdk/keyPair.js";
import { KEY_PAIR_PROVIDER_LINE } from "../../../sdk/providerLine.js";
import { inProgramFolder } from "../programFolder.js";

import associations = require("../../../provider/index.js");
import keyPairs = require("../../../provider/keyPair/index.js");

const ID = "lhkp-12345678";

/** What the engine is asked to register for resources that some work makes. */
async function registered(work: () => void): Promise<pulumi.runtime.MockResourceArgs[]> {
  const seen: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks({
    newResource: (resource) => {
      seen.push(resource);
      return { id: resource.id ?? ID, state: resource.inputs };
    },
    call: () => ({}),
  });
  inProgramFolder(true, work);
  await pulumi.runtime.disconnect();
  return seen;
}

describe("declaring a key pair", () => {
  it("registers its arguments, its time-outs and the provider's line under its type", async () => {
    const [resource] = await registered(() => {
      new KeyPair("web", { keyName: "deploy", tags: { role: "web" } }, { customTimeouts: { create: "5m" } });
    });
    assert.equal(resource?.type, "pulumi-nodejs:dynamic/lighthouse:KeyPair");
    const { keyName, tags, timeouts, __provider, __declaration } = resource?.inputs ?? {};
    assert.deepEqual([keyName, tags, timeouts], ["deploy", { role: "web" }, { create: 300 }]);
    assert.equal(__provider, KEY_PAIR_PROVIDER_LINE);
    assert.match(String(__declaration.urn), /lighthouse:KeyPair::web$/);
    assert.equal("deleteBeforeReplace" in __declaration, false);
  });

  it("needs no arguments, and tells that the old one may go first", async () => {
    const [resource] = await registered(() => {
      new KeyPair("web", undefined, { deleteBeforeReplace: true });
    });
    assert.equal(resource?.inputs.__declaration.deleteBeforeReplace, true);
  });

  it("reads instead where an id is given, by get", async () => {
    const [resource] = await registered(() => {
      KeyPair.get("web", ID, { region: "ap-tokyo" });
    });
    assert.equal(resource?.id, ID);
    assert.deepEqual([resource?.inputs.region, resource?.inputs.__declaration], ["ap-tokyo", undefined]);
  });
});

describe("declaring a key pair wrongly", () => {
  const declare = (given: object, opts?: pulumi.CustomResourceOptions) => () =>
    inProgramFolder(true, () => new KeyPair("web", given as KeyPairArgs, opts));

  it("fails for an argument that it does not know, which is named beside those that it does", () => {
    assert.throws(declare({ name: "deploy" }), {
      message: /KeyPair "web" has no argument "name"; it takes publicKey, keyName, keyNamePrefix, region, tags\./,
    });
  });

  it("fails for the option import, and says what to do instead", () => {
    assert.throws(declare({}, { import: ID }), { message: /KeyPair "web" cannot be imported.*pulumi up adopts/ });
  });
});

describe("the line by which the state of a key pair finds its provider", () => {
  it("is the one that is in users' state for ever, short and free of versions and paths", () => {
    assert.equal(
      KEY_PAIR_PROVIDER_LINE,
      'exports.handler = () => require("pulumi-tencentcloud-lighthouse/provider/keyPair");',
    );
    assert.ok(Buffer.byteLength(KEY_PAIR_PROVIDER_LINE) < 120);
  });

  it("finds a module with every method that the host calls", () => {
    const methods: Record<string, unknown> = keyPairs;
    const called = ["configure", "check", "diff", "create", "read", "update", "delete"];
    assert.deepEqual(
      called.filter((name) => typeof methods[name] !== "function"),
      [],
    );
  });

  it("finds the session that associations have: what configures one configures both", async () => {
    await associations.configure({ config: configOf({ "tencentcloud:region": "ap-tokyo" }) });
    const { inputs } = await keyPairs.check({}, {});
    assert.equal(inputs?.region, "ap-tokyo");
    await associations.configure({ config: configOf({}) });
  });
});

function configOf(values: Record<string, string>): Parameters<typeof associations.configure>[0]["config"] {
  return { get: (key: string) => values[key] } as Parameters<typeof associations.configure>[0]["config"];
}
