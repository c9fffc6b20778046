import assert from "node:assert/strict";
import fc from "fast-check";
import type { AssociationInputs } from "../../provider/association.js";
import { Pairs } from "../../provider/pairs.js";
import { detailsAfter, recorded } from "../../provider/recorded.js";
import { pairsOf, stateFrom } from "../../provider/state.js";
import { KEY_A, KEY_B, ONE, REGION, someInstanceIds, someKeyIds, somePairs, TWO } from "./ids.js";
import { undefinedIn } from "./undefinedIn.js";

const inputs: AssociationInputs = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO], region: REGION };
const noDetails = { usernames: new Map<string, string>(), requestIds: new Map<string, string>() };

const someInputs: fc.Arbitrary<AssociationInputs> = fc.record(
  {
    keyIds: someKeyIds,
    instanceIds: someInstanceIds,
    region: fc.constant(REGION),
    associateType: fc.constantFrom("ONLINE", "OFFLINE"),
    username: fc.constant("lighthouse"),
    power: fc.constantFrom("asFound", "running", "leave"),
    timeouts: fc.record({ create: fc.integer({ min: 1 }), delete: fc.integer({ min: 1 }) }, { requiredKeys: [] }),
  },
  { requiredKeys: ["keyIds", "instanceIds", "region"] },
);

describe("what is recorded of an association", () => {
  it("is its inputs, the power that applies, the version of the form, and what is bound", () => {
    const live = Pairs.product([KEY_A], [ONE, TWO]);
    const details = { usernames: new Map([[TWO, "lighthouse"]]), requestIds: new Map([[ONE, "r-1"]]) };

    assert.deepEqual(recorded(inputs, live, details), {
      ...inputs,
      power: "asFound",
      stateVersion: 1,
      bindings: [
        { instanceId: ONE, keyIds: [KEY_A], requestId: "r-1" },
        { instanceId: TWO, keyIds: [KEY_A], username: "lighthouse" },
      ],
    });
  });

  it("holds matrices with holes", () => {
    const live = Pairs.product([KEY_A, KEY_B], [ONE]).plus(Pairs.product([KEY_B], [TWO]));
    assert.deepEqual(recorded(inputs, live, noDetails).bindings, [
      { instanceId: ONE, keyIds: [KEY_A, KEY_B] },
      { instanceId: TWO, keyIds: [KEY_B] },
    ]);
  });

  it("names instances that are to be started only where there are some", () => {
    assert.deepEqual(recorded(inputs, Pairs.none, noDetails, { restore: [ONE] }).restore, [ONE]);
    assert.equal("restore" in recorded(inputs, Pairs.none, noDetails, { restore: [] }), false);
  });

  it("is read back as it was, and holds no undefined", () => {
    fc.assert(
      fc.property(someInputs, somePairs, (declared, pairs) => {
        const state = recorded(declared, Pairs.of(pairs), noDetails);
        assert.deepEqual(undefinedIn(state), []);
        assert.ok(pairsOf(stateFrom({ ...state }).bindings).equals(Pairs.of(pairs)));
        assert.deepEqual(stateFrom({ ...state }), structuredClone(state));
      }),
    );
  });

  it("holds nothing of the provider's line or of what it does not know", () => {
    const more = { ...inputs, __provider: "exports.handler = 1;", secretKey: "x" };
    assert.deepEqual(Object.keys(recorded(more, Pairs.none, noDetails)).sort(), [
      "bindings",
      "instanceIds",
      "keyIds",
      "power",
      "region",
      "stateVersion",
    ]);
  });
});

describe("the details of bindings after a change", () => {
  const before = [
    { instanceId: ONE, keyIds: [KEY_A], username: "old", requestId: "r-1" },
    { instanceId: TWO, keyIds: [KEY_A], username: "old", requestId: "r-2" },
  ];
  const outcome = (requestIds: [string, string][], usernames: [string, string][] = []) => ({
    live: Pairs.product([KEY_A], [ONE, TWO]),
    requestIds: new Map(requestIds),
    usernames: new Map(usernames),
    late: { coming: Pairs.none, going: Pairs.none, untilMs: 0 },
    restore: [],
    voided: Pairs.none,
    failures: [],
    hasWritten: requestIds.length > 0,
  });

  it("are the RequestIds of the last bind, and the recorded ones where nothing was bound", () => {
    const { requestIds } = detailsAfter(outcome([[TWO, "r-3"]]), true, before);
    assert.deepEqual([requestIds.get(ONE), requestIds.get(TWO)], ["r-1", "r-3"]);
  });

  it("are the users that the outcome tells", () => {
    const told = outcome(
      [[TWO, "r-3"]],
      [
        [ONE, "old"],
        [TWO, "new"],
      ],
    );
    const { usernames } = detailsAfter(told, true, before);
    assert.deepEqual([usernames.get(ONE), usernames.get(TWO)], ["old", "new"]);
  });

  it("name no user where none is told", () => {
    assert.equal(detailsAfter(outcome([[ONE, "r-3"]]), true, []).usernames.size, 0);
  });
});
