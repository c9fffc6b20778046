import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { ID, ids, recorded, scene, sent } from "./manyScene.js";

describe("a preview of an association that shares an instance with another", () => {
  it("says of each who else declares its instance, also where that one is yet to be checked", async () => {
    const { check, warnings } = scene();
    const other = { name: "theirs", ...ids(ONE, [KEY_B]) };
    await check({}, { ...sent(ONE, [KEY_A], [other]) });
    const theirs = { ...ids(ONE, [KEY_B]), region: REGION };
    const told = {
      isPreview: true,
      urn: "urn::x::theirs",
      neighbours: JSON.stringify([{ ...ids(ONE, [KEY_A]), name: ONE }]),
    };
    await check({}, { ...theirs, __declaration: told });
    const rivals = warnings.filter((text) => text.includes("is declared by another association as well"));
    assert.match(rivals[0] ?? "", new RegExp(`${KEY_B} of theirs`));
    assert.match(rivals[1] ?? "", new RegExp(`as well: ${KEY_A} of ${ONE}\\.`));
    assert.equal(rivals.length, 2);
  });

  it("says that no pair is unbound which one declares that is checked meanwhile", async () => {
    const { lighthouse, provider, clock, check, informed, warnings } = scene();
    lighthouse.addKeys([KEY_A], [ONE]);
    const other = { name: "theirs", ...ids(ONE, [KEY_A]) };
    const { inputs } = await check(ids(ONE, [KEY_A]), sent(ONE, [KEY_B], [other]));
    const diff = provider.diff(ID, recorded(ONE, [KEY_A]), inputs);
    await clock.advance(500);
    const theirs = provider.check(
      {},
      { ...ids(ONE, [KEY_A]), region: REGION, __declaration: { urn: "urn::x::theirs" } },
    );
    await clock.run(Promise.all([diff, theirs]));
    assert.deepEqual(informed, [`will bind ${KEY_B} to ${ONE}`]);
    assert.match(warnings.join("\n"), new RegExp(`as well: ${KEY_A} of theirs`));
  });

  it("says that a pair is unbound where the other one is no target of the command, or comes only afterwards", async () => {
    for (const [isLater, waitsMs] of [
      [false, 2_000],
      [true, 0],
    ] as const) {
      const { lighthouse, provider, clock, check, informed } = scene();
      lighthouse.addKeys([KEY_A], [ONE]);
      const other = { name: "theirs", isLater, ...ids(ONE, [KEY_A]) };
      const { inputs } = await check(ids(ONE, [KEY_A]), sent(ONE, [KEY_B], [other]));
      const startMs = clock.now();
      await clock.run(provider.diff(ID, recorded(ONE, [KEY_A]), inputs));
      assert.deepEqual(informed, [`will bind ${KEY_B} to ${ONE}; unbind ${KEY_A} from ${ONE}`]);
      assert.ok(clock.now() - startMs >= waitsMs && clock.now() - startMs < waitsMs + 500);
    }
  });
});
