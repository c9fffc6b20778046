import assert from "node:assert/strict";
import fc from "fast-check";
import { secondsOf, timeoutsFrom } from "../../sdk/customTimeouts.js";

describe("a duration as Pulumi writes it", () => {
  it("is read in seconds, whatever its units", () => {
    assert.equal(secondsOf("90s"), 90);
    assert.equal(secondsOf("5m"), 300);
    assert.equal(secondsOf("2h"), 7_200);
    assert.equal(secondsOf("1h30m"), 5_400);
    assert.equal(secondsOf("1h0m30s"), 3_630);
    assert.equal(secondsOf("1.5h"), 5_400);
    assert.equal(secondsOf("500ms"), 0.5);
    assert.equal(secondsOf("1m500ms"), 60.5);
  });

  it("is none where a unit is missing, unknown, or stands alone", () => {
    const words = ["", "5", "m", "5 m", "5min", "1d", "5m ", "-5m", "1h30", "five minutes", "1..5h"];
    assert.deepEqual(
      words.filter((word) => secondsOf(word) !== undefined),
      [],
    );
  });

  it("is none where it is nothing", () => {
    assert.equal(secondsOf("0s"), undefined);
    assert.equal(secondsOf("0h0m"), undefined);
  });

  it("is the sum of its parts", () => {
    const part = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(part, part, part, (hours, minutes, seconds) => {
        assert.equal(secondsOf(`${hours}h${minutes}m${seconds}s`), hours * 3_600 + minutes * 60 + seconds);
      }),
    );
  });
});

describe("the time-outs of a resource", () => {
  it("are those that are given, in seconds", () => {
    assert.deepEqual(timeoutsFrom("web", { create: "5m", delete: "90s" }), { create: 300, delete: 90 });
  });

  it("are none where none is given", () => {
    assert.equal(timeoutsFrom("web", undefined), undefined);
    assert.equal(timeoutsFrom("web", {}), undefined);
  });

  it("are refused where one is no duration, by method, resource and value", () => {
    assert.throws(() => timeoutsFrom("web", { update: "5 minutes" }), {
      message: 'customTimeouts.update of "web" is "5 minutes"; give a duration such as "5m" or "1h30m".',
    });
  });
});
