import assert from "node:assert/strict";
import fc from "fast-check";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";
import type { Trouble } from "./scriptedLighthouse.js";

const ID = "lhkpa-0123456789abcdef";
const ACTIONS = [
  "AssociateInstancesKeyPairs",
  "DisassociateInstancesKeyPairs",
  "StartInstances",
  "StopInstances",
  "DescribeInstances",
  "DescribeKeyPairs",
];

const state = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION, bindings: [{ instanceId: ONE, keyIds: [KEY_A] }] };
const news = { keyIds: [KEY_B], instanceIds: [ONE, TWO], region: REGION, timeouts: { update: 120 } };

/** The time that is given, a minute to bring instances back, and 80 seconds to look once more. */
const LONGEST_MS = 120_000 + 60_000 + 80_000 + 1_000;

/** Troubles that may go on for ever. */
const someTrouble: fc.Arbitrary<Trouble> = fc.constantFrom<Trouble>(
  { fails: true },
  { losesReply: true },
  { losesCall: true },
  { code: "RequestLimitExceeded" },
  { code: "InternalError" },
  { code: "UnsupportedOperation.LatestOperationUnfinished" },
  { code: "UnsupportedOperation.InvalidInstanceState" },
  { code: "UnsupportedOperation.KeyPairBindDuplicate" },
  { code: "AuthFailure.TokenFailure" },
);

describe("a change that meets with trouble that does not pass", () => {
  it("ends within its time and what it takes to bring instances back and to look once more, however bad it is", async () => {
    const lastingMs = fc.constantFrom(1_000, 30_000, 10_000_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ACTIONS), someTrouble, lastingMs, async (action, trouble, keyMs) => {
        const { clock, provider, lighthouse } = newScriptedScene();
        lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE]).addKeys([KEY_B]);
        lighthouse.pace.keyMs = keyMs;
        lighthouse.trouble(action, ...Array<Trouble>(20_000).fill(trouble));

        await clock.run(provider.update(ID, state, news)).catch(() => undefined);

        assert.ok(clock.elapsedMs <= LONGEST_MS, `${clock.elapsedMs} ms`);
      }),
      { numRuns: 60 },
    );
  });

  it("ends within the same where a call is never answered from some moment on", async () => {
    const methods = [
      "describeInstances",
      "describeKeyPairs",
      "associate",
      "disassociate",
      "stopInstances",
      "startInstances",
    ] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), fc.nat(30), fc.boolean(), async (method, answers, restarts) => {
        const { clock, provider, lighthouse } = newScriptedScene();
        lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE]).addKeys([KEY_B]);
        lighthouse.pace.restarts = restarts;
        const real = lighthouse[method].bind(lighthouse) as (...given: unknown[]) => Promise<unknown>;
        const left = Array.from({ length: answers }, () => real);
        const never = (): Promise<unknown> => new Promise(() => undefined);
        Object.assign(lighthouse, { [method]: (...given: unknown[]) => (left.pop() ?? never)(...given) });

        await clock.run(provider.update(ID, state, news)).catch((error: unknown) => {
          assert.doesNotMatch(String(error), /something that never comes/);
        });

        assert.ok(clock.elapsedMs <= LONGEST_MS, `${clock.elapsedMs} ms`);
      }),
      { numRuns: 60 },
    );
  });

  it("ends at its time also where not a single answer comes", async () => {
    const { clock, provider, lighthouse } = newScriptedScene();
    lighthouse.describeKeyPairs = () => new Promise(() => undefined);
    const declared = { keyIds: [KEY_A], instanceIds: [ONE], region: REGION, timeouts: { create: 120 } };

    await assert.rejects(
      clock.run(provider.create(declared)),
      /timed out after 120 s while waiting to read the key pairs/,
    );
    assert.equal(clock.elapsedMs, 120_000);
  });

  it("has its time from the moment on at which no other association holds an instance", async () => {
    const { clock, provider, session, lighthouse } = newScriptedScene();
    lighthouse.addInstances([ONE]).addKeys([KEY_A]);
    const release = await session.region(REGION).locks.acquire([ONE]);
    void clock.sleep(600_000).then(release);

    await clock.run(
      provider.create({ keyIds: [KEY_A], instanceIds: [ONE], region: REGION, timeouts: { create: 120 } }),
    );

    assert.equal(lighthouse.bound().length, 1);
    assert.ok(clock.elapsedMs > 600_000);
  });
});
