import assert from "node:assert/strict";
import fc from "fast-check";
import { explain } from "../../provider/explain.js";
import { Pairs } from "../../provider/pairs.js";
import { KEY_A, KEY_B, KEY_C, ONE, someInstanceIds, someKeyIds, somePairs, THREE, TWO } from "./ids.js";

const declared = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO, THREE] };
const all = Pairs.product(declared.keyIds, declared.instanceIds);
const keys = (...ids: string[]): Map<string, unknown> => new Map(ids.map((id) => [id, {}]));
const without = (keyId: string, ...instances: string[]): Pairs => all.minus(Pairs.product([keyId], instances));

describe("the lists that explain live bindings", () => {
  it("are the declared ones where everything is bound", () => {
    assert.deepEqual(explain(declared, all, keys(KEY_A, KEY_B)), declared);
  });

  it("lack the instance on which a pair is missing", () => {
    assert.deepEqual(explain(declared, without(KEY_A, TWO), keys(KEY_A, KEY_B)), {
      keyIds: [KEY_A, KEY_B],
      instanceIds: [ONE, THREE],
    });
  });

  it("lack the key that is missing on most instances, and keep the instances", () => {
    assert.deepEqual(explain(declared, without(KEY_A, ONE, TWO), keys(KEY_A, KEY_B)), {
      keyIds: [KEY_B],
      instanceIds: [ONE, TWO, THREE],
    });
  });

  it("lack a key that does not exist any more", () => {
    assert.deepEqual(explain(declared, without(KEY_B, ONE, TWO, THREE), keys(KEY_A)), {
      keyIds: [KEY_A],
      instanceIds: declared.instanceIds,
    });
  });

  it("lack a key that exists and is bound nowhere", () => {
    assert.deepEqual(explain(declared, without(KEY_B, ONE, TWO, THREE), keys(KEY_A, KEY_B)), {
      keyIds: [KEY_A],
      instanceIds: declared.instanceIds,
    });
  });

  it("lack an instance on which nothing is bound", () => {
    const live = Pairs.product(declared.keyIds, [ONE, THREE]);
    assert.deepEqual(explain(declared, live, keys(KEY_A, KEY_B)), { ...declared, instanceIds: [ONE, THREE] });
  });

  it("name no pair that is not bound, and nothing that was not declared", () => {
    fc.assert(
      fc.property(someKeyIds, someInstanceIds, somePairs, (keyIds, instances, list) => {
        const live = Pairs.product(keyIds, instances).and(Pairs.of(list));

        const lists = explain({ keyIds, instanceIds: instances }, live, keys(...keyIds));

        assert.equal(Pairs.product(lists.keyIds, lists.instanceIds).minus(live).size, 0);
        assert.deepEqual(
          lists.keyIds,
          keyIds.filter((id) => lists.keyIds.includes(id)),
        );
        assert.deepEqual(
          lists.instanceIds,
          instances.filter((id) => lists.instanceIds.includes(id)),
        );
      }),
    );
  });

  it("explain everything whenever two lists can", () => {
    fc.assert(
      fc.property(
        someKeyIds,
        someInstanceIds,
        someKeyIds,
        someInstanceIds,
        (keyIds, instances, liveKeys, liveInstances) => {
          const live = Pairs.product(keyIds, instances).and(Pairs.product(liveKeys, liveInstances));

          const lists = explain({ keyIds, instanceIds: instances }, live, keys(...keyIds, KEY_C));

          assert.ok(Pairs.product(lists.keyIds, lists.instanceIds).equals(live));
        },
      ),
    );
  });
});
