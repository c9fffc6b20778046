import assert from "node:assert/strict";
import type { Properties } from "../../provider/state.js";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION };
const state: Properties = { ...declared, stateVersion: 1, bindings: [{ instanceId: ONE, keyIds: [KEY_A] }] };

/** One instance in such a state, to which nothing is bound; the service starts what it has shut down, or does not. */
const sceneWith = (instanceState: string, restarts: boolean) => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE], { state: instanceState }).addKeys([KEY_A, KEY_B]);
  scene.lighthouse.pace.restarts = restarts;
  return scene;
};
type Scene = ReturnType<typeof sceneWith>;

const stateNow = ({ lighthouse }: Scene): string | undefined => lighthouse.instance(ONE).seen().state;
const powerWrites = ({ lighthouse }: Scene): string[] =>
  lighthouse.calls.map(({ action }) => action).filter((action) => /^(Start|Stop)/.test(action));

describe("an instance that was found running", () => {
  it("is waited for where the service starts it again, and not started by us", async () => {
    const scene = sceneWith("RUNNING", true);
    await scene.clock.run(scene.provider.create(declared));
    assert.equal(stateNow(scene), "RUNNING");
    assert.deepEqual(powerWrites(scene), []);
  });

  it("is started by us where the service leaves it down", async () => {
    const scene = sceneWith("RUNNING", false);
    await scene.clock.run(scene.provider.create(declared));
    assert.equal(stateNow(scene), "RUNNING");
    assert.deepEqual(powerWrites(scene), ["StartInstances"]);
  });

  it("is not taken for left down while the service is about to start it", async () => {
    const scene = sceneWith("RUNNING", false);
    // The bind ends with STOPPED after 5 s; the service starts the instance 2 s later.
    void scene.clock.sleep(7_100).then(() => scene.lighthouse.instance(ONE).edit({ state: "STARTING" }));
    void scene.clock.sleep(15_000).then(() => scene.lighthouse.instance(ONE).edit({ state: "RUNNING" }));

    await scene.clock.run(scene.provider.create(declared));

    assert.equal(stateNow(scene), "RUNNING");
    assert.deepEqual(powerWrites(scene), []);
  });

  it("is left as it comes where the program says so", async () => {
    const scene = sceneWith("RUNNING", false);
    await scene.clock.run(scene.provider.create({ ...declared, power: "leave" }));
    assert.equal(stateNow(scene), "STOPPED");
    assert.deepEqual(powerWrites(scene), []);
  });

  it("goes down once for a bind and an unbind, with the service restarting or not", async () => {
    const [restarting, leaving] = [sceneWith("RUNNING", true), sceneWith("RUNNING", false)];
    restarting.lighthouse.addKeys([KEY_A], [ONE]);
    leaving.lighthouse.addKeys([KEY_A], [ONE]);

    await restarting.clock.run(restarting.provider.update(ID, state, { ...declared, keyIds: [KEY_B] }));
    await leaving.clock.run(leaving.provider.update(ID, state, { ...declared, keyIds: [KEY_B] }));

    assert.deepEqual([stateNow(restarting), restarting.lighthouse.instance(ONE).shutdowns], ["RUNNING", 1]);
    assert.deepEqual([stateNow(leaving), leaving.lighthouse.instance(ONE).shutdowns], ["RUNNING", 1]);
  });

  it("is brought back after a bind that failed", async () => {
    const scene = sceneWith("RUNNING", false);
    scene.lighthouse.trouble("AssociateInstancesKeyPairs", { fails: true });
    await assert.rejects(scene.clock.run(scene.provider.create(declared)), /ended FAILED/);
    assert.equal(stateNow(scene), "RUNNING");
  });
});

