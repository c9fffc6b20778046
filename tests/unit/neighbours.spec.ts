import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { noteNeighbour } from "../../sdk/neighbours.js";

/** An owner of its own for each test, so that none sees what another has declared. */
const newOwner = () => ({});
const association = (number: number, keyIds: unknown = ["lhkp-aaaaaaaa"]) => ({
  keyIds,
  instanceIds: [`lhins-${String(number).padStart(8, "0")}`],
});
/** What each of some associations is told, once all are constructed, as in a program. */
const told = async (declared: object[], owner = newOwner()): Promise<object[][]> => {
  const noted = declared.map((each, place) => {
    return noteNeighbour({ name: `on${place}`, isLater: false }, each, owner);
  });
  return (await Promise.all(noted)).map((next) => JSON.parse(next() ?? "[]") as object[]);
};
const named = (place: number, declared: object) => ({ name: `on${place}`, ...declared });

describe("what an association of a preview is told of the others", () => {
  it("is what the next ones declare, and after the last the first", async () => {
    const declared = [1, 2, 3].map((number) => association(number));
    const [one, two, three] = declared.map((each, place) => named(place, each));
    assert.deepEqual(await told(declared), [
      [two, three],
      [three, one],
      [one, two],
    ]);
  });

  it("is nothing where there are no others, or those of another provider", async () => {
    assert.deepEqual(await told([association(1)]), [[]]);
    assert.deepEqual(await told([association(2)]), [[]]);
  });

  it("is, with itself, as much as one request takes of instances and of keys, however much there is", async () => {
    const many = await told(Array.from({ length: 300 }, (_, number) => association(number)));
    assert.deepEqual(new Set(many.map((others) => others.length)), new Set([99]));
    const keys = Array.from({ length: 120 }, (_, number) => [`lhkp-${String(number).padStart(8, "0")}`]);
    const each = await told(keys.map((keyIds, number) => association(number, keyIds)));
    assert.deepEqual(new Set(each.map((others) => others.length)), new Set([99]));
  });

  it("leaves out one that is too large, and no other", async () => {
    const large = { ...association(1), instanceIds: Array.from({ length: 101 }, (_, number) => `lhins-${number}`) };
    const [others] = await told([association(2), large, association(3)]);
    assert.deepEqual(others, [named(2, association(3))]);
  });

  it("begins with those that share an instance, as to what is shared, also far away", async () => {
    const rest = Array.from({ length: 200 }, (_, number) => association(number));
    const [own, far] = [
      association(900),
      { keyIds: ["lhkp-bbbbbbbb"], instanceIds: ["lhins-00000901", "lhins-00000900"] },
    ];
    const [first] = await told([own, ...rest, far]);
    assert.deepEqual(first?.[0], { name: "on201", keyIds: ["lhkp-bbbbbbbb"], instanceIds: ["lhins-00000900"] });
    const many = await told(Array.from({ length: 50 }, () => association(1)));
    assert.ok(
      many.every((others) => others.length === 49),
      String(many[0]?.length),
    );
  });

  it("holds what becomes known, and not what is unknown, secret, failed, or no list of ids", async () => {
    const known = association(1, pulumi.output(Promise.resolve(["lhkp-bbbbbbbb"])));
    const unknown = association(2, pulumi.unknown);
    const secret = association(3, pulumi.secret(["lhkp-cccccccc"]));
    const failed = association(4, Promise.reject(new Error("no ids")));
    const wrong = [association(5, "lhkp-dddddddd"), { keyIds: undefined, instanceIds: undefined }];
    const last = { ...association(6), region: "ap-tokyo" };
    const all = await told([known, unknown, secret, failed, ...wrong, last]);
    assert.deepEqual(all[0], [named(6, last)]);
    assert.deepEqual(all.slice(1, -1), [[], [], [], [], []]);
    assert.deepEqual(all.at(-1), [named(0, association(1, ["lhkp-bbbbbbbb"]))]);
  });
});
