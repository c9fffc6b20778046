import { strict as assert } from "node:assert";
import { RateLimits } from "../world/rateLimit";

describe("a rate limit", () => {
  const taken = (limits: RateLimits, calls: number, nowMs: number, name = "a") =>
    Array.from({ length: calls }, () => limits.take(name, 10, nowMs)).filter(Boolean).length;

  it("lets as many calls through at once as in a second, then as many as have become free", () => {
    const limits = new RateLimits();
    assert.equal(taken(limits, 15, 1_000), 10);
    assert.equal(taken(limits, 15, 1_100), 1);
    assert.equal(taken(limits, 15, 1_600), 5);
    assert.equal(taken(limits, 15, 60_000), 10);
  });

  it("counts each name apart", () => {
    const limits = new RateLimits();
    assert.equal(taken(limits, 15, 0), 10);
    assert.equal(taken(limits, 15, 0, "b"), 10);
  });

  it("is not fooled by a clock that goes back", () => {
    const limits = new RateLimits();
    assert.equal(taken(limits, 10, 10_000), 10);
    assert.equal(taken(limits, 10, 0), 0);
  });
});
