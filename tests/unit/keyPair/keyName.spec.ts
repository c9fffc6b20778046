import assert from "node:assert/strict";
import { drawnName, MAX_NAME_LENGTH, mayBeDrawn, prefixFor } from "../../../provider/keyPair/keyName.js";

const at = (random: number) => ({ random: () => random });

describe("the name that is drawn for a key pair", () => {
  it("begins with the name of the resource, as far as Lighthouse takes it", () => {
    assert.equal(prefixFor("web"), "web_");
    assert.equal(prefixFor("web-1.prod"), "web_1_prod_");
    assert.equal(prefixFor("web-"), "web_");
    assert.equal(prefixFor("钥匙"), "key_");
    assert.equal(prefixFor(""), "key_");
  });

  it("is never too long, and of the characters that Lighthouse takes", () => {
    for (const name of [
      drawnName(prefixFor("a".repeat(80)), at(0)),
      drawnName(prefixFor("a-".repeat(40)), at(0.999)),
    ]) {
      assert.ok(name.length <= MAX_NAME_LENGTH, name);
      assert.match(name, /^\w+$/);
    }
  });

  it("differs by what is drawn, and is known again", () => {
    assert.equal(drawnName("web_", at(0)), "web_aaaaaaa");
    assert.equal(drawnName("web_", at(0.9999)), "web_9999999");
    assert.equal(mayBeDrawn("web_a1b2c3d", "web_"), true);
    assert.equal(mayBeDrawn("web_release", "web_1_"), false);
    assert.equal(mayBeDrawn("web_a1b2c3", "web_"), false);
    assert.equal(mayBeDrawn("web_a1b2c3D", "web_"), false);
  });
});
