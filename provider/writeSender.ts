import { ApiError } from "./apiError.js";
import { Batcher } from "./batcher.js";
import type { Clock } from "./clock.js";
import type { ErrorKind } from "./errorTable.js";
import { MAX_IDS_PER_REQUEST, type BindOptions, type Lighthouse } from "./lighthouse.js";

/** For how long writes that come together are gathered. */
const WRITE_WINDOW_MS = 30;

/** One write on one instance. */
export interface Write extends BindOptions {
  action: "bind" | "unbind" | "start" | "stop";
  instanceId: string;
  /** The keys to bind or unbind; empty for start and stop. */
  keyIds: readonly string[];
  /** True where the write was refused before: should the request be refused again, each instance is told apart. */
  isRepeated: boolean;
}

type Outcome = { requestId: string } | { error: unknown };

/** After such a refusal everybody looks again, and the next request names only those that it is right for. */
const LOOKS_AGAIN: ReadonlySet<ErrorKind> = new Set<ErrorKind>(["replan", "busy", "wrongState"]);

/** Refusals that may be due to one instance of many. */
const MAY_BE_ONE_INSTANCE: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  ...LOOKS_AGAIN,
  "instanceGone",
  "giveUp",
]);

/**
 * Sends writes, those for the same keys in the same way together: at most 100 instances a request, each in exactly one.
 * A refused request refuses every instance that it names, so the one to blame is found by halving it, and the others go
 * their way.
 */
export class WriteSender {
  private readonly batchers = new Map<string, Batcher<Outcome>>();

  constructor(
    private readonly lighthouse: Lighthouse,
    private readonly clock: Clock,
  ) {}

  /** Sends one write and answers with the RequestId of the request that carried it; throws what refused it. */
  async send(write: Write): Promise<string> {
    const outcome = await this.batcherFor(write).load(write.instanceId);
    if (outcome === undefined) throw new Error(`no outcome of ${write.action} for ${write.instanceId}`);
    if ("error" in outcome) throw outcome.error;
    return outcome.requestId;
  }

  private batcherFor(write: Write): Batcher<Outcome> {
    const { action, keyIds, associateType, username, isRepeated } = write;
    const alike = JSON.stringify([action, [...keyIds].sort(), associateType, username, isRepeated]);
    let batcher = this.batchers.get(alike);
    if (!batcher) {
      const gathering = { clock: this.clock, windowMs: WRITE_WINDOW_MS, maxSize: MAX_IDS_PER_REQUEST };
      batcher = new Batcher(async (ids) => new Map(await this.sendTogether(write, ids)), gathering);
      this.batchers.set(alike, batcher);
    }
    return batcher;
  }

  private async sendTogether(write: Write, ids: string[]): Promise<[string, Outcome][]> {
    try {
      const requestId = await this.request(write, ids);
      return ids.map((id) => [id, { requestId }]);
    } catch (error) {
      if (ids.length === 1 || !mustBeToldApart(write, error)) return ids.map((id) => [id, { error }]);
      const middle = Math.ceil(ids.length / 2);
      const halves = [ids.slice(0, middle), ids.slice(middle)];
      return (await Promise.all(halves.map((half) => this.sendTogether(write, half)))).flat();
    }
  }

  private request({ action, keyIds, associateType, username }: Write, ids: string[]): Promise<string> {
    const options = { ...(associateType && { associateType }), ...(username && { username }) };
    switch (action) {
      case "bind":
        return this.lighthouse.associate(keyIds, ids, options);
      case "unbind":
        return this.lighthouse.disassociate(keyIds, ids, options);
      case "start":
        return this.lighthouse.startInstances(ids);
      case "stop":
        return this.lighthouse.stopInstances(ids);
    }
  }
}

function mustBeToldApart(write: Write, error: unknown): boolean {
  if (!(error instanceof ApiError) || !MAY_BE_ONE_INSTANCE.has(error.kind) || !error.concernsInstances) return false;
  return write.isRepeated || !LOOKS_AGAIN.has(error.kind);
}
