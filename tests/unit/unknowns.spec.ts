import assert from "node:assert/strict";
import fc from "fast-check";
import { hasUnknown, UNKNOWN } from "../../provider/unknowns.js";

describe("an unknown value", () => {
  it("is the text by which the engine says that a value is not known yet", () => {
    assert.equal(UNKNOWN, "04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  });

  it("is found however deep it lies", () => {
    assert.equal(hasUnknown(UNKNOWN), true);
    assert.equal(hasUnknown(["lhkp-aaaaaaaa", UNKNOWN]), true);
    assert.equal(hasUnknown({ timeouts: { create: UNKNOWN } }), true);
  });

  it("is not found where there is none", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => hasUnknown(value) === false));
    assert.equal(hasUnknown(undefined), false);
    assert.equal(hasUnknown(`not ${UNKNOWN}`), false);
  });
});
