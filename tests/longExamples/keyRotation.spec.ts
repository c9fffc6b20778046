import assert from "node:assert/strict";
import { delimiter } from "node:path";
import { Example } from "./example";
import { RANDOM_STAND_IN, randomPlugin } from "./randomPlugin";

const KEYS = ["lhkp-f7rjie1q", "lhkp-1a2b3c4d"];
const INSTANCE = "lhins-ruy9d2tw";

/** So many shifts draw both keys, but for one case in a thousand. */
const SHIFTS = ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"];

describe("examples/key-rotation, by its README", function () {
  this.timeout(400_000);
  const plugin = randomPlugin(process.env);
  let example: Example;

  before(async () => {
    example = await Example.of("examples/key-rotation", { instances: [INSTANCE], keyPairs: KEYS });
    const { program } = example.story;
    if (plugin === undefined) {
      console.log("    The plugin of the random provider is not installed: its draw alone is made by a stand-in.");
      await program.write(RANDOM_STAND_IN);
    } else {
      program.setEnv({ PATH: [program.stack.workspace.envVars["PATH"], plugin].join(delimiter) });
    }
    await example.follow();
  });
  after(() => example?.story.end());

  it("has one key on duty on each machine", async () => {
    assert.equal((await example.story.cloud.pairs()).length, 1);
  });

  it("binds the next key before it unbinds the last, with each shift that draws another", async () => {
    const { cloud } = example.story;
    let turns = 0;
    for (const shift of SHIFTS) {
      const [before] = await cloud.pairs();
      await cloud.newCalls();
      await example.shell(`pulumi config set shift ${shift}`);
      await example.shell("pulumi up");

      const calls = (await cloud.newCalls()).filter(({ executed }) => executed).map(({ action }) => action);
      const writes = calls.filter((action) => action.endsWith("KeyPairs") && !action.startsWith("Describe"));
      const [after, ...more] = await cloud.pairs();
      assert.deepEqual(more, []);
      const isTurn = after !== before;
      assert.deepEqual(writes, isTurn ? ["AssociateInstancesKeyPairs", "DisassociateInstancesKeyPairs"] : []);
      if (isTurn) turns += 1;
    }
    if (plugin === undefined) assert.equal(turns, SHIFTS.length);
    assert.deepEqual(await cloud.down(), []);
  });
});
