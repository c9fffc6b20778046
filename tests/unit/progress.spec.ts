import assert from "node:assert/strict";
import { Progress } from "../../provider/progress.js";
import { FakeClock } from "./fakeClock.js";
import { instanceIds, ONE } from "./ids.js";

function watched(instanceCount: number) {
  const clock = new FakeClock();
  const said: string[] = [];
  const ignore = (): void => undefined;
  const notices = { warn: ignore, info: ignore, progress: (text: string) => void said.push(text) };
  return { clock, said, progress: new Progress(instanceCount, notices, clock, "urn:web") };
}

describe("the progress of a change", () => {
  it("is a line for each change of what is seen, with the time that has passed", async () => {
    const { clock, said, progress } = watched(1);

    progress.saw(ONE, "binding on", { instanceId: ONE, state: "STOPPING" });
    await clock.advance(2_000);
    progress.saw(ONE, "binding on", { instanceId: ONE, state: "STOPPING" });
    progress.saw(ONE, "binding on", { instanceId: ONE, state: "STOPPED" });
    progress.saw(ONE, "starting", undefined);

    assert.deepEqual(said, [
      `binding on ${ONE}: STOPPING (0 s)`,
      `binding on ${ONE}: STOPPED (2 s)`,
      `starting ${ONE}: gone (2 s)`,
    ]);
  });

  it("is counts where there are many instances, no more than one line a second", async () => {
    const { clock, said, progress } = watched(20);
    const saw = (state: string) =>
      instanceIds(20).forEach((instanceId) => {
        progress.saw(instanceId, "binding on", { instanceId, state });
      });

    saw("STOPPING");
    await clock.advance(1_000);
    saw("STOPPED");

    assert.ok(said.length <= 2);
    assert.match(said.at(-1) ?? "", /of 20 instances under way: .*STOPP.* \(1 s\)$/);
  });

  it("is nothing where nothing was waited for", () => {
    const { said, progress } = watched(1);
    progress.end();
    assert.deepEqual(said, []);
  });
});
