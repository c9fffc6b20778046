import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const EXAMPLE = join(__dirname, "..", "..", "examples", "key-rotation");
const KEYS = ["lhkp-f7rjie1q", "lhkp-1a2b3c4d"];
const INSTANCES = ["lhins-ruy9d2tw"];

/** What the program registered, in the order in which it did. */
const registered: pulumi.runtime.MockResourceArgs[] = [];

async function runExample(): Promise<Record<string, pulumi.Output<unknown>>> {
  await pulumi.runtime.setMocks(
    {
      // What the random provider answers: it draws the first.
      newResource: (resource) => {
        registered.push(resource);
        const drawn = resource.type.startsWith("random:") ? { results: resource.inputs.inputs.slice(0, 1) } : {};
        return { id: `${resource.name}-id`, state: { ...resource.inputs, ...drawn } };
      },
      call: () => ({}),
    },
    "key-rotation",
    "test",
  );
  pulumi.runtime.setAllConfig({
    "key-rotation:keyIds": JSON.stringify(KEYS),
    "key-rotation:instanceIds": JSON.stringify(INSTANCES),
    "key-rotation:shift": "2026-Q4",
  });
  return require(join(EXAMPLE, "index.ts"));
}

describe("the example of key rotation, under Pulumi's mocks", () => {
  before(async () => {
    const { bindings } = await runExample();
    await new Promise((resolve) => bindings?.apply(resolve));
  });

  it("binds the key that is drawn to every machine, and protects the last key", () => {
    const association = registered.find(({ type }) => type.endsWith("KeyPairAssociation"));
    assert.deepEqual(association?.inputs.keyIds, KEYS.slice(0, 1));
    assert.deepEqual(association?.inputs.instanceIds, INSTANCES);
    assert.equal(association?.inputs.protectLastKey, true);
  });

  it("draws anew with each shift", () => {
    const draw = registered.find(({ type }) => type === "random:index/randomShuffle:RandomShuffle");

    assert.deepEqual(draw?.inputs.inputs, KEYS);
    assert.deepEqual(draw?.inputs.keepers, { shift: "2026-Q4" });
  });
});
