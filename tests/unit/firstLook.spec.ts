import assert from "node:assert/strict";
import { ApiError } from "../../provider/apiError.js";
import { Deadline } from "../../provider/deadline.js";
import { firstLook } from "../../provider/firstLook.js";
import { FakeClock } from "./fakeClock.js";
import { instanceIds, ONE, REGION, TWO } from "./ids.js";

const refusal = new ApiError({ action: "DescribeInstances", region: REGION, message: "no", code: "Novelty" });

function looking(ids: readonly string[], read: () => Promise<never>): Promise<unknown> {
  const clock = new FakeClock();
  return clock.run(firstLook({ instances: read, trouble: undefined }, new Deadline(clock, 1_000), ids));
}

describe("the look that a method begins with", () => {
  it("names the instances, each once, where they cannot be read", async () => {
    await assert.rejects(
      looking([ONE, TWO, ONE], () => Promise.reject(refusal)),
      { message: `${ONE}, ${TWO} could not be read: DescribeInstances was refused with Novelty: no.`, cause: refusal },
    );
  });

  it("counts the rest of many", async () => {
    const many = looking(instanceIds(50), () => Promise.reject(refusal));
    await assert.rejects(many, /^Error: lhins-\S+, .* and 30 more could not be read: /);
  });

  it("names them where the time is over", async () => {
    const hanging = looking([ONE], () => new Promise<never>(() => undefined));
    await assert.rejects(hanging, new RegExp(`${ONE} could not be read: timed out after 1 s`));
  });

  it("leaves what is no fault of the call as it is", async () => {
    const bug = new TypeError("a bug");
    await assert.rejects(
      looking([ONE], () => Promise.reject(bug)),
      bug,
    );
  });
});
