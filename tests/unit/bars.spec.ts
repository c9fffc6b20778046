import assert from "node:assert/strict";
import { barToBind, barToUnbind, hasEnded, isUnsettled } from "../../provider/bars.js";
import { ONE, REGION } from "./ids.js";

const STATES = [
  "PENDING",
  "LAUNCH_FAILED",
  "RUNNING",
  "STOPPED",
  "STARTING",
  "STOPPING",
  "REBOOTING",
  "SHUTDOWN",
  "TERMINATING",
  "DELETING",
  "FREEZING",
  "ENTER_RESCUE_MODE",
  "RESCUE_MODE",
  "EXIT_RESCUE_MODE",
];

const inState = (state: string) => ({ instanceId: ONE, state, platformType: "LINUX_UNIX" });

describe("an instance that no key can be bound to", () => {
  it("is one in a state that it does not leave by itself, or from which it comes back with a person's help only", () => {
    assert.deepEqual(
      STATES.filter((state) => barToBind(inState(state), REGION) !== undefined),
      ["LAUNCH_FAILED", "SHUTDOWN", "TERMINATING", "DELETING", "FREEZING", "ENTER_RESCUE_MODE", "RESCUE_MODE"],
    );
  });

  it("is one that does not exist, and the region is named", () => {
    assert.match(barToBind(undefined, REGION) ?? "", /does not exist in region ap-guangzhou/);
  });

  it("is one that runs Windows, in whatever state", () => {
    assert.match(barToBind({ ...inState("RUNNING"), platformType: "WINDOWS" }, REGION) ?? "", /Windows/);
  });

  it("is told with what to do", () => {
    assert.match(barToBind(inState("SHUTDOWN"), REGION) ?? "", /isolated.*renew it/);
    assert.match(barToBind(inState("RESCUE_MODE"), REGION) ?? "", /end rescue mode/);
    assert.match(barToBind(inState("FREEZING"), REGION) ?? "", /unfrozen/);
  });

  it("is none of which nothing is known but its id: the service decides", () => {
    assert.equal(barToBind({ instanceId: ONE }, REGION), undefined);
  });
});

describe("an instance that no key can be unbound from", () => {
  it("is one that a person has to bring back first", () => {
    assert.deepEqual(
      STATES.filter((state) => barToUnbind(inState(state)) !== undefined),
      ["FREEZING", "ENTER_RESCUE_MODE", "RESCUE_MODE"],
    );
  });
});

describe("an instance whose bindings count as gone", () => {
  it("is one that is gone or going", () => {
    assert.equal(hasEnded(undefined), true);
    assert.deepEqual(
      STATES.filter((state) => hasEnded(inState(state))),
      ["LAUNCH_FAILED", "SHUTDOWN", "TERMINATING", "DELETING"],
    );
  });
});

describe("an instance that is not settled", () => {
  it("is one on its way to another state", () => {
    assert.deepEqual(
      STATES.filter((state) => isUnsettled(inState(state))),
      ["PENDING", "STARTING", "STOPPING", "REBOOTING", "EXIT_RESCUE_MODE"],
    );
  });

  it("is one on which an operation runs", () => {
    assert.equal(isUnsettled({ ...inState("RUNNING"), operationState: "OPERATING" }), true);
    assert.equal(isUnsettled({ ...inState("RUNNING"), operationState: "SUCCESS" }), false);
    assert.equal(isUnsettled({ ...inState("STOPPED") }), false);
  });

  it("is not one that is gone or going, whatever runs on it", () => {
    assert.equal(isUnsettled({ ...inState("SHUTDOWN"), operationState: "OPERATING" }), false);
  });
});
