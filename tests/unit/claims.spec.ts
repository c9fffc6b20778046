import assert from "node:assert/strict";
import { Claims } from "../../provider/claims.js";
import { Pairs } from "../../provider/pairs.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";

describe("the pairs that a run has seen declared and given up", () => {
  it("are claimed pair by pair, in one region", () => {
    const claims = new Claims();

    claims.claim(REGION, Pairs.product([KEY_A], [ONE]));

    assert.equal(claims.isClaimed(REGION, { instanceId: ONE, keyId: KEY_A }), true);
    assert.equal(claims.isClaimed(REGION, { instanceId: ONE, keyId: KEY_B }), false);
    assert.equal(claims.isClaimed(REGION, { instanceId: TWO, keyId: KEY_A }), false);
    assert.equal(claims.isClaimed("ap-beijing", { instanceId: ONE, keyId: KEY_A }), false);
  });

  it("are released apart from what is claimed", () => {
    const claims = new Claims();

    claims.release(REGION, Pairs.product([KEY_A], [ONE]));

    assert.equal(claims.isReleased(REGION, { instanceId: ONE, keyId: KEY_A }), true);
    assert.equal(claims.isReleased(REGION, { instanceId: TWO, keyId: KEY_A }), false);
    assert.equal(claims.isClaimed(REGION, { instanceId: ONE, keyId: KEY_A }), false);
  });
});