describe("an instance that was found stopped", () => {
  it("stays so", async () => {
    const scene = sceneWith("STOPPED", true);
    await scene.clock.run(scene.provider.create(declared));
    assert.equal(stateNow(scene), "STOPPED");
    assert.deepEqual(powerWrites(scene), []);
  });

  it("is started where the program wants it to run, even where nothing else is to be done", async () => {
    const scene = sceneWith("STOPPED", true);
    scene.lighthouse.addKeys([KEY_A], [ONE]);
    await scene.clock.run(scene.provider.create({ ...declared, power: "running" }));
    assert.equal(stateNow(scene), "RUNNING");
    assert.deepEqual(powerWrites(scene), ["StartInstances"]);
  });

  it("by a key action that nobody remembers is warned of, and not guessed about", async () => {
    const scene = sceneWith("STOPPED", true);
    scene.lighthouse.instance(ONE).edit({ operation: "AssociateInstancesKeyPairs", operationState: "SUCCESS" });
    await scene.clock.run(scene.provider.create(declared));
    assert.equal(stateNow(scene), "STOPPED");
    assert.match(scene.warnings.join(), /STOPPED since a key pair was bound or unbound: lhins-11111111/);
  });
});

describe("a start", () => {
  it("that is refused since the instance is starting already is as good as done", async () => {
    const scene = sceneWith("RUNNING", false);
    scene.lighthouse.trouble("StartInstances", { code: "UnsupportedOperation.InvalidInstanceState" });
    void scene.clock.sleep(20_000).then(() => scene.lighthouse.instance(ONE).edit({ state: "RUNNING" }));

    await scene.clock.run(scene.provider.create(declared));

    assert.equal(stateNow(scene), "RUNNING");
  });

  it("that is refused until the time is over is told with what it was refused with", async () => {
    const scene = sceneWith("RUNNING", false);
    const code = "UnsupportedOperation.InvalidInstanceState";
    scene.lighthouse.trouble("StartInstances", ...Array<{ code: string }>(20).fill({ code }));
    const told = new RegExp(`to become RUNNING \\(StartInstances was refused with ${code} .*last seen: state STOPPED`);
    await assert.rejects(scene.clock.run(scene.provider.create(declared)), told);
  });

  it("that is lost on its way is sent again", async () => {
    const scene = sceneWith("RUNNING", false);
    scene.lighthouse.trouble("StartInstances", { losesCall: true });

    await scene.clock.run(scene.provider.create(declared));

    assert.equal(stateNow(scene), "RUNNING");
    assert.deepEqual(powerWrites(scene), ["StartInstances", "StartInstances"]);
  });

  it("whose reply is lost is not sent twice", async () => {
    const scene = sceneWith("RUNNING", false);
    scene.lighthouse.trouble("StartInstances", { losesReply: true });
    await scene.clock.run(scene.provider.create(declared));
    assert.deepEqual(powerWrites(scene), ["StartInstances"]);
  });

  it("that ends FAILED is told with its RequestId, and is made up for at the next change", async () => {
    const scene = sceneWith("RUNNING", false);
    scene.lighthouse.trouble("StartInstances", { fails: true });

    const failure: unknown = await scene.clock.run(scene.provider.create(declared)).catch((error: unknown) => error);

    const { message, properties } = failure as { message: string; properties: Properties };
    assert.match(message, /StartInstances on the instance \(RequestId request-2\) ended FAILED/);
    assert.deepEqual(properties.restore, [ONE]);
    await scene.clock.run(scene.provider.update(ID, properties, declared));
    assert.equal(stateNow(scene), "RUNNING");
  });

  it("is not asked of an instance that has gone meanwhile", async () => {
    const scene = sceneWith("RUNNING", false);
    scene.lighthouse.addKeys([KEY_A], [ONE]);
    void scene.clock.sleep(3_000).then(() => scene.lighthouse.removeInstance(ONE));

    await scene.clock.run(scene.provider.delete(ID, state));

    assert.deepEqual(powerWrites(scene), []);
  });
});

describe("a stop that we ask for", () => {
  it("is told where it ends FAILED, and nothing is bound or unbound", async () => {
    const scene = sceneWith("RUNNING", true);
    scene.lighthouse.addKeys([KEY_A], [ONE]).trouble("StopInstances", { fails: true });

    await assert.rejects(
      scene.clock.run(scene.provider.update(ID, state, { ...declared, keyIds: [KEY_B] })),
      /ended FAILED/,
    );

    assert.deepEqual(scene.lighthouse.bound(), [`${KEY_A} ${ONE}`]);
    assert.equal(stateNow(scene), "RUNNING");
  });
});
