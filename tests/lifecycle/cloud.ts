import type { Control } from "./control";
import { ALICE, API, BOB, CAROL, JOBS, WEB } from "./ids";
import { type LoggedCall, writesAmong } from "./writes";

/** One pair, as the control interface takes it. */
export interface PairByHand {
  keyId: string;
  instanceId: string;
  username?: string;
}

/** What goes wrong, and with which call; the words are those of the control interface. */
export interface Fault {
  action: string;
  call?: number | { from: number; to?: number } | { every: number };
  instanceId?: string;
  probability?: number;
  seed?: number;
  times?: number;
  effect: Readonly<Record<string, unknown>>;
}

/** What happened since it was asked the last time, from the side of the Lighthouse. */
export interface Happened {
  /** The calls that write, one line each, in the order in which they came. */
  writes: string[];
  /** How often calls shut each instance down. */
  shutdowns: Record<string, number>;
  /** What is bound now: by instance the keys, sorted. */
  bindings: Record<string, string[]>;
}

/** An instance as it truly is, as far as stories look at it. */
export interface InstanceView {
  instanceId: string;
  accountId: string;
  state: string;
  keyIds: string[];
  usernames: Record<string, string>;
  operating: boolean;
  latestOperation: { action: string; state: string; requestId: string } | null;
}

/** A key pair as it truly is, as far as stories look at it. */
export interface KeyPairView {
  keyId: string;
  keyName: string;
  publicKey: string;
  instanceIds: string[];
}

type Properties = Readonly<Record<string, unknown>>;

/** How many times `until` looks before it gives up. */
const MAX_LOOKS = 2_000;

/** A local Lighthouse as a story uses it: what is there, what somebody does in the console, what clients have called. */
export class Cloud {
  constructor(private readonly control: Control) {}

  /** A fresh world with three RUNNING instances and three key pairs, none of them bound. */
  async renew(settings: Properties): Promise<{ secretId: string; secretKey: string }> {
    const credentials = await this.control.post<{ secretId: string; secretKey: string }>("reset", settings);
    const instances = [WEB, API, JOBS].map((instanceId) => ({ instanceId, state: "RUNNING" }));
    await this.seed({ instances, keyPairs: [ALICE, BOB, CAROL].map((keyId) => ({ keyId })) });
    return credentials;
  }

  /** Makes further accounts, instances, key pairs and bindings. */
  async seed<Answer = unknown>(seed: Properties): Promise<Answer> {
    return this.control.post<Answer>("seed", seed);
  }

  async set(settings: Properties): Promise<void> {
    await this.control.patch("settings", settings);
  }

  /** What somebody binds in the console. */
  async bindByHand(keyId: string, instanceId: string, username?: string): Promise<void> {
    const pair: PairByHand = { keyId, instanceId, ...(username !== undefined && { username }) };
    await this.control.post("bind", pair);
  }

  /** What somebody unbinds in the console. */
  async unbindByHand(keyId: string, instanceId: string): Promise<void> {
    await this.control.post("unbind", { keyId, instanceId });
  }

  async removeInstance(instanceId: string): Promise<void> {
    await this.control.delete(`instances/${instanceId}`);
  }

  async removeKeyPair(keyId: string): Promise<void> {
    await this.control.delete(`keyPairs/${keyId}`);
  }

  /** Changes an instance by hand, such as its state. */
  async patch(instanceId: string, patch: Properties): Promise<void> {
    await this.control.patch(`instances/${instanceId}`, patch);
  }

  /** Puts a fresh system on an instance, which takes its keys away. */
  async reinstall(instanceId: string): Promise<void> {
    await this.control.post(`instances/${instanceId}/reinstall`);
  }

  /** Begins another tool's work on an instance. */
  async work(instanceId: string, work: Properties): Promise<void> {
    await this.control.post(`instances/${instanceId}/operation`, work);
  }

  /** Ends the operation under way on an instance. */
  async finish(instanceId: string, how: { outcome?: "SUCCESS" | "FAILED"; applied?: boolean } = {}): Promise<void> {
    await this.control.post("operations/finish", { instanceId, ...how });
  }

  async fail(...faults: Fault[]): Promise<void> {
    await this.control.post("faults", faults);
  }

  /** Ends all faults. */
  async heal(): Promise<void> {
    await this.control.delete("faults");
  }

  instance(instanceId: string): Promise<InstanceView> {
    return this.control.get(`instances/${instanceId}`);
  }

  /** The key pairs that were made since the story began. */
  async newKeyPairs(): Promise<KeyPairView[]> {
    const { keyPairs } = await this.control.get<{ keyPairs: KeyPairView[] }>("state");
    return keyPairs.filter(({ keyId }) => ![ALICE, BOB, CAROL].includes(keyId));
  }

  /** By instance its power state. */
  async power(...instanceIds: string[]): Promise<Record<string, string>> {
    const views = await Promise.all(instanceIds.map((instanceId) => this.instance(instanceId)));
    return Object.fromEntries(views.map(({ instanceId, state }) => [instanceId, state]));
  }

  /** The calls that were kept since `happened` was asked the last time; those of one action, where it is named. */
  async calls(action?: string): Promise<LoggedCall[]> {
    const query = action === undefined ? "" : `?action=${action}`;
    return (await this.control.get<{ calls: LoggedCall[] }>(`calls${query}`)).calls;
  }

  /** What happened since this was asked the last time; then it counts anew. */
  async happened(): Promise<Happened> {
    const calls = await this.calls();
    const { shutdowns } = await this.control.get<{ shutdowns: { instances: Record<string, number> } }>("counts");
    const { instances } = await this.control.get<{ instances: InstanceView[] }>("state");
    await this.control.delete("calls");
    const bound = instances.filter(({ keyIds }) => keyIds.length > 0);
    return {
      writes: writesAmong(calls),
      shutdowns: shutdowns.instances,
      bindings: Object.fromEntries(bound.map(({ instanceId, keyIds }) => [instanceId, [...keyIds].sort()])),
    };
  }

  /** Ends when an action has been called. */
  async untilCalled(action: string): Promise<void> {
    await this.until(`a call of ${action}`, async () => (await this.calls(action)).length > 0);
  }

  /** Ends when a look at what is there answers true. */
  async until(what: string, look: () => Promise<boolean>): Promise<void> {
    for (let looks = 0; looks < MAX_LOOKS; looks++) if (await look()) return;
    throw new Error(`never seen: ${what}`);
  }
}
