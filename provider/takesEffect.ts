import { hasEnded, isUnsettled } from "./bars.js";
import type { Deadline } from "./deadline.js";
import type { Instance } from "./lighthouse.js";
import { judge, type Sent } from "./operation.js";
import type { Region } from "./region.js";
import { type Look, waitFor } from "./waiting.js";

/** What has been sent, and for what. */
interface Awaited {
  action: "bind" | "unbind";
  instance: Instance;
  keyIds: readonly string[];
  deadline: Deadline;
}

/** An operation of ours that ended FAILED, or that ended well and showed no effect. */
export class OperationFailed extends Error {
  override readonly name = "OperationFailed";

  constructor(
    message: string,
    /** Whether nothing more will come of it: it has ended, and what shows is what it did. */
    readonly isFinal = true,
  ) {
    super(message);
  }
}

/** After a lost reply: how long nothing of ours may show, or something else may stand in its place. */
const LOST_GRACE_MS = 3_000;

/** How long the service may not tell of an operation of ours before the bindings are asked: it was answered. */
const UNTOLD_GRACE_MS = 10_000;

/** How long an instance may be missing from what is read before it counts as gone: one such answer proves nothing. */
const MISSING_GRACE_MS = 5_000;

/** How long an effect may take to show after SUCCESS, or after the service said that it is there. */
export const VISIBLE_WITHIN_MS = 20_000;

/**
 * Waits until what was sent has taken effect. False where it surely has not and may be sent again: its reply was lost
 * and nothing of it shows, or another operation took its place.
 *
 * Throws `OperationFailed` when the operation ends FAILED or its effect never shows, `DeadlinePassed` at the deadline.
 */
export async function takesEffect(region: Region, awaited: Awaited, sent: Sent): Promise<boolean> {
  const { action, instance, keyIds, deadline } = awaited;
  const { instanceId } = instance;
  const since: Partial<Record<"unclear" | "succeeded" | "missing", number>> = {};
  const named = `${sent.action} on ${instanceId}${sent.requestId ? ` (RequestId ${sent.requestId})` : ""}`;
  const doing = action === "bind" ? "binding on" : "unbinding on";
  let left: readonly string[] = keyIds;
  const hasShownFor = (what: keyof typeof since): number => {
    since[what] ??= region.clock.now();
    return region.clock.now() - since[what];
  };

  return waitFor(
    region,
    { instanceId, doing, whatFor: `for ${named}`, deadline },
    async (now): Promise<Look<boolean>> => {
      if (!now) {
        if (action === "unbind" && (await isVisible())) return { kind: "done", value: true };
        if (hasShownFor("missing") < MISSING_GRACE_MS) return { kind: "pending" };
        throw wentAway(named, instanceId, action);
      }
      delete since.missing;
      if (hasEnded(now)) {
        if (action === "unbind") return { kind: "done", value: true };
        throw new OperationFailed(`${instanceId} went away (${now.state}) during ${named}.`);
      }
      const verdict = judge(sent, now);
      if (verdict === "pending") {
        delete since.unclear;
        return { kind: "pending" };
      }
      if (verdict === "failed") throw failed(named, now);
      if (verdict === "succeeded") {
        if (await isVisible()) return { kind: "done", value: true };
        if (hasShownFor("succeeded") < VISIBLE_WITHIN_MS) return { kind: "pending" };
        throw neverShowed(named, action, left, await gone(left));
      }
      const wasAnswered = sent.requestId !== undefined;
      const graceMs = wasAnswered && verdict === "unseen" ? UNTOLD_GRACE_MS : LOST_GRACE_MS;
      if (isUnsettled(now) || hasShownFor("unclear") < graceMs) return { kind: "pending" };
      if (await isVisible()) return { kind: "done", value: true };
      // A call that was answered has happened. Its effect may be late, and only another operation can have undone it.
      const mayBeLate = verdict === "unseen" || hasShownFor("unclear") < VISIBLE_WITHIN_MS;
      return wasAnswered && mayBeLate ? { kind: "pending" } : { kind: "done", value: false };
    },
  );

  async function isVisible(): Promise<boolean> {
    left = await keysNotYet(region, action, instanceId, keyIds);
    return left.length === 0;
  }

  async function gone(ids: readonly string[]): Promise<string[]> {
    const found = await region.keyPairs(ids);
    return ids.filter((keyId) => !found.has(keyId));
  }
}

/** Those of the keys that are not bound yet, or not unbound yet. */
export async function keysNotYet(
  region: Region,
  action: "bind" | "unbind",
  instanceId: string,
  keyIds: readonly string[],
): Promise<string[]> {
  const keyPairs = await region.keyPairs(keyIds);
  return keyIds.filter((keyId) => (keyPairs.get(keyId)?.instanceIds.has(instanceId) ?? false) !== (action === "bind"));
}

function failed(named: string, instance: Instance): OperationFailed {
  return new OperationFailed(
    `${named} ended FAILED; Lighthouse gives no reason. The instance is ${instance.state ?? "in an unknown state"}. ` +
      "Look at it in the console, then run the same command again.",
  );
}

function wentAway(named: string, instanceId: string, action: "bind" | "unbind"): OperationFailed {
  const still = action === "unbind" ? ", though the key pair is still bound to it" : "";
  return new OperationFailed(
    `${instanceId} went away (no such instance) during ${named}${still}. Look at it in the console, then run the same command again.`,
    false,
  );
}

/** `left`: the keys for which it does not show; `gone`: those of them that do not exist any more. */
function neverShowed(
  named: string,
  action: "bind" | "unbind",
  left: readonly string[],
  gone: readonly string[],
): OperationFailed {
  const still = action === "bind" ? "still not bound" : "still bound";
  const advice =
    gone.length > 0
      ? `${gone.join(", ")} does not exist any more; take it out of keyIds.`
      : "Look at the instance in the console, then run the same command again.";
  return new OperationFailed(
    `${named} ended with SUCCESS, but ${VISIBLE_WITHIN_MS / 1000} s later ${left.join(", ")} is ${still}. ${advice}`,
    false,
  );
}
