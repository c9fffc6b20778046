import assert from "node:assert/strict";
import { WEB } from "../ids";
import { storyOfEachTest } from "../story";
import { keyPair } from "./declaration";
import { keyPairWrites } from "./keyPairWrites";
import { publicKeyOf } from "./publicKeys";

const MINE = publicKeyOf("mine");
const PAIR = keyPair("web", { publicKey: MINE, keyName: "deploy" });

interface Made {
  accounts: { accountId: string; secretId: string; secretKey: string }[];
}

describe("a key pair that is to go", () => {
  const story = storyOfEachTest();

  beforeEach(async () => {
    await story.stack.up(PAIR);
    await story.cloud.happened();
  });

  it("is deleted", async () => {
    const { cloud, stack } = story;
    await stack.destroy();
    assert.deepEqual(await cloud.newKeyPairs(), []);
  });

  it("may be gone already", async () => {
    const { cloud, stack } = story;
    await cloud.removeKeyPair(stack.entry("web").id);

    await stack.destroy();

    assert.deepEqual(await keyPairWrites(cloud), []);
  });

  it("stays while something else binds it, and the error names the instance", async () => {
    const { cloud, stack } = story;
    const { id } = stack.entry("web");
    await cloud.bindByHand(id, WEB);

    const { errors } = await stack.destroyFails();

    assert.match(errors["web"] ?? "", new RegExp(`${id} is still bound to ${WEB} in ap-guangzhou`));
    assert.deepEqual(await keyPairWrites(cloud), []);
    await cloud.unbindByHand(id, WEB);
    await stack.destroy();
  });

  it("stays while a custom image holds it, and the error says so at once", async () => {
    const { cloud, stack } = story;
    const { id } = stack.entry("web");
    await cloud.removeKeyPair(id);
    await cloud.seed({
      keyPairs: [{ keyId: id, keyName: "deploy", publicKey: MINE, blueprintIds: ["lhbp-12345678"] }],
    });

    const { errors } = await stack.destroyFails();

    assert.match(errors["web"] ?? "", /KeyPairBindToBlueprints.*custom image.*retainOnDelete/);
    assert.equal((await keyPairWrites(cloud)).length, 1);
  });

  for (const [name, effect] of Object.entries({
    "lost after it took place": { reset: "after" },
    "lost before it took place": { reset: "before" },
    "a fault of the service": { code: "FailedOperation.DeleteKeyPairFailed" },
    "a refusal for a binding that is gone": { code: "ResourceInUse.KeyPairInUse" },
    "a refusal for a pair that is gone": { code: "ResourceNotFound.KeyIdNotFound", executed: true },
  })) {
    it(`is deleted in the end, and asked for again only where it is there: ${name}`, async () => {
      const { cloud, stack } = story;
      await cloud.fail({ action: "DeleteKeyPairs", times: 1, effect });

      await stack.destroy();

      assert.deepEqual(await cloud.newKeyPairs(), []);
      const executed = (await cloud.calls("DeleteKeyPairs")).filter((call) => call.executed);
      assert.equal(executed.length, 1);
    });
  }

  it("is not taken for gone after a single answer that says so", async () => {
    const { cloud, stack } = story;
    const effect = { code: "ResourceNotFound.KeyIdNotFound" };
    await cloud.fail({ action: "DescribeKeyPairs", times: 1, effect });

    await stack.destroy();

    assert.deepEqual(await cloud.newKeyPairs(), []);
  });
});

describe("a key pair that was changed by hand", () => {
  const story = storyOfEachTest();

  beforeEach(() => story.stack.up(PAIR));

  it("by deletion is gone after a refresh, and made anew by the next up", async () => {
    const { cloud, stack } = story;
    await cloud.removeKeyPair(stack.entry("web").id);

    assert.deepEqual((await stack.refresh()).steps, ["delete web"]);
    assert.deepEqual((await stack.up(PAIR)).steps, ["create web"]);
  });

  it("under credentials of another account is not taken for gone, and not deleted", async () => {
    const { cloud, stack } = story;
    const { accounts } = await cloud.seed<Made>({ accounts: [{}] });
    Object.assign(story.config, {
      "tencentcloud:secretId": accounts[0]?.secretId,
      "tencentcloud:secretKey": accounts[0]?.secretKey,
    });

    const refreshed = await stack.tryRefresh();
    const destroyed = await stack.destroyFails();

    for (const { errors } of [refreshed, destroyed])
      assert.match(errors["web"] ?? "", /this key pair was made in account/);
    assert.equal((await cloud.newKeyPairs()).length, 1);
  });

  it("by being bound shows no drift", async () => {
    const { cloud, stack } = story;
    await cloud.bindByHand(stack.entry("web").id, WEB);
    assert.deepEqual((await stack.refresh()).steps, ["same web"]);
  });
});

describe("a preview of a key pair", () => {
  const story = storyOfEachTest();

  it("refuses what the apply would refuse: a name or a key that is taken, a quota that is used up", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ keyPairs: [{ keyId: "lhkp-before00", keyName: "deploy", publicKey: publicKeyOf("other") }] });
    await cloud.set({ keyPairQuota: 6 });

    const { errors } = await stack.preview(
      PAIR,
      keyPair("other", { publicKey: publicKeyOf("other") }),
      keyPair("first"),
      keyPair("second"),
      keyPair("third"),
    );

    assert.match(errors["web"] ?? "", /keyName is "deploy", the name of lhkp-before00/);
    assert.match(errors["other"] ?? "", /publicKey is stored already/);
    assert.match(errors["third"] ?? "", /3 are to be made in region ap-guangzhou, where there is room for 2 more of 6/);
    assert.equal(Object.keys(errors).length, 3);
  });

  it("says what it would adopt", async () => {
    const { cloud, stack } = story;
    await cloud.seed({ keyPairs: [{ keyId: "lhkp-before00", keyName: "deploy", publicKey: MINE }] });
    const { infos } = await stack.preview(PAIR);
    assert.match(infos.join("\n"), /will adopt lhkp-before00/);
  });

  it("refuses the same key or name twice in one program", async () => {
    const { stack } = story;
    const { errors } = await stack.preview(
      keyPair("one", { publicKey: MINE }),
      keyPair("two", { publicKey: publicKeyOf("mine", "again") }),
      keyPair("three", { keyName: "deploy" }),
      keyPair("four", { keyName: "deploy" }),
    );
    assert.match(errors["two"] ?? "", /publicKey is declared by one too/);
    assert.match(errors["four"] ?? "", /keyName is declared by three too/);
  });
});
