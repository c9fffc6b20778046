import assert from "node:assert/strict";
import { Commands } from "../faults/commands";
import { HeldTime } from "../faults/heldTime";
import { wired } from "../faults/wired";
import { REGION } from "../lifecycle/ids";
import { ProviderProcess } from "../lifecycle/providerProcess";
import { clientOfModel } from "./clientOfModel";
import { ModelCloud } from "./modelCloud";

const CONFIG = {
  "tencentcloud:secretId": "AKIDlaws",
  "tencentcloud:secretKey": "a-key-for-laws",
  "tencentcloud:region": REGION,
};

/** The moment at which every story of a law begins, so that a seed tells all. */
const BEGIN_MS = Date.UTC(2026, 0, 1);

/** A model of the cloud, the provider in its engine around it, and a time that costs nothing. */
export class Stage {
  readonly time = new HeldTime(BEGIN_MS);
  readonly cloud: ModelCloud;
  readonly commands: Commands;
  private generation = 0;

  constructor(size: { keyIds: readonly string[]; instanceIds: readonly string[] }) {
    const { time } = this;
    this.cloud = new ModelCloud({ now: () => time.now(), sleep: (ms) => time.machine.sleep(ms) }, size);
    this.commands = new Commands(
      () => this.startProcess(),
      () => this.startOffline(),
    );
  }

  /** Runs a command: time passes while it runs, and only then. What its process left behind ends with it. */
  async run<T>(command: (commands: Commands) => Promise<T>): Promise<T> {
    try {
      return await this.time.passUntil(command(this.commands));
    } finally {
      this.generation++;
    }
  }

  /** Lets some time pass in which no command runs. */
  async pass(ms: number): Promise<void> {
    await this.time.passUntil(this.time.sleep(ms));
    this.cloud.settle();
  }

  /** A process that fails when it calls anything. */
  startOffline(): ProviderProcess {
    const refuse = (): never => assert.fail("nothing is called");
    const clock = this.time.processClock(() => false);
    return new ProviderProcess({ clock, config: CONFIG, askForAccount: refuse, connect: refuse });
  }

  private startProcess(): ProviderProcess {
    const { generation, time } = this;
    const client = clientOfModel(this.cloud, REGION);
    return new ProviderProcess({
      clock: time.processClock(() => generation !== this.generation),
      config: CONFIG,
      askForAccount: () => Promise.resolve("100000000001"),
      connect: () => wired(client, (call) => time.onTheWire(call)),
    });
  }
}
