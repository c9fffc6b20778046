import assert from "node:assert/strict";
import { foreseenBars } from "../../provider/foreseenBars.js";
import type { Inspection } from "../../provider/inspection.js";
import { Pairs } from "../../provider/pairs.js";
import { KEY_A, ONE, REGION, TWO } from "./ids.js";

const key = { keyId: KEY_A, instanceIds: new Set<string>(), usernames: new Map<string, string>() };
const found = (more: Partial<Inspection>): Inspection => ({
  gains: Pairs.none,
  loses: Pairs.none,
  keyPairs: new Map([[KEY_A, key]]),
  instances: new Map([[ONE, { instanceId: ONE, state: "RUNNING" }]]),
  denied: [],
  ...more,
});
const denial = (action: string, code: string) => ({ instanceId: ONE, action, code, message: "not here." });

describe("what a preview foresees to be refused", () => {
  it("is nothing where all is well", () => {
    assert.deepEqual(foreseenBars(found({ gains: Pairs.product([KEY_A], [ONE]) }), REGION), []);
  });

  it("is a key or an instance that does not exist", () => {
    const bars = foreseenBars(found({ gains: Pairs.product(["lhkp-unknown0"], [ONE, TWO]) }), REGION);
    assert.deepEqual(
      bars.map(({ id }) => id),
      ["lhkp-unknown0", TWO],
    );
    assert.match(bars[0]?.why ?? "", /does not exist in region ap-guangzhou/);
  });

  it("is an instance whose state forbids it, to bind or to unbind", () => {
    const instances = new Map([[ONE, { instanceId: ONE, state: "RESCUE_MODE" }]]);
    const pairs = Pairs.product([KEY_A], [ONE]);
    assert.match(foreseenBars(found({ gains: pairs, instances }), REGION)[0]?.why ?? "", /rescue mode/);
    assert.match(foreseenBars(found({ loses: pairs, instances }), REGION)[0]?.why ?? "", /rescue mode/);
    assert.equal(foreseenBars(found({ gains: pairs, loses: pairs, instances }), REGION).length, 1);
  });

  it("is what the service itself says that it would refuse for good", () => {
    const denied = [denial("AssociateInstancesKeyPairs", "UnsupportedOperation.InstanceExpired")];
    const pairs = Pairs.product([KEY_A], [ONE]);
    assert.match(
      foreseenBars(found({ gains: pairs, denied }), REGION)[0]?.why ?? "",
      /refuses AssociateInstancesKeyPairs with UnsupportedOperation\.InstanceExpired: not here\. Renew the instance/,
    );
    assert.deepEqual(foreseenBars(found({ loses: pairs, denied }), REGION), []);
  });

  it("is not what passes by itself", () => {
    const denied = [denial("AssociateInstancesKeyPairs", "UnsupportedOperation.LatestOperationUnfinished")];
    assert.deepEqual(foreseenBars(found({ gains: Pairs.product([KEY_A], [ONE]), denied }), REGION), []);
  });

  it("is not an instance from which a key has gone with it", () => {
    assert.deepEqual(foreseenBars(found({ loses: Pairs.product([KEY_A], [TWO]) }), REGION), []);
  });
});
