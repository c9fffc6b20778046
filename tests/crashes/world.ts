import { type Bindings, pairsOf, type Tally, tally } from "../faults/tally";
import type { Cloud, InstanceView } from "../lifecycle/cloud";
import type { Control } from "../lifecycle/control";
import { until } from "./within";

/** What the LatestOperation fields of an instance show from the start: an older operation, which ended well. */
const LONG_AGO = { action: "AssociateInstancesKeyPairs", state: "SUCCESS" };

/** The local Lighthouse as a cell sees it. */
export class World {
  constructor(
    readonly cloud: Cloud,
    private readonly control: Control,
  ) {}

  /** Makes it anew: RUNNING instances, and what is bound on them. */
  async renew(settings: Readonly<Record<string, unknown>>, bindings: Bindings = {}): Promise<void> {
    await this.cloud.renew(settings);
    for (const [instanceId, keyIds] of Object.entries(bindings)) {
      for (const keyId of keyIds) await this.cloud.bindByHand(keyId, instanceId);
      await this.cloud.patch(instanceId, { latestOperation: LONG_AGO });
    }
  }

  /** What has happened since this was asked the last time. */
  happened(): Promise<Tally> {
    return tally(this.cloud);
  }

  /** Ids of the instances that do not run. */
  async down(): Promise<string[]> {
    return (await this.instances()).filter(({ state }) => state !== "RUNNING").map(({ instanceId }) => instanceId);
  }

  /** Ends when these pairs are bound and no other, and every machine runs with nothing under way on it. */
  async untilQuietWith(bindings: Bindings): Promise<void> {
    const wanted = pairsOf(bindings).join();
    await until(`the end of the call under way, with ${wanted || "nothing"} bound`, async () => {
      const instances = await this.instances();
      const bound = pairsOf(Object.fromEntries(instances.map(({ instanceId, keyIds }) => [instanceId, keyIds])));
      return bound.join() === wanted && instances.every(({ state, operating }) => state === "RUNNING" && !operating);
    });
  }

  /**
   * Ends when a call that changes something is in the log, or when it is over.
   *
   * @param after So many calls at the beginning of the log do not count.
   */
  async untilWritten(after: number, isOver: () => boolean): Promise<void> {
    await until("a call that changes something", async () => {
      const calls = (await this.cloud.calls()).slice(after);
      return isOver() || calls.some(({ action }) => !/^(Describe|Get)/.test(action));
    });
  }

  private async instances(): Promise<InstanceView[]> {
    return (await this.control.get<{ instances: InstanceView[] }>("state")).instances;
  }
}
