import assert from "node:assert/strict";
import { ApiError } from "../../provider/apiError.js";
import { Deadline, DeadlinePassed } from "../../provider/deadline.js";
import type { Instance } from "../../provider/lighthouse.js";
import { type Look, patiently, settle, sightOf, waitFor } from "../../provider/waiting.js";
import { ONE, REGION } from "./ids.js";
import { newRegion } from "./scene.js";

const pending: Look<never> = { kind: "pending" };
const untilStopped = (now: Instance | undefined): Look<string> =>
  now?.state === "STOPPED" ? { kind: "done", value: "stopped" } : pending;

const sceneWith = (timeoutMs = 60_000) => {
  const scene = newRegion();
  scene.lighthouse.addInstances([ONE]);
  const deadline = new Deadline(scene.clock, timeoutMs);
  const wait = { instanceId: ONE, doing: "waiting for", whatFor: "for it to stop", deadline } as const;
  return { ...scene, deadline, wait };
};

describe("a wait for an instance", () => {
  it("ends with what the look says, as soon as a poll shows it", async () => {
    const { clock, lighthouse, region, wait } = sceneWith();
    void clock.sleep(10_000).then(() => lighthouse.instance(ONE).edit({ state: "STOPPED" }));

    assert.equal(await clock.run(waitFor(region, wait, untilStopped)), "stopped");
    assert.ok(clock.elapsedMs >= 10_000 && clock.elapsedMs < 11_000);
  });

  it("ends at its time, with what was waited for and what was seen last", async () => {
    const { clock, lighthouse, region, wait } = sceneWith();
    lighthouse
      .instance(ONE)
      .edit({ operation: "StopInstances", operationState: "OPERATING", operationRequestId: "r-9" });

    await assert.rejects(clock.run(waitFor(region, wait, untilStopped)), (error) => {
      assert.ok(error instanceof DeadlinePassed);
      assert.match(
        error.message,
        /after 60 s while waiting for it to stop; last seen: state RUNNING, StopInstances OPERATING \(RequestId r-9\)/,
      );
      return true;
    });
    assert.equal(clock.elapsedMs, 60_000);
  });

  it("ends with an error that does not pass, of the poll or of the look", async () => {
    const { clock, lighthouse, region, wait } = sceneWith();
    const broken = (): never => {
      throw new Error("it cannot be");
    };
    await assert.rejects(clock.run(waitFor(region, wait, broken)), /it cannot be/);

    lighthouse.trouble("DescribeInstances", { code: "UnauthorizedOperation.NoPermission" });
    await assert.rejects(clock.run(waitFor(region, wait, untilStopped)), /NoPermission/);
  });

  it("goes on after polls that fail in passing, and tells of the last one where nothing else was seen", async () => {
    const { clock, lighthouse, region, wait } = sceneWith();
    lighthouse.trouble("DescribeInstances", ...Array<{ code: string }>(500).fill({ code: "InternalError" }));
    await assert.rejects(
      clock.run(waitFor(region, wait, untilStopped)),
      /last seen: no answer \(DescribeInstances was refused with InternalError/,
    );
  });

  it("shows the look an instance that does not exist as nothing", async () => {
    const { clock, lighthouse, region, wait } = sceneWith();
    lighthouse.removeInstance(ONE);
    const look = (now: Instance | undefined): Look<boolean> => ({ kind: "done", value: now === undefined });
    assert.equal(await clock.run(waitFor(region, wait, look)), true);
  });
});

describe("an instance that is to settle", () => {
  it("is as it was read where nothing is under way on it, without a call", async () => {
    const { clock, lighthouse, region, deadline } = sceneWith();
    const row = { instanceId: ONE, state: "RUNNING" };
    assert.equal(await clock.run(settle(region, row, deadline)), row);
    assert.equal(await clock.run(settle(region, undefined, deadline)), undefined);
    assert.deepEqual(lighthouse.calls, []);
  });

  it("is waited for until its operation has ended", async () => {
    const { clock, lighthouse, region, deadline } = sceneWith();
    await clock.run(lighthouse.stopInstances([ONE]));

    const settled = await clock.run(settle(region, lighthouse.instance(ONE).seen(), deadline));

    assert.deepEqual([settled?.state, settled?.operationState], ["STOPPED", "SUCCESS"]);
  });

  it("is nothing where it goes away meanwhile", async () => {
    const { clock, lighthouse, region, deadline } = sceneWith();
    lighthouse.removeInstance(ONE);
    assert.equal(await clock.run(settle(region, { instanceId: ONE, state: "STOPPING" }, deadline)), undefined);
  });
});

describe("a patient read", () => {
  const passing = new ApiError({ action: "DescribeInstances", region: REGION, message: "", code: "InternalError" });

  it("is made again while what fails is passing", async () => {
    const { clock, region, deadline } = sceneWith();
    const failures = [passing, passing];
    const read = (): Promise<string> => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve("read");
    };
    assert.equal(await clock.run(patiently(region, deadline, "to read", read)), "read");
  });

  it("tells at its time what it was refused with last", async () => {
    const { clock, region, deadline } = sceneWith();
    const read = (): Promise<string> => Promise.reject(passing);
    const told = /while waiting to read; last seen: no answer \(DescribeInstances was refused with InternalError/;
    await assert.rejects(clock.run(patiently(region, deadline, "to read", read)), told);
  });

  it("ends at its time, and at once with what does not pass", async () => {
    const { clock, region, deadline } = sceneWith();
    const fail = (error: Error) => clock.run(patiently(region, deadline, "to read", () => Promise.reject(error)));
    await assert.rejects(fail(new Error("broken")), /broken/);
    await assert.rejects(fail(passing), DeadlinePassed);
    assert.equal(clock.elapsedMs, 60_000);
  });
});

describe("what a row shows", () => {
  it("is told in a few words, whatever is missing", () => {
    assert.equal(sightOf(undefined), "no such instance");
    assert.equal(sightOf({ instanceId: ONE }), "state unknown, no operation");
    assert.equal(
      sightOf({ instanceId: ONE, state: "STOPPED", operation: "StopInstances" }),
      "state STOPPED, StopInstances without a state",
    );
  });
});
