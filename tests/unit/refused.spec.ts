import assert from "node:assert/strict";
import { Refused } from "../../provider/refused.js";

describe("a change that is refused before anything is touched", () => {
  it("says that nothing was changed, and each reason once", () => {
    const error = new Refused(["lhins-11111111 runs Windows", "lhkp-aaaaaaaa does not exist"]);
    assert.equal(error.message, "nothing was changed: lhins-11111111 runs Windows. lhkp-aaaaaaaa does not exist.");
    assert.equal(error.name, "Refused");
  });
});
