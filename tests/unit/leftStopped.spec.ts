import assert from "node:assert/strict";
import { warningsOfStopped } from "../../provider/leftStopped.js";
import type { Instance } from "../../provider/lighthouse.js";
import { KEY_A, KEY_B, ONE } from "./ids.js";

describe("a machine that is found STOPPED", () => {
  const goal = { how: {}, power: "asFound" as const, restore: [] as string[] };
  const stoppedBy = (operation: string): Instance => ({ instanceId: ONE, state: "STOPPED", operation });
  const exchange = (found: Instance) => ({ found, gains: [KEY_A], loses: [KEY_B] });

  it("since a key action is warned of, whether or not anything is to be done on it", () => {
    const found = stoppedBy("DisassociateInstancesKeyPairs");
    assert.match(warningsOfStopped(goal, [found], []).join(), new RegExp(`^STOPPED since a key pair.*${ONE}`));
    assert.match(
      warningsOfStopped(goal, [], [exchange(found)]).join(),
      new RegExp(`^STOPPED since a key pair.*${ONE}`),
    );
  });

  it("since a shutdown is warned of where keys are exchanged, for which an earlier try may have shut it down", () => {
    const found = stoppedBy("StopInstances");
    assert.match(warningsOfStopped(goal, [], [exchange(found)]).join(), new RegExp(`^STOPPED since a call.*${ONE}`));
    assert.deepEqual(warningsOfStopped(goal, [found], []), []);
    assert.deepEqual(warningsOfStopped(goal, [], [{ found, gains: [KEY_A], loses: [] }]), []);
    const online = { ...goal, how: { associateType: "ONLINE" as const } };
    assert.deepEqual(warningsOfStopped(online, [], [exchange(found)]), []);
  });

  it("is not warned of where this change starts it", () => {
    const found = stoppedBy("StopInstances");
    assert.deepEqual(warningsOfStopped({ ...goal, power: "running" }, [], [exchange(found)]), []);
    assert.deepEqual(warningsOfStopped({ ...goal, restore: [ONE] }, [], [exchange(found)]), []);
  });
});
