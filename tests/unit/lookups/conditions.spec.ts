import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Condition,
  filtersThatFit,
  instanceConditions,
  keyPairConditions,
} from "../../../provider/lookups/conditions.js";
import type { FoundInstance, FoundKeyPair } from "../../../provider/lookups/found.js";
import { KEY_A, ONE } from "../ids.js";

const instance = (fields: Partial<FoundInstance>): FoundInstance => ({
  instanceId: ONE,
  publicAddresses: [],
  privateAddresses: [],
  keyIds: [],
  tags: {},
  ...fields,
});

const keyPair = (fields: Partial<FoundKeyPair>): FoundKeyPair => ({
  keyId: KEY_A,
  associatedInstanceIds: [],
  tags: {},
  ...fields,
});

const all = <Row>(conditions: readonly Condition<Row>[], row: Row): boolean =>
  conditions.every(({ holds }) => holds(row));

describe("what a look-up asks for", () => {
  it("is nothing, and holds for everything, where nothing is given", () => {
    assert.deepEqual(instanceConditions({ region: "ap-guangzhou", atLeast: 3 }), []);
    assert.deepEqual(keyPairConditions({}), []);
  });

  it("holds where each tag has its value, or one of its values, exactly", () => {
    const conditions = instanceConditions({ tags: { role: "web", stage: ["test", "live"] } });

    assert.equal(all(conditions, instance({ tags: { role: "web", stage: "live", more: "x" } })), true);
    assert.equal(all(conditions, instance({ tags: { role: "web", stage: "lives" } })), false);
    assert.equal(all(conditions, instance({ tags: { role: "web" } })), false);
    assert.equal(all(conditions, instance({})), false);
  });

  it("tells a tag with an empty value from one that is missing, whatever its key", () => {
    const conditions = instanceConditions({ tags: { toString: "" } });

    assert.equal(all(conditions, instance({ tags: { toString: "" } })), true);
    assert.equal(all(conditions, instance({})), false);
  });

  it("holds where the state is one of those, and the system is that", () => {
    const conditions = instanceConditions({ states: ["RUNNING", "STOPPED"], platformType: "LINUX_UNIX" });

    assert.equal(all(conditions, instance({ state: "STOPPED", platformType: "LINUX_UNIX" })), true);
    assert.equal(all(conditions, instance({ state: "SHUTDOWN", platformType: "LINUX_UNIX" })), false);
    assert.equal(all(conditions, instance({ state: "RUNNING", platformType: "WINDOWS" })), false);
    assert.equal(all(conditions, instance({ state: "RUNNING" })), false);
  });

  it("holds for the names that are given and not for those that are alike", () => {
    const conditions = keyPairConditions({ keyNames: ["bob"] });

    assert.equal(all(conditions, keyPair({ keyName: "bob" })), true);
    assert.equal(all(conditions, keyPair({ keyName: "bobby" })), false);
    assert.equal(all(conditions, keyPair({})), false);
  });

  it("holds for nothing where a list of what is wanted is empty", () => {
    fc.assert(
      fc.property(fc.constantFrom("RUNNING", "STOPPED"), fc.dictionary(fc.string(), fc.string()), (state, tags) => {
        assert.equal(all(instanceConditions({ states: [] }), instance({ state, tags })), false);
        assert.equal(all(instanceConditions({ tags: { role: [] } }), instance({ state, tags })), false);
      }),
    );
  });

  it("says what it wants in words", () => {
    const query = { tags: { role: ["web", "db"] }, states: ["RUNNING"], filters: [{ name: "zone", values: ["z-1"] }] };

    assert.deepEqual(
      instanceConditions(query).map(({ says }) => says),
      ["zone is z-1", "tag role is web or db", "state is RUNNING"],
    );
  });
});

describe("the filters of one request", () => {
  it("are those of the API first, then those that mean the same as tags and states", () => {
    const query = { tags: { role: "web" }, states: ["RUNNING"], filters: [{ name: "zone", values: ["z-1"] }] };

    assert.deepEqual(filtersThatFit(instanceConditions(query), 100), [
      { name: "zone", values: ["z-1"] },
      { name: "tag:role", values: ["web"] },
      { name: "instance-state", values: ["RUNNING"] },
    ]);
  });

  it("are ten at most, none with more values than it may have, and none with an empty one", () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`tag${index}`, "x"]));
    assert.equal(filtersThatFit(instanceConditions({ tags: many }), 100).length, 10);

    const names = ["a", "b", "c", "d", "e", "f"];
    assert.deepEqual(filtersThatFit(keyPairConditions({ keyNames: names }), 5), []);
    assert.equal(filtersThatFit(keyPairConditions({ keyNames: names.slice(1) }), 5).length, 1);
    assert.deepEqual(filtersThatFit(instanceConditions({ tags: { role: ["web", ""] }, states: [] }), 100), []);
  });
});
