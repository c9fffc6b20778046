import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Schedule } from "../world/schedule";

describe("the schedule of the world", () => {
  it("runs what is due in the order of time, and of planning where times are equal", () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 20 }), (planned, nowMs) => {
        const schedule = new Schedule();
        const ran: [number, number][] = [];
        for (const [order, atMs] of planned.entries()) schedule.at(atMs, () => ran.push([atMs, order]));
        schedule.runDue(nowMs);
        const due = planned.map((atMs, order): [number, number] => [atMs, order]).filter(([atMs]) => atMs <= nowMs);
        assert.deepEqual(
          ran,
          due.sort(([a, i], [b, j]) => a - b || i - j),
        );
      }),
    );
  });

  it("runs what is planned meanwhile, if it is due as well", () => {
    const schedule = new Schedule();
    const ran: string[] = [];
    schedule.at(1, () => {
      ran.push("first");
      schedule.at(2, () => ran.push("second"));
      schedule.at(9, () => ran.push("later"));
    });
    schedule.runDue(5);
    assert.deepEqual(ran, ["first", "second"]);
  });
});
