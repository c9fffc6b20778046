import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { getInstances, getInstancesOutput } from "../../../sdk/getInstances.js";
import { getKeyPairs, getKeyPairsOutput } from "../../../sdk/getKeyPairs.js";
import { Provider } from "../../../sdk/provider.js";
import { KEY_A, ONE, REGION, TWO } from "../ids.js";

const FOUND = {
  "lighthouse:index/getInstances:getInstances": { region: REGION, instanceIds: [ONE, TWO], instances: [] },
  "lighthouse:index/getKeyPairs:getKeyPairs": { region: REGION, keyIds: [KEY_A], keyPairs: [] },
};

/** What a user's test writes: mocks that answer look-ups. Gives what they were asked. */
async function mocked(isPreview = false): Promise<pulumi.runtime.MockCallArgs[]> {
  const asked: pulumi.runtime.MockCallArgs[] = [];
  const found: Record<string, pulumi.runtime.MockCallResult> = FOUND;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
      call: (args) => {
        asked.push(args);
        return found[args.token] ?? {};
      },
    },
    "project",
    "stack",
    isPreview,
  );
  return asked;
}

/** The value of an output; undefined where it is not known. */
const knownValue = <T>(output: pulumi.Output<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    const { isKnown } = output as { isKnown?: Promise<boolean> };
    void isKnown?.then((known) => (known ? output.apply(resolve) : resolve(undefined)));
  });

describe("a look-up in a program under Pulumi's mocks", () => {
  it("is answered by the mocks, which see its arguments", async () => {
    const asked = await mocked();

    const { instanceIds } = await getInstances({ tags: { role: "web" } });
    const keys = await getKeyPairs();

    assert.deepEqual([instanceIds, keys.keyIds], [[ONE, TWO], [KEY_A]]);
    assert.deepEqual(
      asked.map(({ token, inputs }): unknown => [token, inputs]),
      [
        ["lighthouse:index/getInstances:getInstances", { tags: { role: "web" } }],
        ["lighthouse:index/getKeyPairs:getKeyPairs", {}],
      ],
    );
  });

  it("is made once in a run for the same arguments, in whatever order they stand", async () => {
    const asked = await mocked();

    await Promise.all([
      getInstances({ states: ["RUNNING"], tags: { role: "web", stage: "live" } }),
      getInstances({ tags: { stage: "live", role: "web" }, states: ["RUNNING"] }),
      knownValue(getInstancesOutput({ tags: { role: pulumi.output("web"), stage: "live" }, states: ["RUNNING"] })),
    ]);
    assert.equal(asked.length, 1);

    await getInstances({ states: ["STOPPED"], tags: { role: "web", stage: "live" } });
    assert.equal(asked.length, 2);
    const nextRun = await mocked();
    await getInstances({ states: ["STOPPED"], tags: { role: "web", stage: "live" } });
    assert.deepEqual([asked.length, nextRun.length], [2, 1]);
  });

  it("gives each caller a list of its own", async () => {
    await mocked();

    (await getInstances()).instanceIds.reverse();

    assert.deepEqual((await getInstances()).instanceIds, [ONE, TWO]);
  });

  it("has an output that can be taken apart, from arguments that are outputs", async () => {
    const asked = await mocked();

    const ids = getKeyPairsOutput({ keyNames: pulumi.output(["alice"]) }).keyIds;

    assert.deepEqual(await knownValue(ids), [KEY_A]);
    assert.deepEqual(asked[0]?.inputs, { keyNames: ["alice"] });
  });

  it("waits for what it depends on, and is not known where that is not", async () => {
    const asked = await mocked(true);
    const there = new pulumi.ComponentResource("test:index:Group", "there");
    const unknown: pulumi.Output<string[]> = pulumi.output(
      pulumi.runtime.deserializeProperty(pulumi.runtime.unknownValue, true) as string[],
    );

    assert.deepEqual(await knownValue(getInstancesOutput({}, { dependsOn: [there] }).instanceIds), [ONE, TWO]);
    assert.equal(await knownValue(getInstancesOutput({ instanceIds: unknown }).instanceIds), undefined);
    assert.equal(asked.length, 1);
  });

  it("takes a Provider of this package, asks for each apart, and refuses any other", async () => {
    const asked = await mocked();
    const provider = new Provider("other", { region: "ap-singapore" });

    await knownValue(getInstancesOutput({}, { provider }));
    await knownValue(getInstancesOutput({}, { provider }));
    assert.equal(asked.length, 1);
    await knownValue(getInstancesOutput());
    assert.equal(asked.length, 2);
    const foreign = new (class extends pulumi.ProviderResource {})("random", "random", {});
    assert.throws(() => getInstancesOutput({}, { provider: foreign }), /takes a Provider of pulumi-tencentcloud/);
  });
});
