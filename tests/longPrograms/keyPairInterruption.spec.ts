import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { publicKeyOf } from "../lifecycle/keyPair/publicKeys";
import { script } from "../program/declaration";
import { Story } from "../program/story";

/** The command line of a run, and the host of the dynamic provider, as they show among the processes. */
const CLI = /\/pulumi up /;
const PROVIDER = /cmd\/dynamic-provider/;

/** Its call takes place, and its answer never comes. */
const UNANSWERED = { times: 1, effect: { hang: true, executed: true } };

const declaring = (args: object) =>
  script(`const { KeyPair } = require("pulumi-tencentcloud-lighthouse");
exports.keyId = new KeyPair("laptop", ${JSON.stringify(args)}).keyId;
`);
const STORED = declaring({ publicKey: publicKeyOf("mine") });
const MADE = declaring({});

describe("a key pair whose making is cut off before its answer", function () {
  this.timeout(240_000);
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin({});
  });
  afterEach(() => story?.end());

  /** Starts an up and waits until the Lighthouse was called; then a process of the run gets a signal. */
  async function cutOff(files: typeof STORED, action: string, command: RegExp, signal: NodeJS.Signals) {
    const end: Promise<EngineRun> = story.up(files, { fails: true });
    await Promise.race([story.cloud.called(action), end]);
    const found = (await story.program.processes()).filter((process) => command.test(process.command));
    assert.equal(found.length, 1, JSON.stringify(found));
    process.kill(found[0]?.pid ?? 0, signal);
    return end;
  }

  const keyId = async () => String((await story.program.stack.outputs())["keyId"]?.value);
  const pending = async () => (await story.program.exportState()).pendingOperations;

  it("by a kill of the provider: the next up adopts the public key that was stored", async () => {
    await story.cloud.fault({ action: "ImportKeyPair", ...UNANSWERED });
    await cutOff(STORED, "ImportKeyPair", PROVIDER, "SIGKILL");

    await story.up();

    assert.equal(await story.cloud.keyPairCount(), 1);
    assert.match(await keyId(), /^lhkp-/);
    await story.isQuiet();
    await story.destroy();
    assert.equal(await story.cloud.keyPairCount(), 0);
  });

  it("by a kill of the command line: the next up adopts the public key that was stored", async () => {
    await story.cloud.fault({ action: "ImportKeyPair", ...UNANSWERED });
    await cutOff(STORED, "ImportKeyPair", CLI, "SIGKILL");
    // The lock of the killed one.
    assert.equal((await story.program.command(["cancel", "--yes", "--stack", "test"])).code, 0);

    await story.up();
    const refreshed = await story.refresh({ clearPendingCreates: true });

    assert.deepEqual(refreshed.changes, {});
    assert.equal(await story.cloud.keyPairCount(), 1);
    assert.deepEqual(await pending(), []);
    await story.isQuiet();
  });

  it("by a kill of the provider: the next up has another key made, and leaves alone the one that nobody can use", async () => {
    await story.cloud.fault({ action: "CreateKeyPair", ...UNANSWERED });
    await cutOff(MADE, "CreateKeyPair", PROVIDER, "SIGKILL");

    await story.up();

    assert.equal(await story.cloud.keyPairCount(), 2);
    await story.isQuiet();
    await story.destroy();
    assert.equal(await story.cloud.keyPairCount(), 1);
  });

  it("by an interrupt: the run waits for the answer and records the private key, as a secret", async () => {
    await story.cloud.set({ latencyMs: 3_000 });
    const run = await cutOff(MADE, "CreateKeyPair", CLI, "SIGINT");
    await story.cloud.set({ latencyMs: 0 });

    assert.match(run.stdout, /received; cancelling/);
    assert.deepEqual(await pending(), []);
    assert.doesNotMatch(`${run.stdout}${run.stderr}`, /PRIVATE KEY/);
    // Of the run itself: Pulumi's SDK tells each output in an event of the debug level, which nothing shows.
    const files = (await story.traces("PRIVATE KEY")).filter((name) => !/^run \d+$/.test(name));
    assert.deepEqual(files, []);
    await story.up();
    assert.equal(await story.cloud.keyPairCount(), 1);
    await story.isQuiet();
  });
});
