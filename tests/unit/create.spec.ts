import assert from "node:assert/strict";
import { isAssociationId } from "../../provider/associationId.js";
import { PartialSuccess } from "../../provider/partialSuccess.js";
import { instanceIds, KEY_A, KEY_B, ONE, REGION, THREE, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";
import { undefinedIn } from "./undefinedIn.js";

const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO], region: REGION };

const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO, THREE]).addKeys([KEY_A, KEY_B]);
  return scene;
};

const partialFrom = async (work: Promise<unknown>): Promise<PartialSuccess> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof PartialSuccess, `a partial success, not ${String(error)}`);
  return error;
};

describe("creating an association", () => {
  it("binds every key on every instance in one request, and ends when all of it is so", async () => {
    const { clock, provider, lighthouse } = sceneWith();

    const { id, outs } = await clock.run(provider.create(declared));

    assert.ok(isAssociationId(id));
    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_A} ${TWO}`, `${KEY_B} ${ONE}`, `${KEY_B} ${TWO}`]);
    assert.deepEqual(lighthouse.writes(), [`AssociateInstancesKeyPairs ${KEY_A},${KEY_B} ${ONE},${TWO}`]);
    assert.deepEqual(outs, {
      ...declared,
      power: "asFound",
      stateVersion: 1,
      bindings: [
        { instanceId: ONE, keyIds: [KEY_A, KEY_B], requestId: "request-1" },
        { instanceId: TWO, keyIds: [KEY_A, KEY_B], requestId: "request-1" },
      ],
    });
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });

  it("adopts what is bound already, with no write and no shutdown", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A, KEY_B], [ONE, TWO]);

    const { outs } = await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.writes(), []);
    assert.equal(lighthouse.instance(ONE).shutdowns, 0);
    assert.deepEqual(outs?.bindings, [
      { instanceId: ONE, keyIds: [KEY_A, KEY_B] },
      { instanceId: TWO, keyIds: [KEY_A, KEY_B] },
    ]);
  });

  it("binds only what is missing, each instance in one request", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A], [ONE]);

    await clock.run(provider.create(declared));

    assert.deepEqual(lighthouse.writes().sort(), [
      `AssociateInstancesKeyPairs ${KEY_A},${KEY_B} ${TWO}`,
      `AssociateInstancesKeyPairs ${KEY_B} ${ONE}`,
    ]);
  });

  it("takes a few requests and one poll at a time for hundreds of instances", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const ids = instanceIds(250);
    lighthouse.addInstances(ids);

    await clock.run(provider.create({ ...declared, instanceIds: ids }));

    assert.equal(lighthouse.bound().length, 500);
    assert.equal(lighthouse.writes().length, 3);
    assert.ok(lighthouse.calls.length < 250);
  });

  it("sends the way and the user that are declared, and records the user", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const online = { ...declared, associateType: "ONLINE", username: "lighthouse" };

    const { outs } = await clock.run(provider.create(online));

    assert.deepEqual(lighthouse.calls.find(({ options }) => options)?.options, {
      associateType: "ONLINE",
      username: "lighthouse",
    });
    assert.equal(lighthouse.instance(ONE).shutdowns, 0);
    assert.equal(outs?.bindings[0].username, "lighthouse");
  });

  it("records nothing undefined", async () => {
    const { clock, provider } = sceneWith();
    assert.deepEqual(undefinedIn((await clock.run(provider.create(declared))).outs), []);
  });
});

describe("creating an association that is known to fail", () => {
  it("touches nothing and names each culprit", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addInstances(["lhins-windows1"], { platformType: "WINDOWS" });
    const bad = {
      ...declared,
      keyIds: [KEY_A, "lhkp-unknown0"],
      instanceIds: [ONE, "lhins-unknown0", "lhins-windows1"],
    };

    await assert.rejects(clock.run(provider.create(bad)), (error: Error) => {
      assert.match(error.message, /^nothing was changed: /);
      assert.match(error.message, /lhkp-unknown0 does not exist in region ap-guangzhou/);
      assert.match(error.message, /lhins-unknown0 does not exist in region ap-guangzhou/);
      assert.match(error.message, /lhins-windows1 runs Windows/);
      assert.equal("id" in error, false);
      return true;
    });
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("is a plain error where the service refuses the only request", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble(
      "AssociateInstancesKeyPairs",
      { code: "UnauthorizedOperation.NoPermission" },
      { code: "UnauthorizedOperation.NoPermission" },
      { code: "UnauthorizedOperation.NoPermission" },
    );

    await assert.rejects(clock.run(provider.create(declared)), (error: Error) => {
      assert.match(error.message, /nothing was changed: .*UnauthorizedOperation\.NoPermission.*CAM policy/);
      assert.equal("id" in error, false);
      return true;
    });
  });
});

describe("creating an association that fails in part", () => {
  it("records what was bound, so that the next update does the rest", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.addKeys([KEY_A], [ONE]).trouble("AssociateInstancesKeyPairs", { fails: true });

    const failure = await partialFrom(clock.run(provider.create({ ...declared, __provider: "the line" })));
    const live = lighthouse.bound();

    assert.ok(isAssociationId(failure.id));
    assert.match(failure.reasons.join(), /RequestId request-\d+\) ended FAILED/);
    const properties = failure.properties as {
      bindings: { instanceId: string; keyIds: string[] }[];
      __provider: string;
    };
    assert.equal(properties.__provider, "the line");
    assert.deepEqual(
      properties.bindings.flatMap(({ instanceId, keyIds }) => keyIds.map((key) => `${key} ${instanceId}`)).sort(),
      live,
    );
    assert.deepEqual(undefinedIn(properties), []);

    await clock.run(provider.update(failure.id, properties, declared));
    assert.equal(lighthouse.bound().length, 4);
  });

  it("fails at the next poll after FAILED, not at the end of its time", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble("AssociateInstancesKeyPairs", { fails: true });
    await partialFrom(clock.run(provider.create(declared)));
    assert.ok(clock.elapsedMs < 30_000, `${clock.elapsedMs} ms`);
  });

  it("times out where an operation never ends, tells what was last seen, and never calls it a success", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.pace.keyMs = 10_000_000;

    const failure = await partialFrom(clock.run(provider.create({ ...declared, timeouts: { create: 300 } })));

    assert.match(
      failure.message,
      /timed out after 300 s.*AssociateInstancesKeyPairs OPERATING \(RequestId request-1\)/,
    );
    assert.ok(clock.elapsedMs >= 300_000 && clock.elapsedMs < 400_000, `${clock.elapsedMs} ms`);
    assert.deepEqual((failure.properties as { restore?: string[] }).restore, [ONE, TWO]);
  });
});
