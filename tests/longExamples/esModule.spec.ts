import assert from "node:assert/strict";
import { Example } from "./example";

const KEY = "lhkp-f7rjie1q";

describe("examples/es-module, by its README", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    const web = (instanceId: string) => ({
      instanceId,
      name: `machine-${instanceId}`,
      Tags: [{ Key: "role", Value: "web" }],
    });
    example = await Example.of("examples/es-module", {
      instances: [web("lhins-web00001"), web("lhins-web00002"), "lhins-db000001"],
      keyPairs: [KEY],
    });
  });
  after(() => example?.story.end());

  it("makes an association for each machine that it finds, and then has nothing to do", async () => {
    await example.follow();

    assert.deepEqual(await example.story.cloud.pairs(), [`${KEY} on lhins-web00001`, `${KEY} on lhins-web00002`]);
    assert.match(await example.shell("pulumi stack --show-urns"), /KeyPairAssociation::machine-lhins-web00002/);
    await example.isQuiet();
  });

  it("says in a preview without credentials what would do without", async () => {
    example.story.program.setEnv({ TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined });

    const { code, stdout } = await example.tryShell("pulumi preview --non-interactive");

    assert.notEqual(code, 0);
    assert.match(stdout, /getInstances: no credentials .* A preview can do without them .* getInstancesOutput\./);
  });
});
