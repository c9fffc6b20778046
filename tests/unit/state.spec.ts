import assert from "node:assert/strict";
import fc from "fast-check";
import { STATE_VERSION } from "../../provider/association.js";
import { declaredPairs, type Properties, pairsOf, settingsFrom, stateFrom, usernamesOf } from "../../provider/state.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { undefinedIn } from "./undefinedIn.js";

const empty = { keyIds: [], instanceIds: [], stateVersion: STATE_VERSION, bindings: [] };

const whole = {
  keyIds: [KEY_A, KEY_B],
  instanceIds: [ONE],
  region: REGION,
  associateType: "ONLINE",
  username: "lighthouse",
  power: "running",
  timeouts: { create: 60, update: 90.5, delete: 1 },
  stateVersion: 1,
  bindings: [{ instanceId: ONE, keyIds: [KEY_A], username: "lighthouse", requestId: "r-1" }],
  restore: [ONE],
};

describe("recorded properties", () => {
  it("are read back as they were written", () => {
    assert.deepEqual(stateFrom(whole), whole);
  });

  it("may be missing altogether", () => {
    assert.deepEqual(stateFrom({}), empty);
  });

  it("may hold more than this version knows", () => {
    const newer = { ...whole, stateVersion: 7, colour: "blue", bindings: [{ ...whole.bindings[0], fingerprint: "x" }] };
    assert.deepEqual(stateFrom(newer), { ...whole, stateVersion: 7 });
  });

  it("count as not set where they are of the wrong kind", () => {
    const edited = {
      keyIds: KEY_A,
      instanceIds: { 0: ONE },
      region: 7,
      associateType: "offline",
      username: ["lighthouse"],
      power: true,
      timeouts: [60],
      stateVersion: "1",
      bindings: "none",
      restore: ONE,
    };
    assert.deepEqual(stateFrom(edited), empty);
  });

  it("keep of a list what can be used", () => {
    const edited = {
      keyIds: [KEY_A, null, 7, KEY_B],
      instanceIds: [undefined, ONE],
      bindings: [
        null,
        "x",
        {},
        { instanceId: ONE },
        { keyIds: [KEY_A] },
        { instanceId: TWO, keyIds: [7, KEY_B], requestId: 1 },
      ],
      restore: [7],
    };
    assert.deepEqual(stateFrom(edited), {
      ...empty,
      keyIds: [KEY_A, KEY_B],
      instanceIds: [ONE],
      bindings: [{ instanceId: TWO, keyIds: [KEY_B] }],
    });
  });

  it("hold no time-out that is none", () => {
    assert.deepEqual(settingsFrom({ timeouts: { create: 0, update: -1, delete: "5m" } }), {});
    assert.deepEqual(settingsFrom({ timeouts: { create: Number.NaN, delete: 30 } }), { timeouts: { delete: 30 } });
  });

  it("never break the reading, and never give an undefined", () => {
    const names = fc.constantFrom(...Object.keys(whole), "instanceId", "create", "extra");
    const anything = fc.anything({ key: names, withNullPrototype: true, maxDepth: 3 });
    fc.assert(
      fc.property(fc.dictionary(names, anything), (properties) => {
        assert.deepEqual(undefinedIn(stateFrom(properties as Properties)), []);
      }),
    );
  });
});

describe("what recorded bindings stand for", () => {
  const bindings = [
    { instanceId: ONE, keyIds: [KEY_A, KEY_B], username: "lighthouse" },
    { instanceId: TWO, keyIds: [KEY_B] },
  ];

  it("is one pair for each key of each instance", () => {
    assert.deepEqual(
      [...pairsOf(bindings)],
      [
        { instanceId: ONE, keyId: KEY_A },
        { instanceId: ONE, keyId: KEY_B },
        { instanceId: TWO, keyId: KEY_B },
      ],
    );
  });

  it("is a user for each instance where one was named", () => {
    assert.deepEqual(usernamesOf(bindings), new Map([[ONE, "lighthouse"]]));
  });

  it("is every key on every instance in a declaration", () => {
    assert.equal(declaredPairs({ keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO] }).size, 4);
  });
});
