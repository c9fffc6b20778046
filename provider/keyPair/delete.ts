import { requireAccount } from "../account.js";
import { ApiError } from "../apiError.js";
import { DEFAULT_TIMEOUT_S } from "../association.js";
import { Deadline, DeadlinePassed } from "../deadline.js";
import type { Properties } from "../state.js";
import { within } from "../waiting.js";
import type { KeyPairRow } from "./calls.js";
import type { KeyPairRegion } from "./keyPairRegion.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { keyPairStateFrom } from "./keyPairState.js";

/** How often a pair that is bound is looked at. */
const LOOK_EVERY_MS = 2_000;

/** How long a pair may stay bound, or be said to be, while no association of this run is at work on its instances. */
const LET_GO_WITHIN_MS = 20_000;

/**
 * Deletes the pair. One that is gone is as wanted; one that another resource of the program has adopted is theirs.
 *
 * Lighthouse deletes no pair that is bound: where associations of the same run are at work on its instances, they are
 * waited for. Throws where the pair stays bound, naming the instances.
 */
export async function deleteKeyPair(run: KeyPairRun, id: string, olds: Properties): Promise<void> {
  const { session } = run;
  const state = keyPairStateFrom(olds);
  const name = state.region ?? session.ambientRegion()?.value;
  if (name === undefined) {
    throw new Error("no region is recorded for this key pair. Run: pulumi config set tencentcloud:region, then again.");
  }
  if (session.claims.isAdopted(name, id)) return;
  const region = run.region(name);
  const deadline = new Deadline(session.clock, (state.timeouts?.delete ?? DEFAULT_TIMEOUT_S) * 1000);
  const live = await within(region, deadline, `to read the key pair ${id}`, region.find(id));
  await requireAccount(session, state.accountId, !live, "key pair");
  if (!live) return;
  await new Deletion(run, region, id, deadline).run(live);
}

/** How often a deletion is asked for that was not answered. */
const MAX_TRIES = 4;

/** One deletion, which may have to wait until the pair is let go. */
class Deletion {
  /** Since when nobody of this run has been seen at work on an instance that the pair is bound to. */
  private idleSinceMs: number;
  private unanswered = 0;

  constructor(
    private readonly keyPairs: KeyPairRun,
    private readonly region: KeyPairRegion,
    private readonly id: string,
    private readonly deadline: Deadline,
  ) {
    this.idleSinceMs = region.clock.now();
  }

  async run(seen: KeyPairRow): Promise<void> {
    for (let pair: KeyPairRow | undefined = seen; pair; pair = await this.look()) {
      const bound = pair.associatedInstanceIds;
      const refusal = bound.length > 0 ? stillBound(this.id, bound, this.region.name) : await this.tryToDelete();
      if (refusal === undefined) return;
      this.refuseWhatStaysBound(bound, refusal);
      await this.deadline.race(this.region.clock.sleep(LOOK_EVERY_MS), `for ${this.id} to be unbound`);
    }
  }

  private look(): Promise<KeyPairRow | undefined> {
    return within(this.region, this.deadline, `to read the key pair ${this.id}`, this.region.find(this.id));
  }

  /** The error that may pass: a refusal that another look belies, or a call without an answer. */
  private async tryToDelete(): Promise<Error | undefined> {
    const whatFor = `for ${this.id} to be deleted`;
    let refusal: Error | undefined;
    const deleted = this.region.delete(this.id, (error) => {
      refusal = error;
    });
    try {
      await this.deadline.race(deleted, whatFor);
      return undefined;
    } catch (error) {
      if (error instanceof DeadlinePassed) {
        throw new DeadlinePassed(this.deadline.timeoutMs, whatFor, refusal?.message);
      }
      if (!(error instanceof ApiError)) throw error;
      if (error.kind === "unknown" && ++this.unanswered < MAX_TRIES) {
        // However long the answer was waited for, what came of the call is looked at.
        this.idleSinceMs = this.region.clock.now();
        return error;
      }
      // One that is said to be gone is looked for again, and so is one that is said to be bound.
      if (error.kind !== "keyGone" && error.kind !== "busy") throw error;
      return error;
    }
  }

  private refuseWhatStaysBound(bound: readonly string[], refusal: Error): void {
    const { session } = this.keyPairs;
    const nowMs = this.region.clock.now();
    if (bound.some((instanceId) => session.isAtWorkOn(this.region.name, instanceId))) this.idleSinceMs = nowMs;
    const isDeclared = bound.some((instanceId) => {
      return session.claims.isDeclared(this.region.name, { instanceId, keyId: this.id });
    });
    if (isDeclared || nowMs - this.idleSinceMs >= LET_GO_WITHIN_MS) throw refusal;
  }
}

function stillBound(id: string, instanceIds: readonly string[], region: string): Error {
  return new Error(
    `${id} is still bound to ${instanceIds.join(", ")} in ${region}, and Lighthouse deletes no key pair that is bound. Take it out of the associations or unbind it in the console, then run again; or set the option retainOnDelete to keep it.`,
  );
}
