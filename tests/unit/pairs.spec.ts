import assert from "node:assert/strict";
import fc from "fast-check";
import { type Pair, Pairs } from "../../provider/pairs.js";
import { KEY_A, KEY_B, ONE, somePairs, TWO } from "./ids.js";

const nameOf = ({ instanceId, keyId }: Pair): string => `${keyId} on ${instanceId}`;
const namesOf = (pairs: Iterable<Pair>): Set<string> => new Set([...pairs].map(nameOf));

describe("a set of pairs", () => {
  it("stands for every key on every instance when it is a product", () => {
    const pairs = Pairs.product([KEY_A, KEY_B], [ONE, TWO]);

    assert.deepEqual(
      [...pairs],
      [
        { instanceId: ONE, keyId: KEY_A },
        { instanceId: ONE, keyId: KEY_B },
        { instanceId: TWO, keyId: KEY_A },
        { instanceId: TWO, keyId: KEY_B },
      ],
    );
  });

  it("names no instance that has no key", () => {
    assert.deepEqual(Pairs.product([], [ONE, TWO]).instanceIds(), []);
    assert.deepEqual(Pairs.product([KEY_A], []).keyIds(), []);
    assert.deepEqual(
      Pairs.product([KEY_A], [ONE, TWO])
        .minus(Pairs.product([KEY_A], [ONE]))
        .instanceIds(),
      [TWO],
    );
  });

  it("keeps keys and instances in the order in which they came, each once", () => {
    const pairs = Pairs.of([
      { instanceId: TWO, keyId: KEY_B },
      { instanceId: ONE, keyId: KEY_A },
      { instanceId: TWO, keyId: KEY_A },
      { instanceId: TWO, keyId: KEY_B },
    ]);

    assert.deepEqual(pairs.instanceIds(), [TWO, ONE]);
    assert.deepEqual(pairs.keyIds(), [KEY_B, KEY_A]);
    assert.deepEqual(pairs.keysOf(TWO), [KEY_B, KEY_A]);
    assert.deepEqual(pairs.keysOf("lhins-unknown0"), []);
    assert.equal(pairs.size, 3);
  });

  it("is not changed by what is made of it", () => {
    const pairs = Pairs.product([KEY_A], [ONE]);

    pairs.plus(Pairs.product([KEY_B], [ONE, TWO]));

    assert.deepEqual([...pairs], [{ instanceId: ONE, keyId: KEY_A }]);
  });

  it("has one size and one membership, however it was put together", () => {
    fc.assert(
      fc.property(somePairs, (list) => {
        const pairs = Pairs.of(list);
        assert.equal(pairs.size, namesOf(list).size);
        assert.deepEqual(namesOf(pairs), namesOf(list));
        assert.ok(list.every((pair) => pairs.has(pair)));
      }),
    );
  });

  it("adds, subtracts and intersects as sets do", () => {
    fc.assert(
      fc.property(somePairs, somePairs, (left, right) => {
        const [a, b] = [Pairs.of(left), Pairs.of(right)];
        assert.deepEqual(namesOf(a.plus(b)), namesOf([...left, ...right]));
        assert.deepEqual(namesOf(a.and(b)), namesOf(left.filter((pair) => b.has(pair))));
        assert.deepEqual(namesOf(a.minus(b)), namesOf(left.filter((pair) => !b.has(pair))));
        assert.ok(a.minus(b).plus(a.and(b)).equals(a));
      }),
    );
  });

  it("equals another set if and only if both hold the same pairs, in whatever order", () => {
    fc.assert(
      fc.property(somePairs, somePairs, (left, right) => {
        const isSame =
          namesOf(left).size === namesOf([...left, ...right]).size && namesOf(left).size === namesOf(right).size;
        assert.equal(Pairs.of(left).equals(Pairs.of(right)), isSame);
        assert.ok(Pairs.of(left).equals(Pairs.of([...left].reverse())));
      }),
    );
  });
});
