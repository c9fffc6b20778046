import assert from "node:assert/strict";
import { Pairs } from "../../provider/pairs.js";
import { PartialSuccess } from "../../provider/partialSuccess.js";
import type { Properties } from "../../provider/state.js";
import { KEY_A, KEY_B, KEY_C, ONE, REGION, THREE, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";
import { undefinedIn } from "./undefinedIn.js";

const ID = "lhkpa-0123456789abcdef";
const declared = { keyIds: [KEY_A], instanceIds: [ONE, TWO], region: REGION };
const stateOf = ({ keyIds, instanceIds, ...rest }: typeof declared, more: object = {}): Properties => ({
  keyIds,
  instanceIds,
  ...rest,
  power: "asFound",
  stateVersion: 1,
  bindings: instanceIds.map((instanceId) => ({ instanceId, keyIds })),
  ...more,
});

/** The association as declared above, made. */
const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A], [ONE, TWO]).addKeys([KEY_B, KEY_C]);
  return scene;
};

describe("updating an association", () => {
  it("binds to an added instance and touches no other", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const news = { ...declared, instanceIds: [ONE, TWO, THREE] };

    const { outs } = await clock.run(provider.update(ID, stateOf(declared), news));

    assert.deepEqual(lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A} ${THREE}`]);
    assert.equal(lighthouse.instance(ONE).shutdowns, 0);
    assert.deepEqual(outs?.bindings, [
      { instanceId: ONE, keyIds: [KEY_A] },
      { instanceId: TWO, keyIds: [KEY_A] },
      { instanceId: THREE, keyIds: [KEY_A], requestId: "request-1" },
    ]);
    assert.deepEqual(undefinedIn(outs), []);
  });

  it("unbinds from a removed instance and touches no other", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    const { outs } = await clock.run(provider.update(ID, stateOf(declared), { ...declared, instanceIds: [TWO] }));

    assert.deepEqual(lighthouse.writes(), [`DisassociateInstancesKeyPairs ${KEY_A} ${ONE}`]);
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${TWO}`]);
    assert.deepEqual(outs?.bindings, [{ instanceId: TWO, keyIds: [KEY_A] }]);
  });

  it("binds the new key before it unbinds the old one, and takes a running instance down once", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    await clock.run(provider.update(ID, stateOf(declared), { ...declared, keyIds: [KEY_B] }));

    const keyWrites = lighthouse.writes().filter((write) => write.includes("KeyPairs"));
    assert.deepEqual(keyWrites, [
      `AssociateInstancesKeyPairs ${KEY_B} ${ONE},${TWO}`,
      `DisassociateInstancesKeyPairs ${KEY_A} ${ONE},${TWO}`,
    ]);
    assert.deepEqual(lighthouse.bound(), [`${KEY_B} ${ONE}`, `${KEY_B} ${TWO}`]);
    assert.deepEqual([lighthouse.instance(ONE).shutdowns, lighthouse.instance(TWO).shutdowns], [1, 1]);
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });

  it("calls no write for a setting alone", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const { outs } = await clock.run(provider.update(ID, stateOf(declared), { ...declared, power: "leave" }));
    assert.deepEqual(lighthouse.writes(), []);
    assert.equal(outs?.power, "leave");
    assert.equal(outs?.bindings.length, 2);
  });

  it("starts from what is live: it restores a pair that was unbound by hand", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.unbindByHand(KEY_A, TWO);

    await clock.run(provider.update(ID, stateOf(declared), declared));

    assert.deepEqual(lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A} ${TWO}`]);
  });

  it("takes for unbound what is gone: a pair, a key, an instance", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.removeInstance(TWO);
    lighthouse.removeKey(KEY_A);
    const news = { ...declared, keyIds: [KEY_B], instanceIds: [ONE] };

    await clock.run(provider.update(ID, stateOf(declared), news));

    assert.deepEqual(lighthouse.bound(), [`${KEY_B} ${ONE}`]);
  });

  it("leaves alone what another association of the program declares", async () => {
    const { clock, provider, session, lighthouse } = sceneWith();
    session.claims.claim(REGION, Pairs.of([{ instanceId: ONE, keyId: KEY_A }]), "urn:other");

    const { outs } = await clock.run(provider.update(ID, stateOf(declared), { ...declared, instanceIds: [TWO] }));

    assert.deepEqual(lighthouse.writes(), []);
    assert.deepEqual(outs?.bindings, [{ instanceId: TWO, keyIds: [KEY_A] }]);
  });

  it("says so where the service drops the earlier keys of an instance", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.replaces = true;
    const news = { ...declared, keyIds: [KEY_A, KEY_B] };

    await assert.rejects(clock.run(provider.update(ID, stateOf(declared), news)), (error) => {
      assert.ok(error instanceof PartialSuccess);
      assert.match(error.message, /lhkp-aaaaaaaa was bound.*is no longer.*drops the earlier keys/);
      return true;
    });
  });

  it("takes nothing away where what was to be given has failed", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble("AssociateInstancesKeyPairs", { fails: true });
    const news = { ...declared, keyIds: [KEY_B] };

    await assert.rejects(clock.run(provider.update(ID, stateOf(declared), news)), PartialSuccess);

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_A} ${TWO}`]);
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });

  it("records the old pairs that are still bound beside the new when it fails in part", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble("DisassociateInstancesKeyPairs", { fails: true });
    const news = { ...declared, keyIds: [KEY_B], __provider: "the line" };

    await assert.rejects(clock.run(provider.update(ID, stateOf(declared), news)), (error) => {
      assert.ok(error instanceof PartialSuccess);
      assert.equal(error.id, ID);
      const { bindings, __provider } = error.properties as { bindings: { keyIds: string[] }[]; __provider: string };
      assert.deepEqual(
        bindings.map(({ keyIds }) => [...keyIds].sort()),
        [
          [KEY_A, KEY_B],
          [KEY_A, KEY_B],
        ],
      );
      assert.equal(__provider, "the line");
      return true;
    });
  });
});

