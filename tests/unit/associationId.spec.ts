import assert from "node:assert/strict";
import fc from "fast-check";
import { ID_FORM, isAssociationId, newAssociationId } from "../../provider/associationId.js";

describe("the id of an association", () => {
  it("has the documented form, whatever is drawn", () => {
    const drawn = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    fc.assert(
      fc.property(drawn, (chances) => {
        const id = newAssociationId({ random: () => Number(chances.next().value) });
        assert.match(id, /^lhkpa-[a-z0-9]{16}$/);
        assert.ok(isAssociationId(id));
      }),
    );
  });

  it("is another one for each association", () => {
    const uniform = fc.noBias(fc.integer({ min: 0, max: 2 ** 31 - 1 })).map((drawn) => drawn / 2 ** 31);
    const chances = fc.sample(uniform, { numRuns: 16_000, seed: 1 });
    const random = () => chances.pop() ?? 0;
    const ids = Array.from({ length: 1_000 }, () => newAssociationId({ random }));
    assert.equal(new Set(ids).size, 1_000);
  });

  it("is nothing else", () => {
    assert.equal(isAssociationId("lhkpa-0123456789abcdef"), true);
    assert.equal(isAssociationId("lhkpa-0123456789abcde"), false);
    assert.equal(isAssociationId("lhkpa-0123456789abcdefg"), false);
    assert.equal(isAssociationId("lhkpa-0123456789ABCDEF"), false);
    assert.equal(isAssociationId("lhkpa-0123456789abcdef\n"), false);
    assert.equal(isAssociationId("lhkp-f7rjie1q#lhins-ruy9d2tw"), false);
    assert.equal(isAssociationId(""), false);
  });

  it("has a form that messages can name", () => {
    assert.equal(ID_FORM, "lhkpa- and 16 of a-z and 0-9");
  });
});
