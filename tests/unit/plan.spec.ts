import assert from "node:assert/strict";
import fc from "fast-check";
import { chunks } from "../../provider/plan.js";
import { instanceIds } from "./ids.js";

describe("a list that is too long for one request", () => {
  it("is cut where the limit is reached", () => {
    const ids = instanceIds(201);
    assert.deepEqual(chunks(ids, 100), [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)]);
    assert.deepEqual(chunks(ids.slice(0, 100), 100), [ids.slice(0, 100)]);
  });

  it("gives no request where it is empty", () => {
    assert.deepEqual(chunks([], 100), []);
  });

  it("loses nothing, doubles nothing, keeps its order, and never exceeds the limit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 10 }), (list, size) => {
        const parts = chunks(list, size);
        assert.deepEqual(parts.flat(), list);
        assert.ok(parts.every(({ length }) => length >= 1 && length <= size));
      }),
    );
  });
});
