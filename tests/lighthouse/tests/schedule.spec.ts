import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Schedule } from "../world/schedule";

describe("the schedule of the world", () => {
  const schedules = () => new Schedule((_momentMs, run) => run());

  it("runs what is due in the order of time, and of planning where times are equal", () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 20 }), (planned, nowMs) => {
        const schedule = schedules();
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

  it("runs each as of the time it was planned for", () => {
    const moments: number[] = [];
    const schedule = new Schedule((momentMs, run) => {
      moments.push(momentMs);
      run();
    });
    schedule.at(7, () => {});
    schedule.at(3, () => {});
    schedule.runDue(10);
    assert.deepEqual(moments, [3, 7]);
  });

  it("runs what is planned meanwhile, if it is due as well", () => {
    const schedule = schedules();
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
