import assert from "node:assert/strict";
import fc from "fast-check";
import { Deadline, DeadlinePassed } from "../../provider/deadline";
import { RateBudgets } from "../../provider/rateBudgets";
import { Region } from "../../provider/region";
import { OperationFailed, takesEffect } from "../../provider/takesEffect";
import { wired } from "../faults/wired";
import { ALICE, REGION, WEB } from "../lifecycle/ids";
import { clientOfModel } from "./clientOfModel";
import { temper, trouble } from "./draws";
import type { Trouble } from "./modelCloud";
import { QUICK, type Temper } from "./modelOperation";
import { runsOf, seed, timeoutOf } from "./runs";
import { Stage } from "./stage";

const SHARE = 0.3;

/** How a wait may end, and when; `none` is that it may be sent again. */
interface End {
  how: "effect" | "none" | "failed" | "deadline";
  atMs: number;
}

/** One wait: for what, on a service of what temper, and for how long at most. */
interface Awaited {
  action: "bind" | "unbind";
  temper: Temper;
  /** How the operation before it ended; null where there was none. */
  earlier: "SUCCESS" | "FAILED" | null;
  isReplyLost: boolean;
  timeoutMs: number;
  /** What becomes of the reads meanwhile. */
  troubles: Trouble[];
}

const awaited: fc.Arbitrary<Awaited> = fc.record({
  action: fc.constantFrom("bind" as const, "unbind" as const),
  temper,
  earlier: fc.option(fc.constantFrom("SUCCESS" as const, "FAILED" as const)),
  isReplyLost: fc.boolean(),
  timeoutMs: fc.integer({ min: 1, max: 150_000 }),
  troubles: fc.array(
    trouble.filter((one) => one.kind !== "refused" || isPassing(one.code)),
    { maxLength: 8 },
  ),
});

/** What comes into view within this time is told from what never happened, even where the reply was lost. */
const SOON_MS = 2_500;

/** Long enough for every grace that a wait gives. */
const PATIENCE_MS = 45_000;

describe(`the wait for an operation, seed ${seed}`, function () {
  this.timeout(timeoutOf(SHARE, 100));

  it("never ends before the operation nor after its deadline, and says what is so", async () => {
    const law = fc.asyncProperty(awaited, async (given) => {
      const { isReplyLost, timeoutMs } = given;
      const kind = isReplyLost ? soon(given.temper) : given.temper;
      const stage = await begun(given.action, given.earlier);
      const beganMs = stage.time.now();
      const end = await ended(stage, { ...given, temper: kind });

      const { atMs } = end;
      const operation = stage.cloud.lastEnded(WEB);
      const hasEnded = operation !== undefined && operation.atMs >= beganMs && operation.atMs <= atMs;
      const isAsWanted = stage.cloud.bindings.has(ALICE, WEB) === (given.action === "bind");
      assert.ok(atMs <= beganMs + timeoutMs, "it ends by its deadline");
      if (end.how === "deadline") {
        assert.equal(atMs, beganMs + timeoutMs, "it times out at its deadline");
        assert.ok(given.troubles.length > 0 || timeoutMs < shownAfterMs(kind) + PATIENCE_MS, "it ends once all shows");
        return;
      }
      assert.ok(hasEnded, "it ends after its operation");
      if (end.how === "effect") assert.ok(isAsWanted, "what it says to be done is done");
      if (end.how === "none") assert.ok(!isAsWanted, "what it has sent again was not done");
      if (end.how === "failed") assert.ok(!operation?.isGood, "what it says to have failed has failed");
    });
    await fc.assert(law, runsOf(SHARE));
  });
});

function isPassing(code: string): boolean {
  return code === "RequestLimitExceeded" || code === "InternalError";
}

/** Without a reply, what does not show for long is taken for never sent: so it shows soon here. */
function soon(one: Temper): Temper {
  const { staleMs, lateMs } = one;
  return { ...one, staleMs: Math.min(staleMs, SOON_MS), lateMs: Math.min(lateMs, SOON_MS) };
}

function shownAfterMs({ durationMs, staleMs, nullMs, lateMs, followedByMs }: Temper): number {
  return Math.max(durationMs, staleMs) + nullMs + lateMs + followedByMs;
}

/** A machine as it is before the call, with or without an operation in its past. */
async function begun(action: "bind" | "unbind", earlier: "SUCCESS" | "FAILED" | null): Promise<Stage> {
  const stage = new Stage({ keyIds: [ALICE], instanceIds: [WEB] });
  const { cloud, time } = stage;
  if (earlier) {
    cloud.tempers = [{ ...QUICK, ending: earlier }];
    await time.passUntil(cloud.write("bind", [ALICE], [WEB]));
    await stage.pass(1_000);
  }
  if (action === "unbind") cloud.byHand("bind", ALICE, WEB);
  else cloud.byHand("unbind", ALICE, WEB);
  return stage;
}

/** Sends, and waits as the provider does. */
async function ended(stage: Stage, given: Awaited): Promise<End> {
  const { cloud, time } = stage;
  const { action, isReplyLost, timeoutMs, troubles } = given;
  const client = wired(clientOfModel(cloud, REGION), (call) => time.onTheWire(call));
  const clock = time.processClock(() => false);
  const region = new Region(REGION, client, clock, new RateBudgets(clock));
  const [instance] = await time.passUntil(client.describeInstances([WEB]));
  assert.ok(instance);
  cloud.tempers = [given.temper];
  const requestId = await cloud.write(action, [ALICE], [WEB]);
  if (troubles.length > 0) cloud.troubles = troubles;
  const sent = {
    action: action === "bind" ? "AssociateInstancesKeyPairs" : "DisassociateInstancesKeyPairs",
    sentMs: time.now(),
    ...(instance.operationRequestId && { beforeRequestId: instance.operationRequestId }),
    ...(!isReplyLost && { requestId }),
  };
  const deadline = new Deadline(region.clock, timeoutMs);
  const wait = takesEffect(region, { action, instance, keyIds: [ALICE], deadline }, sent);
  const end = wait.then((isDone): End["how"] => (isDone ? "effect" : "none"), howItFailed);
  return time.passUntil(end.then((how) => ({ how, atMs: time.now() })));
}

function howItFailed(error: unknown): End["how"] {
  if (error instanceof DeadlinePassed) return "deadline";
  if (error instanceof OperationFailed) return "failed";
  throw error;
}
