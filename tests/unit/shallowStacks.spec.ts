import assert from "node:assert/strict";
import { shallowStacks } from "../../sdk/shallowStacks.js";

const framesIn = (stack = ""): number => stack.split("\n").filter((line) => /^ +at /.test(line)).length;

/** A function that stands at the end of so many calls. */
function deep(depth: number, work: () => unknown): unknown {
  return depth === 0 ? work() : deep(depth - 1, work);
}

describe("stack traces while a resource is constructed", () => {
  const limit = Error.stackTraceLimit;
  afterEach(() => {
    Error.stackTraceLimit = limit;
  });

  it("are short, and as long as before when they are ended", () => {
    Error.stackTraceLimit = 7;
    const stacks = shallowStacks();
    assert.equal(
      deep(9, () => framesIn(new Error().stack)),
      1,
    );
    stacks.end();
    assert.equal(
      deep(9, () => framesIn(new Error().stack)),
      7,
    );
  });

  it("are no longer than the user wants them", () => {
    Error.stackTraceLimit = 0;
    const stacks = shallowStacks();
    assert.equal(Error.stackTraceLimit, 0);
    stacks.end();
    assert.equal(Error.stackTraceLimit, 0);
  });

  it("are as long as ever for whoever looks for promises that never end", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "1";
    try {
      shallowStacks();
      assert.equal(Error.stackTraceLimit, limit);
    } finally {
      delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
    }
  });

  it("of an error tell where it was thrown, and where the resource was constructed", () => {
    const constructing = (): Error => {
      const stacks = shallowStacks();
      try {
        deep(3, function thrower() {
          throw new TypeError("a mistake");
        });
      } catch (error) {
        return stacks.withCallers(error) as Error;
      } finally {
        stacks.end();
      }
      return assert.fail("nothing was thrown");
    };
    const { name, message, stack = "" } = constructing();
    assert.deepEqual([name, message], ["TypeError", "a mistake"]);
    const lines = stack.split("\n");
    assert.equal(lines[0], "TypeError: a mistake");
    assert.match(lines[1] ?? "", /thrower/);
    assert.ok(lines.some((line) => /at constructing /.test(line)));
    assert.equal(Error.stackTraceLimit, limit);
  });

  it("leave alone what was thrown and is no error", () => {
    const stacks = shallowStacks();
    const frozen = Object.freeze(new Error("frozen"));
    assert.equal(stacks.withCallers("a text"), "a text");
    assert.equal(stacks.withCallers(frozen), frozen);
  });
});
