import assert from "node:assert/strict";
import { renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { JsonLines } from "../../provider/jsonLines.js";
import { type Made, ToldLater } from "../../sdk/programFile.js";

const association = (number: number, keyIds: unknown = ["lhkp-aaaaaaaa"]) => ({
  keyIds,
  instanceIds: [`lhins-${String(number).padStart(8, "0")}`],
});

const note = (name: string, given: object, opts: Made["opts"] = {}, resource: object = {}) => {
  const later = new ToldLater();
  later.tell(resource, { type: "association", name, given, opts });
  return later.told;
};

/** What is in the file once the associations are noted, of those alone. */
const toldOf = async (declared: object[], opts?: Made["opts"], resource?: object): Promise<object[]> => {
  const noted = await Promise.all(declared.map((each, place) => note(`on${place}`, each, opts, resource)));
  const [first] = noted;
  assert.ok(first);
  const places = noted.map((each) => each?.place);
  const lines = new JsonLines(first.file).news() as { place: number }[];
  return lines
    .filter(({ place }) => places.includes(place))
    .map(({ place, ...line }) => ({ ...line, which: places.indexOf(place) }));
};

describe("the file in which a program tells what it declares", () => {
  it("has each association before the constructor of the next one runs, where no argument is an output", async () => {
    const noted = [1, 2].map((number) => note(`on${number}`, association(number)));
    const told = await note("probe", association(3));
    const names = (new JsonLines(told?.file ?? "").news() as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names.slice(-3), ["on1", "on2", "probe"]);
    const places = [...(await Promise.all(noted)), told].map((each) => each?.place ?? -1);
    assert.deepEqual(
      places,
      [0, 1, 2].map((step) => (places[0] ?? 0) + step),
    );
  });

  it("holds what becomes known, and not what is unknown, secret, failed, or no list of ids", async () => {
    const known = association(1, pulumi.output(Promise.resolve(["lhkp-bbbbbbbb"])));
    const unknown = association(2, pulumi.unknown);
    const secret = association(3, pulumi.secret(["lhkp-cccccccc"]));
    const failed = association(4, Promise.reject(new Error("no ids")));
    const wrong = [association(5, "lhkp-dddddddd"), { keyIds: undefined, instanceIds: undefined }];
    const last = { ...association(6), region: "ap-tokyo" };
    const told = await toldOf([known, unknown, secret, failed, ...wrong, last]);
    assert.deepEqual(told, [
      { name: "on6", provider: 0, ...last, which: 6 },
      { name: "on0", provider: 0, ...association(1, ["lhkp-bbbbbbbb"]), which: 0 },
    ]);
  });

  it("tells the providers of a program apart", async () => {
    const providers = [undefined, {}, {}] as (pulumi.ProviderResource | undefined)[];
    const numbers = providers.map((provider) => toldOf([association(1)], provider ? { provider } : {}));
    const told = (await Promise.all(numbers)).flat() as { provider: number }[];
    assert.equal(new Set(told.map(({ provider }) => provider)).size, 3);
  });

  it("holds no association whose inputs may be others than its arguments", async () => {
    for (const ignored of ["keyIds", "instanceIds[0]", "*"]) {
      assert.deepEqual(await toldOf([association(1)], { ignoreChanges: [ignored] }), []);
    }
    assert.equal((await toldOf([association(1)], { ignoreChanges: ["power"] })).length, 1);
    assert.deepEqual(await toldOf([association(1)], { transforms: [() => undefined] }), []);
    assert.deepEqual(await toldOf([association(1)], {}, { __transformations: [() => undefined] }), []);
  });

  it("is for the user alone, and is done without where it cannot be written", async () => {
    const told = await note("on1", association(1));
    assert.ok(told);
    assert.equal(statSync(told.file).mode & 0o077, 0);
    assert.equal(statSync(dirname(told.file)).mode & 0o077, 0);
    const [there, away] = [dirname(told.file), `${dirname(told.file)}-away`];
    renameSync(there, away);
    try {
      assert.equal(await note("on2", association(2)), undefined);
    } finally {
      renameSync(away, there);
    }
  });
});
