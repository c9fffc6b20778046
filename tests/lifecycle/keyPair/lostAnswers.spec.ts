import assert from "node:assert/strict";
import { storyOfEachTest } from "../story";
import { keyPair } from "./declaration";
import { keyPairWrites } from "./keyPairWrites";
import { publicKeyOf } from "./publicKeys";

const IMPORTED = keyPair("web", { publicKey: publicKeyOf("mine") });
const CREATED = keyPair("web");

/** Answers that tell nothing, of calls that took place. */
const LOST = {
  "a connection reset after the call": { reset: "after" },
  "half of the JSON text": { body: "truncated" },
  "a 502 page of a proxy": { http: 502, executed: true },
  "a fault of the service": { code: "InternalError", executed: true },
};

describe("a key pair of whose making the answer is lost", () => {
  const story = storyOfEachTest();

  for (const [name, effect] of Object.entries(LOST)) {
    it(`is found and not stored twice: ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.fail({ action: "ImportKeyPair", times: 1, effect });

      const { infos } = await stack.up(IMPORTED);

      const made = await cloud.newKeyPairs();
      assert.deepEqual(
        made.map(({ keyId }) => keyId),
        [stack.entry("web").id],
      );
      assert.equal((await keyPairWrites(cloud)).length, 1);
      assert.doesNotMatch(infos.join("\n"), /adopted/);
    });

    it(`is deleted and made again, since its private key went with the answer: ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.fail({ action: "CreateKeyPair", times: 1, effect });

      const outcome = await stack.up(CREATED);

      const verbs = (await keyPairWrites(cloud)).map((write) => write.split(" ")[0]);
      assert.deepEqual(verbs, ["create", "delete", "create"]);
      const made = await cloud.newKeyPairs();
      assert.deepEqual(
        made.map(({ keyId }) => keyId),
        [stack.entry("web").id],
      );
      assert.match(String(stack.outputs("web")["privateKey"]), /PRIVATE KEY/);
      assert.doesNotMatch(JSON.stringify(outcome), /PRIVATE KEY|MII/);
    });
  }

  it("is found and not stored twice: no answer, ever", async () => {
    const { cloud, stack } = story;
    story.doNotWaitForAnswers();
    await cloud.fail({ action: "ImportKeyPair", times: 1, effect: { hang: true, executed: true } });

    await stack.up(IMPORTED);

    assert.equal((await cloud.newKeyPairs()).length, 1);
    assert.deepEqual(await keyPairWrites(cloud), ["import web_…, its answer lost, executed"]);
  });

  it("is asked for again where the call did not take place", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "ImportKeyPair", times: 1, effect: { reset: "before" } });

    await stack.up(IMPORTED);

    assert.deepEqual(await keyPairWrites(cloud), ["import web_…, its answer lost, not executed", "import web_…"]);
  });

  it("stays under a declared name, which anybody may have given in the same moment; the error names it", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "CreateKeyPair", times: 1, effect: { reset: "after" } });

    const { errors } = await stack.upFails(keyPair("web", { keyName: "deploy" }));

    const [made] = await cloud.newKeyPairs();
    assert.ok(errors["web"]?.includes(`${made?.keyId} has the name "deploy"`), errors["web"]);
    assert.match(errors["web"] ?? "", /private key.*delete it and run again/);
    assert.deepEqual(await keyPairWrites(cloud), ["create deploy, its answer lost, executed"]);
  });

  it("says that there may be one where no answer comes of any try", async () => {
    const { cloud, stack } = story;
    await cloud.fail({ action: "CreateKeyPair", effect: { http: 504 } });

    const { errors } = await stack.upFails(CREATED);

    assert.match(errors["web"] ?? "", /"web_[a-z0-9]{7}" may have been made.*delete it where it is there/);
    assert.equal((await keyPairWrites(cloud)).length, 4);
  });
});

describe("a key pair that an interrupted run has stored without a record", () => {
  const story = storyOfEachTest();

  it("is adopted by the next run, though it would draw another name", async () => {
    const { cloud, stack } = story;
    await stack.up(IMPORTED);
    const { id } = stack.entry("web");
    stack.forget("web");
    await cloud.happened();

    await stack.up(IMPORTED);

    assert.equal(stack.entry("web").id, id);
    assert.deepEqual(await keyPairWrites(cloud), []);
  });

  it("is not in the way of another where the service made it, and stays until somebody deletes it", async () => {
    const { cloud, stack } = story;
    await stack.up(CREATED);
    stack.forget("web");

    await stack.up(CREATED);

    assert.equal((await cloud.newKeyPairs()).length, 2);
    assert.match(String(stack.outputs("web")["privateKey"]), /PRIVATE KEY/);
  });
});

describe("a key pair whose answer comes after the time is over", () => {
  const story = storyOfEachTest();

  it("is recorded with its private key all the same", async () => {
    const { cloud, stack } = story;
    await cloud.set({ latencyMs: 3_000 });

    await stack.up(keyPair("web", { timeouts: { create: 4 } }));

    assert.match(String(stack.outputs("web")["privateKey"]), /PRIVATE KEY/);
    assert.deepEqual(await keyPairWrites(cloud), ["create web_…"]);
  });
});
