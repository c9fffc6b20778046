import assert from "node:assert/strict";
import { NO_OTHERS } from "../../provider/claimBoard.js";
import { Claims } from "../../provider/claims.js";
import { Pairs } from "../../provider/pairs.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { twoBoards } from "./twoBoards.js";

const PAIR = { instanceId: ONE, keyId: KEY_A };

describe("the pairs that a run has seen declared and given up", () => {
  it("are claimed pair by pair, in one region", () => {
    const claims = new Claims(NO_OTHERS);

    claims.claim(REGION, Pairs.product([KEY_A], [ONE]));

    assert.equal(claims.isClaimed(REGION, PAIR), true);
    assert.equal(claims.isClaimed(REGION, { instanceId: ONE, keyId: KEY_B }), false);
    assert.equal(claims.isClaimed(REGION, { instanceId: TWO, keyId: KEY_A }), false);
    assert.equal(claims.isClaimed("ap-beijing", PAIR), false);
  });

  it("are released apart from what is claimed", () => {
    const claims = new Claims(NO_OTHERS);

    claims.release(REGION, Pairs.product([KEY_A], [ONE]));

    assert.equal(claims.isReleased(REGION, PAIR), true);
    assert.equal(claims.isReleased(REGION, { instanceId: TWO, keyId: KEY_A }), false);
    assert.equal(claims.isClaimed(REGION, PAIR), false);
  });

  describe("by another provider process of the run", () => {
    let mine: Claims;
    let theirs: Claims;

    beforeEach(() => {
      const [one, other] = twoBoards();
      mine = new Claims(one);
      theirs = new Claims(other);
    });

    it("are claimed, by an owner that may fail", () => {
      theirs.claim(REGION, Pairs.product([KEY_A, KEY_B], [ONE]), "urn::theirs");
      assert.equal(mine.isClaimed(REGION, PAIR), true);
      assert.deepEqual(mine.rivals(REGION, ONE, [KEY_A], "urn::mine"), [{ owner: "urn::theirs", keyIds: [KEY_B] }]);
      assert.equal(mine.hasKeeper(REGION, PAIR), true);

      theirs.fail("urn::theirs");
      assert.equal(mine.hasKeeper(REGION, PAIR), false);
      assert.equal(mine.isClaimed(REGION, PAIR), true);
    });

    it("are released, and left to whoever declares them", () => {
      theirs.release(REGION, [PAIR]);
      assert.equal(mine.isReleased(REGION, PAIR), true);
      assert.equal(mine.isLeft(REGION, PAIR), false);

      theirs.leave(REGION, [PAIR]);
      assert.equal(mine.isLeft(REGION, PAIR), true);
    });

    it("are under way while that process unbinds them", () => {
      mine.release(REGION, [PAIR]);
      assert.equal(mine.isUnderWay(REGION, PAIR), false, "one's own are behind the locks of the region");
      theirs.release(REGION, [PAIR]);
      assert.equal(mine.isUnderWay(REGION, PAIR), true);
      assert.equal(mine.isUnderWay("ap-beijing", PAIR), false);

      theirs.end(REGION, [PAIR]);
      assert.equal(mine.isUnderWay(REGION, PAIR), false);
      assert.equal(mine.isReleased(REGION, PAIR), true);
    });

    it("have key pairs that were adopted", () => {
      theirs.adopt(REGION, KEY_A);
      assert.equal(mine.isAdopted(REGION, KEY_A), true);
      assert.equal(mine.isAdopted("ap-beijing", KEY_A), false);
    });
  });
});
