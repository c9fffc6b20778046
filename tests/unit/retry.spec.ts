import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiError } from "../../provider/apiError.js";
import type { ErrorKind } from "../../provider/errorTable.js";
import { READ_RETRIES, type RetryPolicy, WRITE_RETRIES, withRetries } from "../../provider/retry.js";
import { FakeClock } from "./fakeClock.js";
import { REGION } from "./ids.js";

const call = { action: "DescribeInstances", region: REGION, message: "no" };

const ERRORS: Record<ErrorKind, ApiError> = {
  throttled: new ApiError({ ...call, code: "RequestLimitExceeded" }),
  unknown: new ApiError({ ...call, code: "InternalError" }),
  unreachable: new ApiError({ ...call, neverSent: true }),
  busy: new ApiError({ ...call, code: "UnsupportedOperation.LatestOperationUnfinished" }),
  wrongState: new ApiError({ ...call, code: "UnsupportedOperation.InvalidInstanceState" }),
  replan: new ApiError({ ...call, code: "UnsupportedOperation.KeyPairBindDuplicate" }),
  instanceGone: new ApiError({ ...call, code: "ResourceNotFound.InstanceIdNotFound" }),
  keyGone: new ApiError({ ...call, code: "ResourceNotFound.KeyIdNotFound" }),
  giveUp: new ApiError({ ...call, code: "AuthFailure.SignatureFailure" }),
};

/** How often a call is made that always fails so. */
async function attemptsAt(error: Error, policy: RetryPolicy, clock = new FakeClock()): Promise<number> {
  let attempts = 0;
  const failing = () => {
    attempts++;
    return Promise.reject(error);
  };
  await assert.rejects(clock.run(withRetries(failing, policy, clock)), error);
  return attempts;
}

describe("a call that fails in passing", () => {
  it("is made again until it succeeds", async () => {
    const clock = new FakeClock();
    const answers = [ERRORS.unreachable, ERRORS.throttled, ERRORS.unknown];
    const send = () => {
      const error = answers.shift();
      return error ? Promise.reject(error) : Promise.resolve("done");
    };

    assert.equal(await clock.run(withRetries(send, READ_RETRIES, clock)), "done");
  });

  it("is a read that is made a few times, whatever may pass", async () => {
    assert.equal(await attemptsAt(ERRORS.unknown, READ_RETRIES), 5);
    assert.equal(await attemptsAt(ERRORS.unreachable, READ_RETRIES), 5);
    assert.equal(await attemptsAt(ERRORS.busy, READ_RETRIES), 5);
  });

  it("is a write that is made again only where it was surely not executed", async () => {
    assert.equal(await attemptsAt(ERRORS.unreachable, WRITE_RETRIES), 4);
    assert.equal(await attemptsAt(ERRORS.unknown, WRITE_RETRIES), 1);
    assert.equal(await attemptsAt(ERRORS.busy, WRITE_RETRIES), 1);
    assert.equal(await attemptsAt(ERRORS.replan, WRITE_RETRIES), 1);
  });

  it("is tried longest where there were merely too many calls, a write too", async () => {
    assert.ok((await attemptsAt(ERRORS.throttled, READ_RETRIES)) >= 12);
    assert.ok((await attemptsAt(ERRORS.throttled, WRITE_RETRIES)) >= 12);
  });
});

describe("a call that fails for good", () => {
  it("is made once", async () => {
    const final = [ERRORS.giveUp, ERRORS.instanceGone, ERRORS.keyGone, ERRORS.replan, ERRORS.wrongState];
    const attempts = await Promise.all(final.map((error) => attemptsAt(error, READ_RETRIES)));
    assert.deepEqual(attempts, [1, 1, 1, 1, 1]);
  });

  it("is made once where it is no refusal at all", async () => {
    assert.equal(await attemptsAt(new TypeError("a fault of ours"), READ_RETRIES), 1);
  });
});

describe("the pauses between tries", () => {
  const policy: RetryPolicy = { kinds: new Set(["unknown"]), maxAttempts: 6, firstDelayMs: 250, maxDelayMs: 4_000 };

  it("double up to a limit where chance gives the longest", async () => {
    const clock = new FakeClock(() => 1 - Number.EPSILON);
    await attemptsAt(ERRORS.unknown, policy, clock);
    assert.deepEqual(clock.sleeps, [250, 500, 1_000, 2_000, 4_000]);
  });

  it("lie anywhere between nothing and that, so that who failed together does not come back together", async () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(chances, async (drawn) => {
        const left = [...drawn];
        const clock = new FakeClock(() => left.shift() ?? 0);
        await attemptsAt(ERRORS.unknown, policy, clock);
        const longest = [250, 500, 1_000, 2_000, 4_000];
        assert.deepEqual(
          clock.sleeps,
          longest.map((ms, index) => Math.ceil(ms * (drawn[index] ?? 0))),
        );
      }),
    );
  });
});
