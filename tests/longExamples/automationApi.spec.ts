import assert from "node:assert/strict";
import { Example } from "./example";

const KEY = "lhkp-f7rjie1q";
const INSTANCES = ["lhins-ruy9d2tw", "lhins-1a2b3c4d"];

describe("examples/automation-api, by its README", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    example = await Example.of("examples/automation-api", { instances: INSTANCES, keyPairs: [KEY] });
  });
  after(() => example?.story.end());

  it("grants a key access, says where, and changes nothing when it is asked again", async () => {
    const printed = await example.shell(`node grant.js ${KEY} ${INSTANCES.join(" ")}`);

    assert.deepEqual(await example.story.cloud.pairs(), INSTANCES.map((id) => `${KEY} on ${id}`).sort());
    assert.match(printed, new RegExp(`\\[\\{"instanceId":"${INSTANCES[0]}","keyIds":\\["${KEY}"\\]`));
    await example.story.cloud.newWrites();
    await example.shell(`node grant.js ${KEY} ${INSTANCES.join(" ")}`);
    assert.deepEqual(await example.story.cloud.newWrites(), []);
  });

  it("revokes it in the end, as its README has it", async () => {
    await example.follow();

    assert.deepEqual(await example.story.cloud.pairs(), []);
    assert.equal((await example.shell("pulumi stack ls --json --all")).includes(KEY), false);
  });

  it("says how it is used", async () => {
    const { code, stderr } = await example.tryShell("node grant.js");

    assert.equal(code, 2);
    assert.match(stderr, /^usage: node grant\.js KEY_ID INSTANCE_ID/);
  });
});
