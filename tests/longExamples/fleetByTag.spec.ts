import assert from "node:assert/strict";
import { Example } from "./example";

const tagged = (instanceId: string, role: string, more: object = {}) => ({
  instanceId,
  name: instanceId.slice("lhins-".length),
  Tags: [{ Key: "role", Value: role }],
  ...more,
});

const ALICE = "lhkp-alice001";
const BOB = "lhkp-bob00001";

describe("examples/fleet-by-tag, by its README", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    example = await Example.of("examples/fleet-by-tag", {
      instances: [
        tagged("lhins-web00001", "web"),
        tagged("lhins-web00002", "web", { state: "STOPPED" }),
        tagged("lhins-expired1", "web", { state: "SHUTDOWN" }),
        tagged("lhins-windows1", "web", { platformType: "WINDOWS" }),
        tagged("lhins-db000001", "db"),
      ],
      keyPairs: [
        { keyId: ALICE, keyName: "alice" },
        { keyId: BOB, keyName: "bob" },
        { keyId: "lhkp-bobby001", keyName: "bobby" },
      ],
    });
  });
  after(() => example?.story.end());

  it("binds the keys of the team to every Linux machine with the tag, also to one that is down", async () => {
    await example.follow();

    const on = (instanceId: string): string[] => [`${ALICE} on ${instanceId}`, `${BOB} on ${instanceId}`];
    const expected = [...on("lhins-web00001"), ...on("lhins-web00002")].sort();
    assert.deepEqual(await example.story.cloud.pairs(), expected);
    await example.isQuiet();
  });

  it("comes to a new machine with the tag, and touches no other", async () => {
    await example.story.cloud.make([tagged("lhins-web00003", "web")], []);
    await example.story.cloud.newWrites();

    await example.shell("pulumi up");

    const writes = await example.story.cloud.newWrites();
    assert.equal(writes.length, 1);
    assert.match(writes[0] ?? "", /lhins-web00003/);
    assert.doesNotMatch(writes[0] ?? "", /lhins-web00001/);
  });

  it("takes no key away for a misspelt tag", async () => {
    const bound = await example.story.cloud.pairs();
    await example.shell("pulumi config set role wbe");

    const { code, stdout } = await example.tryShell("pulumi up");

    assert.notEqual(code, 0);
    assert.match(stdout, /getInstances: found 0 instances in region ap-guangzhou where tag role is wbe/);
    assert.deepEqual(await example.story.cloud.pairs(), bound);
  });
});
