import assert from "node:assert/strict";
import { storyOfEachTest } from "../story";
import type { Properties } from "../wire";
import { keyPair } from "./declaration";
import { keyPairWrites } from "./keyPairWrites";
import { publicKeyOf } from "./publicKeys";

const PAIR = keyPair("web", { publicKey: publicKeyOf("mine"), keyName: "deploy" });

/** What may have become of the outputs: written by another version, edited by hand, or in part. */
const EDITS: Record<string, (outputs: Properties) => Properties> = {
  "no version": ({ stateVersion: _, ...rest }) => rest,
  "a later version and fields that nobody knows": (outputs) => ({ ...outputs, stateVersion: 99, colour: ["x"] }),
  "no id of the pair": ({ keyId: _, ...rest }) => rest,
  "an id of the pair that is a number": (outputs) => ({ ...outputs, keyId: 7 }),
  "an origin that does not exist": (outputs) => ({ ...outputs, origin: "found" }),
  "tags that are null": (outputs) => ({ ...outputs, tags: null }),
  "tags that are a list": (outputs) => ({ ...outputs, tags: ["a"] }),
  "no region": ({ region: _, ...rest }) => rest,
  "timeouts that make no sense": (outputs) => ({ ...outputs, timeouts: { create: "soon" } }),
  "a fingerprint that is no text": (outputs) => ({ ...outputs, fingerprint: {} }),
  "nothing but the inputs": ({ keyName, publicKey, region, __provider }) => ({
    keyName,
    publicKey,
    region,
    __provider,
  }),
};

describe("state of a key pair of odd forms", () => {
  const story = storyOfEachTest();

  for (const [name, edit] of Object.entries(EDITS)) {
    it(`is read by a refresh and kept by an up, and destroyed in the end: ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(PAIR);
      const { id } = stack.entry("web");
      const entry = stack.entry("web");
      entry.outputs = edit(entry.outputs);
      await cloud.happened();

      await stack.up(PAIR);
      await stack.refresh();
      await stack.up(PAIR);

      assert.equal(stack.entry("web").id, id);
      assert.deepEqual((await cloud.newKeyPairs()).length, 1);
      await stack.destroy();
      assert.deepEqual(await cloud.newKeyPairs(), []);
    });

    it(`never keeps a destroy from ending: ${name}`, async () => {
      const { cloud, stack } = story;
      await stack.up(PAIR);
      const entry = stack.entry("web");
      entry.outputs = edit(entry.outputs);

      await stack.destroy();

      assert.deepEqual(await cloud.newKeyPairs(), []);
      assert.ok((await keyPairWrites(cloud)).length > 0);
    });
  }
});
