import assert from "node:assert/strict";
import { type Association, declaring, script } from "./declaration";
import { ALICE, BOB, DB, WEB } from "./ids";
import { errorsUnder, hasNoDump } from "./shownErrors";
import { Story } from "./story";

describe("a program that declares what cannot be", function () {
  this.timeout(120_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({ instances: [WEB, DB], keyPairs: [ALICE, BOB] });
  });
  beforeEach(() => story.cloud.newCalls());
  after(() => story?.end());

  async function refusals(wrong: Partial<Association>): Promise<string[]> {
    const access = { keyIds: [ALICE], instanceIds: [WEB], ...wrong };
    const run = await story.preview(declaring({ access }), { fails: true });
    assert.deepEqual(await story.cloud.newCalls(), []);
    return errorsUnder(run, "access");
  }

  it("in each of its properties: one error for each, and no call", async () => {
    const errors = await refusals({
      keyIds: [],
      instanceIds: WEB as unknown as string[],
      username: "ubuntu",
      power: "off",
      region: "Guangzhou",
    });
    match(errors, [
      /keyIds must name at least one key pair/,
      /instanceIds must be a list of instance ids/,
      /username .*goes with associateType "ONLINE" only/,
      /power .*"off".* "asFound", "running" or "leave"/,
      /region .*"Guangzhou".* not a region/,
    ]);
  });

  it("in elements of its lists: one error for each, by its index, and no call", async () => {
    const errors = await refusals({
      keyIds: [ALICE, "lhkp-A!", "skey-abcdefgh"],
      instanceIds: [WEB, DB, WEB, "ins-abcdefgh"],
    });
    match(errors, [
      /keyIds\[1\] .*"lhkp-A!".* not a key pair id: .*lhkp- and 8/,
      /keyIds\[2\] .*"skey-abcdefgh".* the id of a CVM key pair/,
      /instanceIds\[2\] .*lhins-web00001.* instanceIds\[0\]/,
      /instanceIds\[3\] .*"ins-abcdefgh".* the id of a CVM instance/,
    ]);
  });

  it("with more keys than the service takes: one error that counts them, and no call", async () => {
    const keyIds = Array.from({ length: 101 }, (_, index) => `lhkp-k${String(index).padStart(7, "0")}`);
    match(await refusals({ keyIds }), [/keyIds .*names 101 key pairs; .*at most 100/]);
  });

  it("with an argument that does not exist: one error with those that do, and no call", async () => {
    const files = script(`new KeyPairAssociation("access", { keyPairIds: ["${ALICE}"] });`);
    const run = await story.preview(files, { fails: true });
    assert.match(run.stdout, /"access" has no argument "keyPairIds"; it takes keyIds, instanceIds, region/);
    hasNoDump(run);
    assert.deepEqual(await story.cloud.newCalls(), []);
  });
});

/** Each of the errors says what one of the expressions wants, in any order, and none is left over. */
function match(errors: readonly string[], says: readonly RegExp[]): void {
  const said = errors.map((error) => says.findIndex((expression) => expression.test(error)));
  assert.deepEqual(new Set(said), new Set(says.keys()), errors.join("\n"));
  assert.equal(errors.length, says.length, errors.join("\n"));
}
