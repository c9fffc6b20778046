import assert from "node:assert/strict";
import { Pairs } from "../../provider/pairs.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { CONFIG, newScene, newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const URN = "urn:pulumi:dev::app::type::web";
const declared = { keyIds: [KEY_A], instanceIds: [ONE, TWO], region: REGION };
const state = {
  ...declared,
  power: "asFound",
  stateVersion: 1,
  bindings: [ONE, TWO].map((instanceId) => ({ instanceId, keyIds: [KEY_A] })),
};
const inPreview = { __declaration: { urn: URN, isPreview: true } };
const inApply = { __declaration: { urn: URN, isPreview: false } };

const sceneWith = () => {
  const scene = newScriptedScene();
  scene.lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE, TWO]).addKeys([KEY_B]);
  return scene;
};

describe("a preview of a new association", () => {
  it("looks at what exists, warns of what will happen, and writes nothing", async () => {
    const { clock, provider, lighthouse, warnings } = sceneWith();
    lighthouse.addKeys([KEY_A]);

    const { failures } = await clock.run(provider.check({}, { ...declared, ...inPreview }));

    assert.deepEqual(failures ?? [], []);
    assert.match(warnings.join("\n"), /2 running instances will be shut down/);
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("is quiet about what is bound already", async () => {
    const { clock, provider, lighthouse, warnings } = sceneWith();
    await clock.run(provider.check({}, { ...declared, ...inPreview }));
    assert.deepEqual(warnings, []);
    assert.deepEqual(
      lighthouse.calls.map(({ action }) => action),
      ["DescribeKeyPairs"],
    );
  });

  it("fails for what the apply would refuse, at its place", async () => {
    const { clock, provider } = sceneWith();
    const news = { ...declared, keyIds: ["lhkp-unknown0"], instanceIds: [ONE, "lhins-unknown0"], ...inPreview };

    const { failures } = await clock.run(provider.check({}, news));

    const texts = (failures ?? []).map(({ property, reason }) => `${property}${reason}`);
    assert.match(texts[0] ?? "", /keyIds\[0\].*lhkp-unknown0.*does not exist in region ap-guangzhou/);
    assert.match(texts[1] ?? "", /instanceIds\[1\].*lhins-unknown0.*does not exist in region ap-guangzhou/);
  });

  it("keeps what the program tells beside the inputs out of them", async () => {
    const { clock, provider } = sceneWith();
    const { inputs } = await clock.run(provider.check({}, { ...declared, ...inPreview }));
    assert.equal("__declaration" in (inputs as object), false);
  });
});

describe("a preview of a change", () => {
  it("says which pairs come and go, and looks at those only", async () => {
    const { clock, provider, lighthouse, informed, warnings } = sceneWith();
    const news = { ...declared, keyIds: [KEY_B], instanceIds: [ONE] };

    const { inputs } = await clock.run(provider.check(declared, { ...news, ...inPreview }));
    const { changes } = await clock.run(provider.diff(ID, state, inputs));

    assert.equal(changes, true);
    assert.deepEqual(informed, [
      `will bind ${KEY_B} to ${ONE}; unbind ${KEY_A} from ${ONE}; unbind ${KEY_A} from ${TWO}`,
    ]);
    assert.match(warnings.join("\n"), /no key is left on lhins-22222222/);
    assert.deepEqual(lighthouse.writes(), []);
  });

  it("fails where the apply would be refused", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.instance(TWO).edit({ state: "RESCUE_MODE" });
    const { inputs } = await clock.run(provider.check(declared, { ...declared, instanceIds: [ONE], ...inPreview }));
    await assert.rejects(clock.run(provider.diff(ID, state, inputs)), { message: /lhins-22222222 is in rescue mode/ });
  });

  it("says of a pair that another association declares from now on that it stays bound", async () => {
    const { clock, provider, session, informed } = sceneWith();
    session.claims.claim(REGION, Pairs.of([{ instanceId: TWO, keyId: KEY_A }]), "urn:other");

    const { inputs } = await clock.run(provider.check(declared, { ...declared, instanceIds: [ONE], ...inPreview }));
    await clock.run(provider.diff(ID, state, inputs));

    assert.deepEqual(informed, [`will leave ${KEY_A} bound to ${TWO}, for urn:other`]);
  });

  it("calls nothing where nothing changes", async () => {
    const { clock, provider, lighthouse, informed } = sceneWith();
    const { inputs } = await clock.run(provider.check(declared, { ...declared, ...inPreview }));
    assert.equal((await clock.run(provider.diff(ID, state, inputs))).changes, false);
    assert.deepEqual([lighthouse.calls, informed], [[], []]);
  });
});

describe("an apply", () => {
  it("looks at nothing before it acts", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    const { inputs } = await clock.run(provider.check(declared, { ...declared, keyIds: [KEY_B], ...inApply }));
    await clock.run(provider.diff(ID, state, inputs));
    assert.deepEqual(lighthouse.calls, []);
  });
});

describe("a preview that cannot look", () => {
  const news = { ...declared, keyIds: [KEY_B], ...inPreview };

  it("goes on without credentials, calls nothing, and says once what it does not know", async () => {
    const { clock, provider, warnings, connected } = newScene({ config: { "tencentcloud:region": REGION } });

    await clock.run(provider.check({}, news));
    await clock.run(provider.check({}, { ...news, keyIds: [KEY_A] }));

    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /without having looked at Lighthouse: no credentials.*Not foretold are/);
    assert.deepEqual(connected, []);
  });

  it("goes on without permission, without a network, and without an answer", async () => {
    const trouble = async (meet: (scene: ReturnType<typeof sceneWith>) => void): Promise<string> => {
      const scene = sceneWith();
      meet(scene);
      assert.deepEqual((await scene.clock.run(scene.provider.check({}, news))).failures ?? [], []);
      return scene.warnings.join();
    };

    const refused = await trouble(({ lighthouse }) =>
      lighthouse.trouble("DescribeKeyPairs", { code: "UnauthorizedOperation.NoPermission" }),
    );
    const silent = await trouble(({ lighthouse }) => {
      lighthouse.describeKeyPairs = () => new Promise(() => undefined);
    });

    assert.match(refused, /UnauthorizedOperation\.NoPermission/);
    assert.match(silent, /timed out after 20 s/);
  });

  it("fails where the credentials are wrong, since the apply would", async () => {
    const { clock, provider, lighthouse } = sceneWith();
    lighthouse.trouble("DescribeKeyPairs", { code: "AuthFailure.SecretIdNotFound" });
    await assert.rejects(clock.run(provider.check({}, news)), { message: /AuthFailure\.SecretIdNotFound/ });
  });

  it("fails where the configuration is broken", async () => {
    const { clock, provider } = newScene({ config: { ...CONFIG, "tencentcloud:secretKey": "" } });
    await assert.rejects(clock.run(provider.check({}, news)), {
      message: /tencentcloud:secretId is set but tencentcloud:secretKey is not/,
    });
  });
});
