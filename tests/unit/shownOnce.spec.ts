import assert from "node:assert/strict";
import { ShownOnce } from "../../provider/shownOnce.js";

describe("an error that the host would print twice", () => {
  it("keeps its message and its cause, and loses its stack", async () => {
    const cause = new Error("nothing was changed: lhins-11111111 does not exist.");

    const thrown: unknown = await ShownOnce.guard(() => Promise.reject(cause)).catch((error: unknown) => error);

    assert.ok(thrown instanceof Error);
    assert.equal(thrown.message, cause.message);
    assert.equal(thrown.cause, cause);
    assert.doesNotMatch(`${thrown}${thrown.stack}`, /spec\.ts|nothing was changed/);
  });

  it("is none where nothing is thrown", async () => {
    assert.equal(await ShownOnce.guard(() => Promise.resolve(7)), 7);
  });
});
