import assert from "node:assert/strict";
import fc from "fast-check";
import { judge, type LatestOperation, type Sent } from "../../provider/operation.js";
import { START_MS } from "./fakeClock.js";

const BIND = "AssociateInstancesKeyPairs";

const answered: Sent = { action: BIND, beforeRequestId: "before", requestId: "ours", sentMs: START_MS };
const lost: Sent = { action: BIND, beforeRequestId: "before", sentMs: START_MS };

const row = (operationRequestId: string, operationState?: string): LatestOperation => ({
  operation: BIND,
  operationRequestId,
  ...(operationState !== undefined && { operationState }),
});

describe("an operation whose call was answered", () => {
  it("is pending while the instance shows the one from before, whatever became of that", () => {
    assert.equal(judge(answered, row("before", "SUCCESS")), "pending");
    assert.equal(judge(answered, row("before", "FAILED")), "pending");
    assert.equal(judge(answered, row("before")), "pending");
  });

  it("is pending while it runs", () => {
    assert.equal(judge(answered, row("ours", "OPERATING")), "pending");
  });

  it("is left to the bindings while its state is null, or one that nobody has heard of", () => {
    assert.equal(judge(answered, row("ours")), "unseen");
    assert.equal(judge(answered, row("ours", "ROLLING_BACK")), "unseen");
  });

  it("has succeeded when it shows SUCCESS under our RequestId", () => {
    assert.equal(judge(answered, row("ours", "SUCCESS")), "succeeded");
  });

  it("has failed when it shows FAILED under our RequestId", () => {
    assert.equal(judge(answered, row("ours", "FAILED")), "failed");
  });

  it("is waited for while another one runs in its place", () => {
    assert.equal(judge(answered, row("third", "OPERATING")), "pending");
  });

  it("is superseded once another one in its place has ended", () => {
    assert.equal(judge(answered, row("third", "SUCCESS")), "superseded");
    assert.equal(judge(answered, row("third", "FAILED")), "superseded");
  });

  it("is unseen where the row tells of no operation at all", () => {
    assert.equal(judge(answered, {}), "unseen");
  });

  it("is ours by its RequestId even where its name is not the action's", () => {
    const named = { operation: "BindKeyPairs", operationRequestId: "ours", operationState: "SUCCESS" };
    assert.equal(judge(answered, named), "succeeded");
  });

  it("never succeeds or fails on a row with another RequestId", () => {
    const states = fc.constantFrom("SUCCESS", "FAILED", "OPERATING", undefined);
    const otherIds = fc.string().filter((id) => id !== "ours");
    fc.assert(
      fc.property(otherIds, states, (id, state) => {
        assert.ok(["pending", "unseen", "superseded"].includes(judge(answered, row(id, state))));
      }),
    );
  });
});

describe("an operation whose reply was lost", () => {
  const started = (operationStartedMs: number): LatestOperation => ({ ...row("new", "SUCCESS"), operationStartedMs });

  it("is a key action with a new RequestId that began after we sent", () => {
    assert.equal(judge(lost, started(START_MS + 1_000)), "succeeded");
    assert.equal(judge(lost, { ...started(START_MS + 1_000), operationState: "FAILED" }), "failed");
    assert.equal(judge(lost, { ...started(START_MS + 1_000), operationState: "OPERATING" }), "pending");
  });

  it("may have begun a few seconds before we sent, by the clock of the service", () => {
    assert.equal(judge(lost, started(START_MS - 3_000)), "succeeded");
  });

  it("is not one that began long before we sent", () => {
    assert.equal(judge(lost, started(START_MS - 60_000)), "superseded");
  });

  it("is not one of another kind", () => {
    assert.equal(judge(lost, { ...row("new", "SUCCESS"), operation: "StartInstances" }), "superseded");
  });

  it("is taken for the new one where the service tells neither its name nor its start", () => {
    assert.equal(judge(lost, { operationRequestId: "new", operationState: "SUCCESS" }), "succeeded");
  });

  it("is unseen while nothing new shows", () => {
    assert.equal(judge(lost, row("before", "SUCCESS")), "unseen");
    assert.equal(judge(lost, {}), "unseen");
  });
});
