import assert from "node:assert/strict";
import { ApiError } from "../../provider/apiError.js";
import { REGION } from "./ids.js";

const ACTION = "AssociateInstancesKeyPairs";
const call = { action: ACTION, region: REGION, message: "what came back" };

describe("a call that the service refused", () => {
  const error = new ApiError({
    ...call,
    code: "UnsupportedOperation.LatestOperationUnfinished",
    requestId: "r-1",
    message: "The instance `lhins-11111111` is busy",
  });

  it("says the action, the code, the RequestId, the service's own words, and what to do next", () => {
    assert.equal(
      error.message,
      "AssociateInstancesKeyPairs was refused with UnsupportedOperation.LatestOperationUnfinished (RequestId r-1): " +
        "The instance `lhins-11111111` is busy. Another operation runs on the instance; run again when it has ended.",
    );
  });

  it("names the key pairs of the call, the first five of many", () => {
    const keys = ["a", "b", "c", "d", "e", "f", "g"];
    assert.match(new ApiError({ ...call, code: "Novelty", keys: ["a", "b"] }).message, /KeyPairs of a, b was refused/);
    assert.match(new ApiError({ ...call, keys }).message, /KeyPairs of a, b, c, d, e and 2 more got no usable answer/);
  });

  it("carries what a caller acts upon", () => {
    assert.equal(error.name, "ApiError");
    assert.equal(error.action, ACTION);
    assert.equal(error.code, "UnsupportedOperation.LatestOperationUnfinished");
    assert.equal(error.requestId, "r-1");
    assert.equal(error.kind, "busy");
    assert.equal(error.concernsInstances, true);
  });

  it("does without a RequestId and without advice", () => {
    const bare = new ApiError({ ...call, code: "Novelty" });
    assert.equal(bare.message, "AssociateInstancesKeyPairs was refused with Novelty: what came back.");
  });

  it("puts the service's words on one line of bounded length", () => {
    const long = new ApiError({ ...call, code: "Novelty", message: `a\n  b\t${"x".repeat(10_000)}` });
    assert.match(long.message, /: a b x+\.$/);
    assert.ok(long.message.length < 700);
  });

  it("keeps a full stop that is there, also a Chinese one", () => {
    assert.match(new ApiError({ ...call, code: "Novelty", message: "参数错误。" }).message, /参数错误。$/);
  });

  it("keeps its cause", () => {
    const cause = new Error("below");
    assert.equal(new ApiError(call, { cause }).cause, cause);
  });
});

describe("a call without an answer of the service", () => {
  it("is unreachable where it surely never arrived", () => {
    const error = new ApiError({ ...call, neverSent: true });
    assert.equal(error.kind, "unreachable");
    assert.match(error.message, /did not reach Lighthouse: what came back\. .*tencentcloud:endpoint/);
  });

  it("is unknown where it may have been executed", () => {
    const error = new ApiError({ ...call, neverSent: false });
    assert.equal(error.kind, "unknown");
    assert.match(error.message, /got no usable answer: what came back\. Run the same command again/);
    assert.equal(error.concernsInstances, false);
  });

  it("is told by its HTTP status: a proxy or a wrong endpoint", () => {
    const error = new ApiError({ ...call, httpCode: 502, message: "Bad Gateway" });
    assert.match(error.message, /HTTP status 502: Bad Gateway\. .*proxy or a wrong endpoint/);
  });

  it("is worth another try or not, by its HTTP status", () => {
    const kindOfStatus = (httpCode: number): string => new ApiError({ ...call, httpCode }).kind;
    assert.equal(kindOfStatus(429), "throttled");
    assert.equal(kindOfStatus(400), "giveUp");
    assert.equal(kindOfStatus(403), "giveUp");
    assert.equal(kindOfStatus(404), "giveUp");
    assert.equal(kindOfStatus(407), "giveUp");
    assert.equal(kindOfStatus(408), "unknown");
    assert.equal(kindOfStatus(500), "unknown");
    assert.equal(kindOfStatus(502), "unknown");
    assert.equal(kindOfStatus(504), "unknown");
  });

  it("says no more than it knows where nothing came back", () => {
    assert.match(
      new ApiError({ ...call, message: "" }).message,
      /got no usable answer: {1,2}Run the same command again/,
    );
  });
});
