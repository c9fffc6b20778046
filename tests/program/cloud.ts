import { setTimeout as sleep } from "node:timers/promises";
import { type RunningLighthouse, startLighthouse } from "../lighthouse/startLighthouse";
import { writeOf } from "./writes";

/** How long an operation takes: short, and yet long enough to be seen under way. */
const OPERATION_MS = 100;

/** How often and how many times {@link Cloud.until} looks: two minutes in all, since an engine may start slowly. */
const LOOK_EVERY_MS = 50;
const MAX_LOOKS = 2_400;

/** An instance or a key pair to be made: its id, and whatever else the control interface takes. */
export type Seed = Readonly<Record<string, unknown>>;

/** One call as the local Lighthouse logs it, as far as it is read here. */
export interface LoggedCall {
  n: number;
  action: string;
  parameters: Record<string, unknown>;
  /** Whether the action took place. */
  executed: boolean;
}

interface InstanceView {
  instanceId: string;
  keyIds: string[];
  state: string;
  operating: boolean;
  shutdowns: number;
}

/** A local Lighthouse as a story sees it: what is there, what happens behind the program's back, what was called. */
export class Cloud {
  private seen = 0;

  private constructor(private readonly lighthouse: RunningLighthouse) {}

  /** Starts one in this process, with nothing in it. */
  static async start(): Promise<Cloud> {
    return new Cloud(await startLighthouse({ settings: { operationMs: OPERATION_MS, rateLimits: false } }));
  }

  /** The environment that points the provider at it, credentials included. */
  get env(): Record<string, string> {
    const { endpoint, protocol, region } = this.lighthouse;
    return {
      ...this.credentials,
      TENCENTCLOUD_REGION: region,
      TENCENTCLOUD_ENDPOINT: endpoint,
      TENCENTCLOUD_PROTOCOL: protocol,
    };
  }

  /** The credentials it accepts, as variables. */
  get credentials(): { TENCENTCLOUD_SECRET_ID: string; TENCENTCLOUD_SECRET_KEY: string } {
    const { secretId, secretKey } = this.lighthouse;
    return { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  }

  /** Makes instances (RUNNING unless said otherwise) and key pairs. */
  async make(instances: readonly Seed[], keyPairs: readonly Seed[]): Promise<void> {
    await this.control("POST", "seed", { instances, keyPairs });
  }

  /** Binds a key in the console. */
  async bind(keyId: string, instanceId: string): Promise<void> {
    await this.control("POST", "bind", { keyId, instanceId });
  }

  /** Unbinds a key in the console. */
  async unbind(keyId: string, instanceId: string): Promise<void> {
    await this.control("POST", "unbind", { keyId, instanceId });
  }

  /** Deletes an instance in the console. */
  async removeInstance(instanceId: string): Promise<void> {
    await this.control("DELETE", `instances/${instanceId}`);
  }

  /** Deletes a key pair, bound or not. */
  async removeKeyPair(keyId: string): Promise<void> {
    await this.control("DELETE", `keyPairs/${keyId}`);
  }

  /** Has something go wrong, such as `{ action, instanceId, effect: { operation: "FAILED" } }`. */
  async fault(fault: Readonly<Record<string, unknown>>): Promise<void> {
    await this.control("POST", "faults", fault);
  }

  /** Lets go wrong no more. */
  async repair(): Promise<void> {
    await this.control("DELETE", "faults");
  }

  /** Changes settings, such as `{ byHand: true }`: operations end only by {@link finish}. */
  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.control("PATCH", "settings", settings);
  }

  /** Ends all operations under way, with success. */
  async finish(): Promise<void> {
    await this.control("POST", "operations/finish", {});
  }

  /** What is bound: `key on instance` of each pair, sorted. */
  async pairs(): Promise<string[]> {
    const instances = await this.instances();
    return instances.flatMap(({ instanceId, keyIds }) => keyIds.map((keyId) => `${keyId} on ${instanceId}`)).sort();
  }

  /** How many key pairs there are. */
  async keyPairCount(): Promise<number> {
    return (await this.control<{ keyPairs: unknown[] }>("GET", "state")).keyPairs.length;
  }

  /** Ids of the instances that do not run. */
  async down(): Promise<string[]> {
    return (await this.instances()).filter(({ state }) => state !== "RUNNING").map(({ instanceId }) => instanceId);
  }

  /** How often calls have shut an instance down, all instances together. */
  async shutdowns(): Promise<number> {
    return [...(await this.shutdownsById()).values()].reduce((sum, shutdowns) => sum + shutdowns, 0);
  }

  /** How often calls have shut each instance down. */
  async shutdownsById(): Promise<Map<string, number>> {
    return new Map((await this.instances()).map(({ instanceId, shutdowns }) => [instanceId, shutdowns]));
  }

  /** Calls since this was last asked. */
  async newCalls(): Promise<LoggedCall[]> {
    const { calls } = await this.control<{ calls: LoggedCall[] }>("GET", `calls?since=${this.seen}`);
    this.seen = calls.at(-1)?.n ?? this.seen;
    return calls;
  }

  /** Calls since this was last asked that took place and change something, in the words of `writes.ts`, sorted. */
  async newWrites(): Promise<string[]> {
    const calls = (await this.newCalls()).filter(({ executed }) => executed);
    return calls.flatMap(({ action, parameters }) => writeOf(action, parameters) ?? []).sort();
  }

  /** Waits until an action has been called more often than so; the calls count as new all the same. */
  async called(action: string, moreThan = 0): Promise<void> {
    await this.until(`a call of ${action}`, async () => (await this.timesCalled(action)) > moreThan);
  }

  /** How many of the calls that count as new are of an action. */
  async timesCalled(action: string): Promise<number> {
    const { calls } = await this.control<{ calls: LoggedCall[] }>("GET", `calls?since=${this.seen}`);
    return calls.filter((call) => call.action === action).length;
  }

  /** Waits until no operation is under way. */
  async idle(): Promise<void> {
    await this.until("the end of all operations", async () =>
      (await this.instances()).every(({ operating }) => !operating),
    );
  }

  async stop(): Promise<void> {
    await this.lighthouse.stop();
  }

  private async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      if (await isSo()) return;
      await sleep(LOOK_EVERY_MS);
    }
    throw new Error(`Waited ${(MAX_LOOKS * LOOK_EVERY_MS) / 1000} s in vain for ${what}.`);
  }

  private async instances(): Promise<InstanceView[]> {
    return (await this.control<{ instances: InstanceView[] }>("GET", "state")).instances;
  }

  private async control<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
    const reply = await fetch(`${this.lighthouse.control}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path} was refused: ${text}`);
    const parsed: Reply = JSON.parse(text);
    return parsed;
  }
}
