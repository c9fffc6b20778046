import assert from "node:assert/strict";
import { Example } from "./example";

const KEY = "lhkp-f7rjie1q";
const INSTANCE = "lhins-ruy9d2tw";
const THERE = { instances: [INSTANCE, "lhins-1a2b3c4d"], keyPairs: [KEY] };

describe("examples/one-machine, by its README", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    example = await Example.of("examples/one-machine", THERE);
  });
  after(() => example?.story.end());

  it("binds the key, and then has nothing to do", async () => {
    await example.follow();

    assert.deepEqual(await example.story.cloud.pairs(), [`${KEY} on ${INSTANCE}`]);
    await example.isQuiet();
  });

  it("binds one more machine alone, and shows what is bound", async () => {
    await example.story.cloud.newWrites();
    await example.shell("pulumi config set --path 'instanceIds[1]' lhins-1a2b3c4d");
    await example.shell("pulumi up");

    const writes = await example.story.cloud.newWrites();
    assert.equal(writes.length, 1);
    assert.doesNotMatch(writes[0] ?? "", new RegExp(INSTANCE));
    assert.match(await example.shell("pulumi stack output bindings"), /lhins-1a2b3c4d/);
  });
});

describe("examples/plain-javascript, by its README", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    example = await Example.of("examples/plain-javascript", THERE);
  });
  after(() => example?.story.end());

  it("binds the key, and then has nothing to do", async () => {
    await example.follow();

    assert.deepEqual(await example.story.cloud.pairs(), [`${KEY} on ${INSTANCE}`]);
    await example.isQuiet();
  });

  it("refuses to leave the machine without a key, until it is told to", async () => {
    const refused = await example.tryShell("pulumi destroy");
    assert.notEqual(refused.code, 0);
    assert.match(refused.stdout, /protectLastKey/);
    assert.deepEqual(await example.story.cloud.pairs(), [`${KEY} on ${INSTANCE}`]);

    await example.shell("sed -i 's/protectLastKey: true/protectLastKey: false/' index.js");
    await example.shell("pulumi up");
    await example.shell("pulumi destroy");

    assert.deepEqual(await example.story.cloud.pairs(), []);
  });
});
