import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { KeyPairAssociation, type KeyPairAssociationArgs } from "../../sdk/keyPairAssociation.js";
import { PROVIDER_LINE } from "../../sdk/providerLine.js";
import { KEY_A, ONE } from "./ids.js";
import { inProgramFolder } from "./programFolder.js";

const args = { keyIds: [KEY_A], instanceIds: [ONE] };

/** What the engine is asked to register for resources that some work makes. */
async function registered(work: () => void): Promise<pulumi.runtime.MockResourceArgs[]> {
  const seen: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks({
    newResource: (resource) => {
      seen.push(resource);
      return { id: resource.id ?? "lhkpa-0123456789abcdef", state: resource.inputs };
    },
    call: () => ({}),
  });
  inProgramFolder(true, work);
  await pulumi.runtime.disconnect();
  return seen;
}

describe("declaring an association", () => {
  it("registers its arguments, its time-outs and the provider's line under its type", async () => {
    const [resource] = await registered(() => {
      new KeyPairAssociation(
        "web",
        { ...args, region: "ap-tokyo", power: "leave" },
        { customTimeouts: { create: "5m" } },
      );
    });

    assert.equal(resource?.type, "pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation");
    assert.equal(resource?.name, "web");
    const { keyIds, instanceIds, region, power, timeouts, __provider } = resource?.inputs ?? {};
    assert.deepEqual([keyIds, instanceIds, region, power], [[KEY_A], [ONE], "ap-tokyo", "leave"]);
    assert.deepEqual(timeouts, { create: 300 });
    assert.equal(__provider, PROVIDER_LINE);
  });

  it("tells the provider which resource it is, so that warnings show under it", async () => {
    const [resource] = await registered(() => {
      new KeyPairAssociation("web", args);
    });
    const { urn, isPreview } = resource?.inputs.__declaration ?? {};
    assert.match(String(urn), /::pulumi-nodejs:dynamic\/lighthouse:KeyPairAssociation::web$/);
    assert.equal(isPreview, false);
  });

  it("leaves stack traces as long as they were", async () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 17;
    try {
      await registered(() => {
        new KeyPairAssociation("web", args);
      });
      assert.equal(Error.stackTraceLimit, 17);
      const nameless = undefined as unknown as string;
      await registered(() => assert.throws(() => new KeyPairAssociation(nameless, args)));
      assert.equal(Error.stackTraceLimit, 17);
    } finally {
      Error.stackTraceLimit = limit;
    }
  });

  it("reads instead where an id is given, by get", async () => {
    const [resource] = await registered(() => {
      KeyPairAssociation.get("web", "lhkpa-0123456789abcdef", args);
    });
    assert.equal(resource?.id, "lhkpa-0123456789abcdef");
    assert.deepEqual([resource?.inputs.keyIds, resource?.inputs.instanceIds], [[KEY_A], [ONE]]);
  });
});

describe("declaring an association wrongly", () => {
  const declare = (name: string, given: object, opts?: pulumi.CustomResourceOptions) => () =>
    inProgramFolder(true, () => new KeyPairAssociation(name, given as KeyPairAssociationArgs, opts));

  it("fails for an argument that it does not know, which is named beside those that it does", () => {
    assert.throws(declare("web", { ...args, instanceId: ONE }), {
      message:
        /"web" has no argument "instanceId"; it takes keyIds, instanceIds, region, associateType, username, power, protectLastKey\./,
    });
  });

  it("fails for the option import, and says what to do instead", () => {
    assert.throws(declare("web", args, { import: "lhkpa-0123456789abcdef" }), {
      message: /"web" cannot be imported.*pulumi up adopts/,
    });
  });

  it("fails for a time-out that is none", () => {
    assert.throws(declare("web", args, { customTimeouts: { delete: "soon" } }), {
      message: /customTimeouts\.delete of "web"/,
    });
  });

  it("fails where the host will not find the package", () => {
    assert.throws(() => inProgramFolder(false, () => new KeyPairAssociation("web", args)), {
      message: /is not found from the program's folder/,
    });
  });
});
