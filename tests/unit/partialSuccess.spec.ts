import assert from "node:assert/strict";
import { PartialSuccess, reasonsOf } from "../../provider/partialSuccess.js";
import { instanceIds, ONE, THREE, TWO } from "./ids.js";

const failure = (instanceId: string, message: string) => ({ instanceId, error: new Error(message) });

describe("the reasons of a change that was made in part", () => {
  it("name the instance that failed", () => {
    assert.deepEqual(reasonsOf([failure(ONE, "ended FAILED.")]), [`${ONE}: ended FAILED.`]);
  });

  it("are one sentence for all instances that failed for the same reason", () => {
    const failures = [failure(ONE, "ended FAILED."), failure(TWO, "timed out."), failure(THREE, "ended FAILED.")];
    assert.deepEqual(reasonsOf(failures), [`${ONE}, ${THREE}: ended FAILED.`, `${TWO}: timed out.`]);
  });

  it("are one reason where they differ in the id of the instance only", () => {
    const failures = [failure(ONE, `bind on ${ONE} ended FAILED.`), failure(TWO, `bind on ${TWO} ended FAILED.`)];
    assert.deepEqual(reasonsOf(failures), [`${ONE}, ${TWO}: bind on the instance ended FAILED.`]);
  });

  it("name every request that one reason is about", () => {
    const failures = [failure(ONE, "(RequestId a) ended FAILED."), failure(TWO, "(RequestId b) ended FAILED.")];
    assert.deepEqual(reasonsOf(failures), [`${ONE}, ${TWO}: (RequestId a, b) ended FAILED.`]);
  });

  it("name all instances of a request, and count the rest where more share one", () => {
    const all = instanceIds(112);
    const [reason] = reasonsOf(all.map((id) => failure(id, "timed out.")));
    assert.equal(reason, `${all.slice(0, 100).join(", ")} and 12 more: timed out.`);
  });

  it("say of each instance that may be left down that it is, also where one refusal was for all", () => {
    const error = new Error("StartInstances was refused.");
    const failures = [ONE, TWO].map((instanceId) => ({ instanceId, error, isLeftDown: true }));
    assert.deepEqual(reasonsOf(failures), [
      `${ONE}, ${TWO}: StartInstances was refused. It may be left STOPPED: the instance was running, or is to run.`,
    ]);
    assert.equal(error.message, "StartInstances was refused.");
  });

  it("are none where nothing failed", () => {
    assert.deepEqual(reasonsOf([]), []);
  });
});

describe("a change that was made in part", () => {
  const properties = { keyIds: [], __provider: "exports.handler = 1;" };
  const error = new PartialSuccess("not everything could be bound", "lhkpa-0123456789abcdef", properties, [
    failure(ONE, "ended FAILED."),
  ]);

  it("is a real error with what the engine takes into state", () => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, "PartialSuccess");
    assert.equal(error.id, "lhkpa-0123456789abcdef");
    assert.deepEqual(error.properties, properties);
    assert.deepEqual(error.reasons, [`${ONE}: ended FAILED.`]);
  });

  it("says what failed, why, and what to do", () => {
    assert.match(error.message, /^not everything could be bound: lhins-11111111: ended FAILED\. .*pulumi up/);
  });
});
