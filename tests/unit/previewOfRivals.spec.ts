import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { ID, ids, recorded, scene, sent } from "./manyScene.js";

describe("a preview of an association that shares an instance with another", () => {
  it("says of each who else declares its instance, also where that one is yet to be checked", async () => {
    const { check, warnings } = scene();
    const all = [
      { name: "ours", ...ids(ONE, [KEY_A]) },
      { name: "theirs", ...ids(ONE, [KEY_B]) },
    ];
    const { __declaration: told, ...ours } = sent(ONE, [KEY_A], all);
    await check({}, { ...ours, __declaration: { ...told, urn: "urn::x::ours" } });
    const theirs = { ...told, urn: "urn::x::theirs", told: { ...told.told, place: 1 } };
    await check({}, { ...ids(ONE, [KEY_B]), region: REGION, __declaration: theirs });
    const rivals = warnings.filter((text) => text.includes("is declared by another association as well"));
    assert.match(rivals[0] ?? "", new RegExp(`as well: ${KEY_B} of theirs\\.`));
    assert.match(rivals[1] ?? "", new RegExp(`as well: ${KEY_A} of ours\\.`));
    assert.equal(rivals.length, 2);
  });

  it("says that a pair stays bound which another one declares, whether that is checked before, later or never", async () => {
    for (const isChecked of [false, true]) {
      const { lighthouse, provider, clock, check, informed } = scene();
      lighthouse.addKeys([KEY_A], [ONE]);
      const all = [
        { name: "ours", ...ids(ONE, [KEY_B]) },
        { name: "theirs", ...ids(ONE, [KEY_A]) },
      ];
      const ours = sent(ONE, [KEY_B], all);
      const { __declaration: told } = ours;
      if (isChecked) {
        const theirs = { ...told, urn: "urn::x::theirs", told: { ...told.told, place: 1 } };
        await check({}, { ...ids(ONE, [KEY_A]), region: REGION, __declaration: theirs });
      }
      const { inputs } = await check(ids(ONE, [KEY_A]), ours);
      informed.splice(0);
      await clock.run(provider.diff(ID, recorded(ONE, [KEY_A]), inputs));
      assert.deepEqual(informed, [`will bind ${KEY_B} to ${ONE}; leave ${KEY_A} bound to ${ONE}, for theirs`]);
    }
  });
});
