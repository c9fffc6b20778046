import assert from "node:assert/strict";
import { association } from "../declaration";
import { WEB } from "../ids";
import { storyOfEachTest } from "../story";
import { keyPair } from "./declaration";
import { keyPairWrites } from "./keyPairWrites";
import { publicKeyOf } from "./publicKeys";

const MINE = publicKeyOf("mine");
const OTHER = publicKeyOf("other");
const FAR = "ap-tokyo";

describe("a key pair that changes", () => {
  const story = storyOfEachTest();

  it("to another public key is made anew, and the old one is deleted afterwards", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE }));
    const { id } = stack.entry("web");

    const { steps } = await stack.up(keyPair("web", { publicKey: OTHER }));

    assert.deepEqual(steps, ["replace web", "delete web"]);
    assert.deepEqual(await keyPairWrites(cloud), ["import web_…", "import web_…", `delete ${id}`]);
  });

  it("in the comment of its public key alone changes nothing", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE }));
    await cloud.happened();

    const { steps } = await stack.up(keyPair("web", { publicKey: publicKeyOf("mine", "me@elsewhere") }));

    assert.deepEqual(steps, ["same web"]);
    assert.deepEqual(await cloud.calls(), []);
  });

  it("from a declared key to one of the service, and back, is replaced", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE }));

    assert.deepEqual((await stack.up(keyPair("web"))).steps, ["replace web", "delete web"]);
    assert.equal(stack.outputs("web")["origin"], "created");
    assert.deepEqual((await stack.up(keyPair("web", { publicKey: MINE }))).steps, ["replace web", "delete web"]);

    assert.deepEqual(
      (await cloud.newKeyPairs()).map(({ publicKey }) => publicKey),
      [MINE],
    );
    assert.equal("privateKey" in stack.outputs("web"), false);
  });

  it("to another region is made there first", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy" }));

    const { steps } = await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy", region: FAR }));

    assert.deepEqual(steps, ["replace web", "delete web"]);
    assert.equal((await cloud.newKeyPairs()).length, 1);
    assert.equal(stack.outputs("web")["region"], FAR);
  });

  it("stays in its region when the default changes, and warns of that", async () => {
    const { stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE }));
    story.config["tencentcloud:region"] = FAR;

    const { steps, warnings } = await stack.up(keyPair("web", { publicKey: MINE }));

    assert.deepEqual(steps, ["same web"]);
    assert.match(warnings.join("\n"), /made in region ap-guangzhou and stays there/);
  });

  it("to another key under the same declared name is refused, and the error says what to do", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy" }));
    await cloud.happened();

    const { errors } = await stack.preview(keyPair("web", { publicKey: OTHER, keyName: "deploy" }));

    assert.match(errors["web"] ?? "", /another key needs another name.*Change keyName too.*deleteBeforeReplace/);
    assert.deepEqual(await keyPairWrites(cloud), []);
  });

  it("to another key under the same name is replaced where the old one may go first", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy" }));
    const { id } = stack.entry("web");
    await cloud.happened();

    const after = keyPair("web", { publicKey: OTHER, keyName: "deploy" }, { deleteBeforeReplace: true });
    assert.deepEqual((await stack.preview(after)).errors, {});
    await stack.up(after);

    assert.deepEqual(await keyPairWrites(cloud), [`delete ${id}`, "import deploy"]);
  });

  it("in the name of a declared key alone is refused: the key cannot stand beside itself", async () => {
    const { stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE, keyName: "deploy" }));

    const { errors } = await stack.upFails(keyPair("web", { publicKey: MINE, keyName: "release" }));

    assert.match(errors["web"] ?? "", /cannot be renamed.*Keep keyName "deploy"/);
  });

  it("in the name of a key that the service has made gets another key", async () => {
    const { stack } = story;
    await stack.up(keyPair("web", { keyName: "deploy" }));
    const before = stack.outputs("web")["privateKey"];

    const { steps } = await stack.up(keyPair("web", { keyName: "release" }));

    assert.deepEqual(steps, ["replace web", "delete web"]);
    assert.notEqual(stack.outputs("web")["privateKey"], before);
  });

  it("only in name in the program adopts the pair, and the old resource leaves it alone", async () => {
    const { cloud, stack } = story;
    const inputs = { publicKey: MINE, keyName: "deploy" };
    await stack.up(keyPair("web", inputs));
    const { id } = stack.entry("web");

    const { steps } = await stack.up(keyPair("access", inputs));

    assert.deepEqual(steps, ["create access", "delete web"]);
    assert.equal(stack.entry("access").id, id);
    assert.deepEqual(await keyPairWrites(cloud), ["import deploy"]);
  });

  it("by a trigger alone, with a declared key, stays the pair that it is", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("web", { publicKey: MINE }));
    const { id } = stack.entry("web");

    await stack.up(keyPair("web", { publicKey: MINE }, { replace: true }));

    assert.equal(stack.entry("web").id, id);
    assert.deepEqual(await keyPairWrites(cloud), ["import web_…"]);
  });
});

describe("the tags of a key pair", () => {
  const story = storyOfEachTest();
  const before = keyPair("web", { publicKey: MINE, tags: { role: "web" } });
  const after = keyPair("web", { publicKey: MINE, tags: { role: "api" } });

  it("cannot be changed by Lighthouse: the preview says so, and what to do", async () => {
    const { stack } = story;
    await stack.up(before);

    for (const { errors } of [await stack.preview(after), await stack.upFails(after)]) {
      assert.match(errors["web"] ?? "", /role is "web" and declared "api".*console first.*replaceOnChanges/);
    }
  });

  it("that were changed elsewhere are taken over", async () => {
    const { cloud, stack } = story;
    await stack.up(before);
    const { id } = stack.entry("web");
    await cloud.removeKeyPair(id);
    const tags = [
      { Key: "role", Value: "api" },
      { Key: "creator", Value: "somebody" },
    ];
    await cloud.seed({ keyPairs: [{ keyId: id, publicKey: MINE, tags }] });

    const { steps } = await stack.up(after);

    assert.deepEqual(steps, ["update web"]);
    assert.deepEqual(stack.outputs("web")["tags"], { role: "api" });
    assert.deepEqual((await stack.refresh()).steps, ["same web"]);
  });
});

describe("a key pair that an association binds by its id", () => {
  const story = storyOfEachTest();

  it("waits with its end until the association has let it go", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("key", { publicKey: MINE }));
    const keyIds = [stack.entry("key").id];
    await stack.up(keyPair("key", { publicKey: MINE }), association("team", { keyIds, instanceIds: [WEB] }));

    const { steps } = await stack.up();

    assert.deepEqual([...steps].sort(), ["delete key", "delete team"]);
    assert.deepEqual(await cloud.newKeyPairs(), []);
  });

  it("stays while the association stays, and the error names the instances", async () => {
    const { cloud, stack } = story;
    await stack.up(keyPair("key", { publicKey: MINE }));
    const keyIds = [stack.entry("key").id];
    const team = association("team", { keyIds, instanceIds: [WEB] });
    await stack.up(keyPair("key", { publicKey: MINE }), team);

    const { errors } = await stack.upFails(team);

    assert.match(errors["key"] ?? "", new RegExp(`${keyIds[0]} is still bound to ${WEB}.*retainOnDelete`));
    assert.equal((await cloud.newKeyPairs()).length, 1);
  });
});
