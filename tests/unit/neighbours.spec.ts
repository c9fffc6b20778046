import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { noteNeighbour } from "../../sdk/neighbours.js";

/** An owner of its own for each test, so that none sees what another has declared. */
const newOwner = () => ({});
const association = (number: number, keyIds: unknown = ["lhkp-aaaaaaaa"]) => ({
  keyIds,
  instanceIds: [`lhins-${String(number).padStart(8, "0")}`],
});
const told = async (declared: object[], owner = newOwner()): Promise<object[][]> => {
  const all = declared.map((each) => noteNeighbour(each as ReturnType<typeof association>, owner));
  // Registered only when all are constructed, as in a program.
  return (await Promise.all(all)).map((next) => JSON.parse(next() ?? "[]") as object[]);
};

describe("what an association of a preview is told of the others", () => {
  it("is what the next ones declare, and after the last the first", async () => {
    const [one, two, three] = [1, 2, 3].map((number) => association(number));
    assert.deepEqual(await told([one, two, three] as object[]), [
      [two, three],
      [three, one],
      [one, two],
    ]);
  });

  it("is nothing where there are no others, or those of another provider", async () => {
    assert.deepEqual(await told([association(1)]), [[]]);
    assert.deepEqual(await told([association(2)]), [[]]);
  });

  it("is no more than fits into a request or two, however many there are", async () => {
    const all = await told(Array.from({ length: 300 }, (_, number) => association(number)));
    assert.deepEqual(new Set(all.map((others) => others.length)), new Set([100]));
  });

  it("holds what becomes known, and not what is unknown, secret, failed, or no list of ids", async () => {
    const known = association(1, pulumi.output(Promise.resolve(["lhkp-bbbbbbbb"])));
    const unknown = association(2, pulumi.unknown);
    const secret = association(3, pulumi.secret(["lhkp-cccccccc"]));
    const failed = association(4, Promise.reject(new Error("no ids")));
    const wrong = [association(5, "lhkp-dddddddd"), { keyIds: undefined, instanceIds: undefined }];
    const last = { ...association(6), region: "ap-tokyo" };
    const all = await told([known, unknown, secret, failed, ...wrong, last]);
    assert.deepEqual(all[0], [last]);
    assert.deepEqual(all.slice(1, -1), [[], [], [], [], []]);
    assert.deepEqual(all.at(-1), [association(1, ["lhkp-bbbbbbbb"])]);
  });
});
