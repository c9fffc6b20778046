import assert from "node:assert/strict";
import { problemsWithInstanceQuery, problemsWithKeyPairQuery } from "../../../provider/lookups/problems.js";
import { KEY_A, ONE } from "../ids.js";

const said = (problems: { property: string; reason: string }[]): string[] =>
  problems.map(({ property, reason }) => `${property} ${reason}`);
const ofInstances = (args: Record<string, unknown>): string[] => said(problemsWithInstanceQuery(args));
const ofKeyPairs = (args: Record<string, unknown>): string[] => said(problemsWithKeyPairQuery(args));

function matchEach(lines: readonly string[], expressions: readonly RegExp[]): void {
  assert.equal(lines.length, expressions.length, lines.join("\n"));
  for (const [index, expression] of expressions.entries()) assert.match(lines[index] ?? "", expression);
}

describe("the arguments of a look-up", () => {
  it("are in order where each has its form, and where they are undefined", () => {
    assert.deepEqual(
      ofInstances({
        region: "ap-guangzhou",
        tags: { role: "web", stage: ["a", "b"] },
        states: ["RUNNING"],
        platformType: "LINUX_UNIX",
        filters: [{ name: "zone", values: ["ap-guangzhou-3"] }],
        instanceIds: undefined,
        atLeast: 0,
      }),
      [],
    );
    assert.deepEqual(ofInstances({ instanceIds: [ONE, ONE], filters: [] }), []);
    assert.deepEqual(ofKeyPairs({ keyIds: [KEY_A], keyNames: ["alice"], tags: {} }), []);
  });

  it("are refused by a name that there is not, since a misspelt one would find everything", () => {
    matchEach(ofInstances({ tag: { role: "web" } }), [/^tag is no argument of it; it takes .*instanceIds.*tags|^tag /]);
    matchEach(ofInstances({ toString: 1, keyIds: [] }), [/^toString is no argument/, /^keyIds is no argument/]);
    matchEach(ofKeyPairs({ states: [] }), [/^states is no argument/]);
  });

  it("are refused where a tag is undefined, since without it everything would be found", () => {
    matchEach(ofInstances({ tags: { role: undefined } }), [/^tags\["role"\] is undefined; it must be a text/]);
    matchEach(ofInstances({ tags: { role: ["web", undefined], "": "x" } }), [
      /^tags\["role"\]\[1\] is undefined/,
      /^tags\[""\] has no key/,
    ]);
    matchEach(ofInstances({ tags: ["role"] }), [/^tags is \["role"\]; it must be an object/]);
  });

  it("are refused where an id is none, or one of another kind", () => {
    matchEach(ofInstances({ instanceIds: [ONE, "ins-abcdefgh", 5, KEY_A] }), [
      /^instanceIds\[1\] is "ins-abcdefgh", the id of a CVM instance/,
      /^instanceIds\[2\] is 5; it must be a text/,
      /^instanceIds\[3\] .* which is not an instance id/,
    ]);
    matchEach(ofInstances({ instanceIds: ONE }), [/^instanceIds is .*; it must be a list/]);
    matchEach(ofKeyPairs({ keyIds: ["skey-abcdefgh"] }), [/the id of a CVM key pair/]);
  });

  it("are refused where a state or a system does not exist", () => {
    matchEach(ofInstances({ states: ["running"], platformType: "LINUX" }), [
      /^states\[0\] is "running"; it must be one of PENDING, .*RUNNING/,
      /^platformType is "LINUX"; it must be one of LINUX_UNIX, WINDOWS/,
    ]);
  });

  it("are refused where filters have not their form, are too many, or go with ids", () => {
    const filter = { name: "zone", values: ["z"] };
    matchEach(
      ofInstances({
        filters: [
          { Name: "zone", Values: ["z"] },
          { name: "zone", values: [] },
        ],
      }),
      [/^filters\[0\] is .*; it must be \{ name/, /^filters\[1\] has 0 values; give 1 to 100/],
    );
    matchEach(ofInstances({ filters: [{ name: "zone", values: ["", 5] }] }), [
      /^filters\[0\]\.values\[0\] is empty/,
      /^filters\[0\]\.values\[1\] is 5/,
    ]);
    matchEach(ofInstances({ filters: Array.from({ length: 11 }, () => filter) }), [/has 11 filters; .*at most 10/]);
    matchEach(ofInstances({ filters: "zone" }), [/^filters is "zone"; it must be a list/]);
    matchEach(ofInstances({ filters: [filter], instanceIds: [ONE] }), [/^filters cannot go with instanceIds/]);
    matchEach(ofKeyPairs({ filters: [{ name: "key-id", values: ["1", "2", "3", "4", "5", "6"] }] }), [
      /^filters\[0\] has 6 values; give 1 to 5/,
    ]);
  });

  it("are refused where the region is none, or the least number is no count", () => {
    matchEach(ofInstances({ region: "Guangzhou", atLeast: -1 }), [/^region .* not a region/, /^atLeast is -1/]);
    matchEach(ofKeyPairs({ atLeast: 1.5 }), [/^atLeast is 1.5; it must be a whole number/]);
  });
});