describe("updating an association for another user", () => {
  const online = { ...declared, associateType: "ONLINE", username: "lighthouse" };
  const bindings = declared.instanceIds.map((instanceId) => ({ instanceId, keyIds: [KEY_A], username: "lighthouse" }));

  const onlineScene = () => {
    const scene = newScriptedScene();
    scene.lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE, TWO], "lighthouse");
    return scene;
  };

  it("unbinds under the old name and binds under the new", async () => {
    const { clock, provider, lighthouse } = onlineScene();

    const { outs } = await clock.run(
      provider.update(ID, stateOf(online, { bindings }), { ...online, username: "root" }),
    );

    const sent = lighthouse.calls
      .filter(({ options }) => options)
      .map(({ action, options }) => [action, options?.username]);
    assert.deepEqual(sent, [
      ["DisassociateInstancesKeyPairs", "lighthouse"],
      ["AssociateInstancesKeyPairs", "root"],
    ]);
    assert.deepEqual(
      outs?.bindings.map(({ username }: { username: string }) => username),
      ["root", "root"],
    );
    assert.equal(lighthouse.instance(ONE).shutdowns, 0);
  });

  it("does the same where only the record tells the old name, as with the international service", async () => {
    const { clock, provider, lighthouse } = onlineScene();
    lighthouse.tellsUsers = false;

    await clock.run(provider.update(ID, stateOf(online, { bindings }), { ...online, username: "root" }));

    const sent = lighthouse.calls.filter(({ options }) => options).map(({ options }) => options?.username);
    assert.deepEqual(sent, ["lighthouse", "root"]);
  });

  it("keeps what is bound where the name is left out, and uses it to unbind", async () => {
    const { clock, provider, lighthouse } = onlineScene();
    const { outs } = await clock.run(provider.update(ID, stateOf(online, { bindings }), declared));
    assert.deepEqual(lighthouse.writes(), []);

    await clock.run(provider.delete(ID, outs));

    assert.deepEqual(lighthouse.bound(), []);
  });
});
