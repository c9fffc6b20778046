import assert from "node:assert/strict";
import { Pairs } from "../../provider/pairs.js";
import { type PlannedUpdate, updateInWords } from "../../provider/updateInWords.js";
import { instanceIds, KEY_A, KEY_B, ONE, TWO } from "./ids.js";

const said = (update: Partial<PlannedUpdate>): string | undefined =>
  updateInWords({
    toBind: Pairs.none,
    toUnbind: Pairs.none,
    elsewhere: Pairs.none,
    takenBy: [],
    rebound: [],
    restore: [],
    lateBinds: Pairs.none,
    lateUnbinds: Pairs.none,
    voided: Pairs.none,
    ...update,
  });

describe("an update in words", () => {
  it("says what stays bound, and for whom", () => {
    const elsewhere = Pairs.product([KEY_A], [ONE, TWO]);
    assert.equal(
      said({ elsewhere, takenBy: ["web", "db", "web"] }),
      `will leave ${KEY_A} bound to ${ONE}, for web, db; leave ${KEY_A} bound to ${TWO}, for web, db`,
    );
  });

  it("names what is bound and unbound, and counts it where it is much", () => {
    const few = { toBind: Pairs.product([KEY_B], [ONE]), toUnbind: Pairs.product([KEY_A], [ONE, TWO]) };
    assert.equal(said(few), `will bind ${KEY_B} to ${ONE}; unbind ${KEY_A} from ${ONE}; unbind ${KEY_A} from ${TWO}`);
    const many = { toBind: Pairs.product([KEY_A, KEY_B], instanceIds(30)) };
    assert.equal(said(many), "will bind 2 key pairs to 30 instances");
  });

  it("names what is left to do of changes before", () => {
    const one = Pairs.product([KEY_A], [ONE]);
    assert.match(said({ rebound: [ONE] }) ?? "", /^will bind again for the user that is declared now, on lhins-1+$/);
    assert.match(said({ restore: [ONE, TWO] }) ?? "", /^will start lhins-1+, lhins-2+ where STOPPED, as an earlier/);
    assert.match(
      said({ lateBinds: one }) ?? "",
      /^will undo, if it still takes effect, the failed bind of \S+ to lhins-1+$/,
    );
    assert.match(said({ lateUnbinds: one }) ?? "", /the failed unbind of lhkp-a+ from lhins-1+$/);
    assert.match(said({ voided: one }) ?? "", /^will look again for lhkp-a+ on lhins-1+, which a bind of this/);
  });

  it("is none where nothing is called", () => {
    assert.equal(said({}), undefined);
  });
});
