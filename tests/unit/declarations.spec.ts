import assert from "node:assert/strict";
import { Declarations, declarationIn } from "../../provider/declarations.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";

const inputs = { keyIds: [KEY_A, KEY_B], instanceIds: [ONE, TWO] };

describe("what the program tells beside the inputs", () => {
  it("is read as it was sent, and is nothing where nothing or something else was sent", () => {
    const sent = { urn: "urn:web", isPreview: true, replaceOnChanges: ["keyIds"] };
    assert.deepEqual(declarationIn({ ...inputs, __declaration: sent }), sent);
    assert.deepEqual(declarationIn(inputs), { isPreview: false });
    assert.deepEqual(declarationIn({ ...inputs, __declaration: "web" }), { isPreview: false });
    assert.deepEqual(declarationIn({ ...inputs, __declaration: { urn: 7, isPreview: "yes" } }), { isPreview: false });
  });

  it("is found again by inputs in another order, with region and defaults filled in", () => {
    const declarations = new Declarations();
    declarations.note(inputs, { urn: "urn:web", isPreview: true });

    const checked = { keyIds: [KEY_B, KEY_A], instanceIds: [TWO, ONE], region: REGION, power: "asFound" };

    assert.equal(declarations.of(checked)?.urn, "urn:web");
  });

  it("is not found by other inputs", () => {
    const declarations = new Declarations();
    declarations.note(inputs, { urn: "urn:web", isPreview: true });
    assert.equal(declarations.of({ ...inputs, keyIds: [KEY_A] }), undefined);
    assert.equal(declarations.of({ ...inputs, associateType: "ONLINE" }), undefined);
  });

  it("keeps what an earlier check knew and a later one does not", () => {
    const declarations = new Declarations();
    declarations.note(inputs, { isPreview: true, recordedRegion: "ap-beijing" });
    declarations.note(inputs, { isPreview: true, urn: "urn:web" });
    assert.deepEqual(declarations.of(inputs), { isPreview: true, recordedRegion: "ap-beijing", urn: "urn:web" });
  });
});
