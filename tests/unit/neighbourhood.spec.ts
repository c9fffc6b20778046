import assert from "node:assert/strict";
import { type Neighbour, Neighbourhood } from "../../provider/neighbourhood.js";
import { neighbourIn } from "../../provider/program.js";
import { KEY_A, ONE, REGION, TWO } from "./ids.js";

const association = (place: number, more: Partial<Neighbour> = {}): Neighbour => ({
  place: String(place),
  name: `on${place}`,
  provider: 0,
  keyIds: [KEY_A],
  instanceIds: [`lhins-${String(place).padStart(8, "0")}`],
  ...more,
});
const many = (count: number): Neighbour[] => Array.from({ length: count }, (_, place) => association(place));
const told = (all: readonly Neighbour[]): Neighbourhood => {
  const neighbourhood = new Neighbourhood();
  for (const each of all) neighbourhood.add(each);
  return neighbourhood;
};
/** The places of those that are near one. */
const near = (all: readonly Neighbour[], place: number, region = REGION): number[] => {
  const neighbourhood = told(all);
  const own = neighbourhood.at(String(place));
  assert.ok(own);
  return neighbourhood.near(own, region).map((other) => Number(other.place));
};

describe("what is near an association of a program", () => {
  it("is what the next ones declare, and after the last the first", () => {
    assert.deepEqual(near(many(3), 0), [1, 2]);
    assert.deepEqual(near(many(3), 1), [2, 0]);
    assert.deepEqual(near(many(3), 2), [0, 1]);
  });

  it("is nothing where there are no others, or only those of another provider or region", () => {
    assert.deepEqual(near(many(1), 0), []);
    assert.deepEqual(near([association(0), association(1, { provider: 1 })], 0), []);
    assert.deepEqual(near([association(0), association(1, { region: "ap-tokyo" })], 0), []);
    assert.deepEqual(near([association(0), association(1, { region: REGION })], 0), [1]);
  });

  it("is, with itself, as much as one request takes of instances and of keys, however much there is", () => {
    for (const place of [0, 150, 299]) assert.equal(near(many(300), place).length, 99);
    const keyOf = (place: number): string => `lhkp-${String(place).padStart(8, "0")}`;
    const ofOneInstance = many(120).map((each) => ({
      ...each,
      keyIds: [keyOf(Number(each.place))],
      instanceIds: [ONE],
    }));
    assert.equal(near(ofOneInstance, 7).length, 99);
  });

  it("leaves out one that is too large, and no other", () => {
    const large = association(1, { instanceIds: many(101).flatMap(({ instanceIds }) => instanceIds) });
    assert.deepEqual(near([association(200), large, association(201)], 200), [201]);
  });

  it("begins with those that share an instance, also far away, and names each once", () => {
    const far = association(900, { instanceIds: [TWO, ONE] });
    const places = near([association(800, { instanceIds: [ONE, TWO] }), ...many(200), far], 800);
    assert.equal(places[0], 900);
    assert.equal(new Set(places).size, places.length);
  });
});

describe("what a program tells", () => {
  it("is known of each instance, in a region or wherever that is", () => {
    const all = told([
      association(0, { instanceIds: [ONE] }),
      association(1, { instanceIds: [TWO], region: "ap-tokyo" }),
    ]);
    const on = (region: string, instanceId: string): string[] => all.on(region, instanceId).map(({ name }) => name);
    assert.deepEqual([on(REGION, ONE), on("ap-tokyo", ONE)], [["on0"], ["on0"]]);
    assert.deepEqual([on(REGION, TWO), on("ap-tokyo", TWO)], [[], ["on1"]]);
  });

  it("is read without what is malformed", () => {
    const line = { place: 3, name: "on3", provider: 0, keyIds: [KEY_A, "skey-1", 7], instanceIds: [ONE, "lhins-NO"] };
    assert.deepEqual(neighbourIn({ ...line, region: "ap-tokyo" }, "file"), {
      ...{ place: "3 in file", name: "on3", provider: 0, region: "ap-tokyo" },
      ...{ keyIds: [KEY_A], instanceIds: [ONE] },
    });
    assert.deepEqual(neighbourIn({ ...line, keyIds: "all", instanceIds: null }, "file")?.keyIds, []);
    for (const nothing of [undefined, null, 7, "web", {}, { ...line, place: "3" }, { place: 3, provider: 0 }]) {
      assert.equal(neighbourIn(nothing, "file"), undefined);
    }
  });
});
