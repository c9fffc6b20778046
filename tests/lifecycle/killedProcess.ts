import type { Lighthouse } from "../../provider/lighthouse";

/** Whether the call at which a process is killed takes place all the same. */
export type Moment = "before" | "after";

/** Kills a provider process at one of its calls: from then on it neither calls nor hears anything. */
export class Fuse {
  private calls = 0;
  private burn: () => void = () => undefined;
  /** Ends when the process has been killed. */
  readonly burnt = new Promise<"killed">((resolve) => {
    this.burn = () => resolve("killed");
  });

  /** @param burnsAt the call at which it is killed, counted from 1 */
  constructor(
    private readonly burnsAt: number,
    private readonly moment: Moment,
  ) {}

  /** The same Lighthouse, as the process to be killed reaches it. */
  protects(lighthouse: Lighthouse): Lighthouse {
    return {
      describeInstances: (ids) => this.call(() => lighthouse.describeInstances(ids)),
      describeKeyPairs: (ids) => this.call(() => lighthouse.describeKeyPairs(ids)),
      describeDeniedActions: (ids) => this.call(() => lighthouse.describeDeniedActions(ids)),
      associate: (keyIds, ids, how) => this.call(() => lighthouse.associate(keyIds, ids, how)),
      disassociate: (keyIds, ids, how) => this.call(() => lighthouse.disassociate(keyIds, ids, how)),
      startInstances: (ids) => this.call(() => lighthouse.startInstances(ids)),
      stopInstances: (ids) => this.call(() => lighthouse.stopInstances(ids)),
    };
  }

  private async call<T>(send: () => Promise<T>): Promise<T> {
    const turn = ++this.calls;
    if (turn > this.burnsAt || (turn === this.burnsAt && this.moment === "before")) return this.die();
    const answer = await send();
    return turn === this.burnsAt ? this.die() : answer;
  }

  private die<T>(): Promise<T> {
    this.burn();
    return new Promise<T>(() => undefined);
  }
}
