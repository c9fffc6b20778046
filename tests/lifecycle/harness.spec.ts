import assert from "node:assert/strict";
import { association, type Declaration } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { initFailedIn } from "./initFailed";
import { storyOfEachTest } from "./story";
import { StoryTime } from "./storyTime";
import { crossing } from "./wire";

const UNCARRIABLE = {
  undefined: undefined,
  "undefined deep inside": { deep: [{ er: undefined }] },
  "a map": { map: new Map() },
  "a number that is none": [Number.NaN],
  "a function": () => undefined,
};

/** A test that cannot fail shows nothing: here each of the checks that every story makes is seen to fail. */
describe("the harness of the stories", () => {
  const story = storyOfEachTest();

  for (const [name, value] of Object.entries(UNCARRIABLE)) {
    it(`lets nothing cross that the engine cannot take: ${name}`, () => {
      assert.throws(() => crossing(value, "value"), /the engine cannot take this/);
    });
  }

  it("wants the provider and the reasons in what an error has recorded", () => {
    const properties = { __provider: "line" };
    const failed = (parts: object): Error => Object.assign(new Error("failed"), parts);

    assert.equal(initFailedIn(failed({})), undefined);
    assert.ok(initFailedIn(failed({ id: "lhkpa-1", properties, reasons: ["why"] })));
    assert.throws(() => initFailedIn(failed({ id: "lhkpa-1", properties, reasons: [] })), /has its reasons/);
    assert.throws(() => initFailedIn(failed({ id: "lhkpa-1", properties: {}, reasons: ["why"] })), /the provider/);
    assert.throws(() => initFailedIn(failed({ id: "lhkpa-1", properties: { a: undefined }, reasons: ["why"] })));
  });

  it("sees a program that a second up would change", async () => {
    let asked = 0;
    const restless: Declaration = {
      name: "team",
      get inputs() {
        return { keyIds: [ALICE], instanceIds: [[WEB, API][asked++] ?? WEB] };
      },
    };

    await assert.rejects(story.stack.up(restless), assert.AssertionError);
  });

  it("sees an up that fails, and one that should have", async () => {
    const { cloud, stack } = story;
    await assert.rejects(stack.upFails(association("team", { keyIds: [ALICE], instanceIds: [WEB] })), /should have/);

    await cloud.fail({ action: "AssociateInstancesKeyPairs", effect: { operation: "FAILED" } });
    await assert.rejects(stack.up(association("crew", { keyIds: [BOB], instanceIds: [WEB] })), assert.AssertionError);
  });

  it("finds a secret that was planted in the state", async () => {
    const { stack } = story;
    await stack.up(association("team", { keyIds: [ALICE], instanceIds: [WEB] }));
    stack.entry("team").outputs["planted"] = story.config["tencentcloud:secretKey"];

    await assert.rejects(stack.preview(), /no secret is told or recorded/);
  });

  it("wakes nobody early, and what an earlier story has left behind never", async () => {
    const time = new StoryTime();
    time.start();
    const earlier = time.clock();
    time.start();
    const order: string[] = [];
    const startedMs = time.now();

    void earlier.sleep(1).then(() => order.push("left behind"));
    await Promise.all([
      time.sleep(900).then(() => order.push("later")),
      time.sleep(300).then(() => order.push("sooner")),
    ]);

    assert.deepEqual(order, ["sooner", "later"]);
    assert.ok(time.now() - startedMs >= 900, "time has passed");
    time.stop();
  });
});
