import { strict as assert } from "node:assert";
import { tc3 } from "./signedRequest";
import { TestLighthouse } from "./testLighthouse";

const BIND = "AssociateInstancesKeyPairs";

describe("faults", () => {
  let lighthouse: TestLighthouse;
  let KeyIds: string[];
  let InstanceIds: string[];
  let instance = "";
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 1_000 });
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    const made = await lighthouse.seed({ keyPairs: 1, instances: 2 });
    KeyIds = made.keyIds;
    InstanceIds = made.instanceIds;
    [instance = ""] = InstanceIds;
  });
  const fault = (effect: object, more: object = {}) =>
    lighthouse.control("POST", "/faults", { action: BIND, effect, ...more });
  const raw = (action = BIND, parameters: object = { KeyIds, InstanceIds }) => {
    const { url, init } = tc3(lighthouse.running.address, action, parameters, lighthouse.signer);
    return fetch(url, init);
  };
  const bind = () => lighthouse.code(BIND, { KeyIds, InstanceIds });
  const lastCall = async () => {
    const { calls } = await lighthouse.control<{ calls: { executed: boolean; reply: object }[] }>("GET", "/calls");
    return calls.at(-1);
  };
  const begun = async () => (await lighthouse.row(instance)).LatestOperation === BIND;

  it("answer a code without executing the call, or after executing it", async () => {
    await fault({ code: "InternalError" }, { times: 1 });
    assert.equal(await bind(), "InternalError");
    assert.equal(await begun(), false);
    await fault({ code: "FailedOperation", executed: true }, { times: 1 });
    assert.equal(await bind(), "FailedOperation");
    assert.equal(await begun(), true);
  });

  it("answer a status of HTTP with a page, or plain", async () => {
    await fault({ http: 502 }, { call: 1 });
    await fault({ http: 404, html: false }, { call: 2 });
    const page = await raw();
    assert.deepEqual([page.status, page.headers.get("content-type")], [502, "text/html"]);
    assert.match(await page.text(), /^<html>/);
    assert.equal(await begun(), false);
    const plain = await raw();
    assert.deepEqual([plain.status, await plain.text()], [404, "404"]);
  });

  it("break the body of a call that was executed", async () => {
    const body = async (kind: string) => {
      await lighthouse.control("DELETE", "/faults");
      await lighthouse.control("POST", "/faults", { action: "DescribeRegions", effect: { body: kind } });
      const response = await raw("DescribeRegions", {});
      return await response.text().catch(() => "broken off");
    };
    assert.equal(await body("empty"), "");
    assert.equal(await body("emptyObject"), "{}");
    assert.match(await body("notJson"), /^upstream/);
    assert.match(await body("truncated"), /^\{"Response":.*[^}]$/s);
    assert.equal(await body("cut"), "broken off");
    assert.equal((await lastCall())?.executed, true);
  });

  it("leave a call with a broken body unexecuted where that is wished", async () => {
    await fault({ body: "empty", executed: false });
    await raw();
    assert.equal(await begun(), false);
  });

  it("reset the connection before the call is executed, or after", async () => {
    await fault({ reset: "before" }, { call: 1 });
    await assert.rejects(raw());
    assert.equal(await begun(), false);
    await lighthouse.control("DELETE", "/faults");
    await fault({ reset: "after" }, { call: 1 });
    await assert.rejects(raw());
    assert.equal(await begun(), true);
    assert.deepEqual(
      (await lighthouse.control<{ calls: { reply: object }[] }>("GET", `/calls?action=${BIND}`)).calls[1]?.reply,
      {
        fault: { reset: "after" },
      },
    );
  });

  it("never answer, with the call executed or not, until the client gives up or the world is reset", async () => {
    await fault({ hang: true, executed: true }, { call: 1 });
    const { url, init } = tc3(lighthouse.running.address, BIND, { KeyIds, InstanceIds }, lighthouse.signer);
    await assert.rejects(fetch(url, { ...init, signal: AbortSignal.timeout(100) }), { name: "TimeoutError" });
    assert.equal(await begun(), true);
    await fault({ hang: true }, { action: "DescribeRegions" });
    const hanging = assert.rejects(raw("DescribeRegions", {}));
    await fetch(`${lighthouse.running.control}/time`);
    await lighthouse.reset();
    await hanging;
  });

  it("let an operation end FAILED, without its effect or with it", async () => {
    await fault({ operation: "FAILED" }, { call: 1 });
    await fault({ operation: "FAILED", applied: true, leaves: "STOPPED" }, { call: 2 });
    assert.equal(await bind(), "");
    await lighthouse.pass(1_000);
    const first = await lighthouse.row(instance);
    assert.deepEqual(
      [first.LatestOperationState, first.LoginSettings.KeyIds, first.InstanceState],
      ["FAILED", [], "RUNNING"],
    );
    assert.equal(await bind(), "");
    await lighthouse.pass(1_000);
    const second = await lighthouse.row(instance);
    assert.deepEqual(
      [second.LatestOperationState, second.LoginSettings.KeyIds, second.InstanceState],
      ["FAILED", KeyIds, "STOPPED"],
    );
  });

  it("let one instance of a batch fail while the others succeed", async () => {
    await fault({ operation: "FAILED" }, { instanceId: instance });
    assert.equal(await bind(), "");
    await lighthouse.pass(1_000);
    const states = await Promise.all(InstanceIds.map(async (id) => (await lighthouse.row(id)).LatestOperationState));
    assert.deepEqual(states, ["FAILED", "SUCCESS"]);
  });

  it("change the world in the midst of a call", async () => {
    const edits = [
      { edit: "bind", keyId: KeyIds[0], instanceId: instance },
      { edit: "deleteInstance", instanceId: InstanceIds[1] },
    ];
    await fault({ edits }, { call: 1 });
    assert.equal(await bind(), "ResourceNotFound.InstanceNotFound");
    InstanceIds = [instance];
    assert.equal(await bind(), "UnsupportedOperation.KeyPairBindDuplicate");
  });

  it("change the world just after a call, and note an edit that had nothing to work on", async () => {
    const edits = [{ edit: "operation", instanceId: instance, name: "ResetInstance", byHand: true }];
    await lighthouse.control("POST", "/faults", {
      action: "DescribeInstances",
      effect: { edits, when: "after" },
      times: 1,
    });
    assert.equal((await lighthouse.row(instance)).LatestOperation, "");
    assert.equal((await lighthouse.row(instance)).LatestOperation, "ResetInstance");
    await fault({ edits: [{ edit: "deleteKeyPair", keyId: "lhkp-unknown0" }] });
    await bind();
    const { faults } = await lighthouse.control<{ faults: { editError?: string }[] }>("GET", "/faults");
    assert.match(faults.at(-1)?.editError ?? "", /lhkp-unknown0/);
  });

  it("make every kind of edit", async () => {
    const keyId = KeyIds[0];
    const edits = [
      { edit: "bind", keyId, instanceId: instance, username: "u" },
      { edit: "unbind", keyId, instanceId: instance },
      { edit: "patchInstance", instanceId: instance, patch: { state: "STOPPED", name: "edited" } },
      { edit: "reinstall", instanceId: instance },
      { edit: "operation", instanceId: instance, byHand: true },
      { edit: "finish", instanceId: instance },
      { edit: "advance", advanceMs: 5 },
      { edit: "settings", settings: { comesBack: false } },
      { edit: "deleteKeyPair", keyId },
    ];
    await lighthouse.control("POST", "/faults", { action: "DescribeRegions", effect: { edits } });
    await lighthouse.ok("DescribeRegions");
    const { faults } = await lighthouse.control<{ faults: { editError?: string }[] }>("GET", "/faults");
    assert.equal(faults[0]?.editError, undefined);
    const { name, state, latestOperation } = await lighthouse.control("GET", `/instances/${instance}`);
    assert.deepEqual([name, state, (latestOperation as { state: string }).state], ["edited", "STOPPED", "SUCCESS"]);
  });

  it("meet the calls they name: by number, range, every so many, instance, and no more often than said", async () => {
    const hits = async (more: object, calls = 6) => {
      await lighthouse.control("DELETE", "/faults");
      const seed = { action: "DescribeInstances", effect: { code: "InternalError" }, ...more };
      await lighthouse.control("POST", "/faults", seed);
      const codes: string[] = [];
      for (let n = 0; n < calls; n++)
        codes.push(await lighthouse.code("DescribeInstances", { InstanceIds: [instance] }));
      return codes.map((code) => (code === "" ? "." : "x")).join("");
    };
    assert.equal(await hits({ call: 2 }), ".x....");
    assert.equal(await hits({ call: { from: 2, to: 4 } }), ".xxx..");
    assert.equal(await hits({ call: { from: 5 } }), "....xx");
    assert.equal(await hits({ call: { every: 3 } }), "..x..x");
    assert.equal(await hits({ times: 2 }), "xx....");
    assert.equal(await hits({ instanceId: InstanceIds[1] }), "......");
    assert.equal(await hits({ instanceId: instance, action: "*" }), "xxxxxx");
    assert.equal(await hits({ action: "StopInstances" }), "......");
  });

  it("come by chance, the same each time for the same seed", async () => {
    const hits = async (seed: number) => {
      await lighthouse.control("DELETE", "/faults");
      const chance = { action: "DescribeRegions", probability: 0.3, seed, effect: { code: "RequestLimitExceeded" } };
      await lighthouse.control("POST", "/faults", chance);
      for (let n = 0; n < 60; n++) await lighthouse.code("DescribeRegions");
      const { faults } = await lighthouse.control<{ faults: { hits: number; matched: number }[] }>("GET", "/faults");
      return faults[0];
    };
    const [one, again] = [await hits(7), await hits(7)];
    assert.equal(one?.matched, 60);
    assert.equal(one?.hits, again?.hits);
    assert.ok(one.hits > 8 && one.hits < 30, `${one.hits} of 60`);
  });

  it("do not hide a wrong signature", async () => {
    await lighthouse.control("POST", "/faults", { action: "*", effect: { code: "InternalError" } });
    const as = { ...lighthouse.signer, secretKey: "wrong" };
    assert.equal(await lighthouse.code("DescribeRegions", {}, { as }), "AuthFailure.SignatureFailure");
  });

  it("are refused when they are misspelt", async () => {
    const { status, json } = await lighthouse.rawControl("POST", "/faults", { action: "*", effect: { bodi: "empty" } });
    assert.equal(status, 400);
    assert.match((json as { error: string }).error, /effect/);
  });
});
