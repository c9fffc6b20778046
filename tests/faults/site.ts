import assert from "node:assert/strict";
import type { Connection } from "../../provider/configuration";
import { connectionFrom } from "../../provider/configuration";
import { KeyPairApi } from "../../provider/keyPair/keyPairApi";
import { LighthouseApi } from "../../provider/lighthouseApi";
import { callerAccount } from "../../provider/stsApi";
import { Cloud } from "../lifecycle/cloud";
import { Control } from "../lifecycle/control";
import { REGION } from "../lifecycle/ids";
import { ProviderProcess } from "../lifecycle/providerProcess";
import { type RunningLighthouse, startLighthouse } from "../lighthouse/startLighthouse";
import { Commands } from "./commands";
import { HeldTime } from "./heldTime";
import { wiredKeyPairs } from "./keyPairs/wired";
import { wired } from "./wired";

/** How long a call without an answer holds a provider up, in the time of the site: the default of the provider. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The same in real time, during which the time of the site stands still. */
const HUNG_AFTER_S = 1;

/** The same for a key pair that is made, which a busy machine takes its time for. */
const MAKING_HUNG_AFTER_S = 45;

/** Signatures are made by the clock on the wall and may be five minutes off: each command begins almost that early. */
const BEGINS_EARLIER_MS = 4 * 60_000;

/** What a site holds from one `begin` to the next. */
interface Story {
  cloud: Cloud;
  control: Control;
  commands: Commands;
  credentials: { secretId: string; secretKey: string };
  endpoint: string;
}

/**
 * A place of its own for one story after another: a local Lighthouse over HTTP, the provider's own client, the engine
 * around it in process, and a time that all of them share.
 */
export class Site {
  private readonly time = new HeldTime(Date.now());
  private readonly defects: unknown[] = [];
  private lighthouse: RunningLighthouse | undefined;
  private begun: Story | undefined;
  private config: Record<string, string> = {};
  private generation = 0;

  get cloud(): Cloud {
    return this.story().cloud;
  }

  get control(): Control {
    return this.story().control;
  }

  get commands(): Commands {
    return this.story().commands;
  }

  /** What must never be told or recorded. */
  get secrets(): readonly string[] {
    const { secretId, secretKey } = this.story().credentials;
    return [secretId, secretKey];
  }

  /** Milliseconds since 1970, in the time of the site. */
  nowMs(): number {
    return this.time.now();
  }

  async open(): Promise<void> {
    this.lighthouse = await startLighthouse({
      clock: this.time.machine,
      onDefect: (defect) => this.defects.push(defect),
    });
  }

  /** A fresh world and an empty stack; what an earlier story left behind is cut off. */
  async begin(): Promise<void> {
    assert.ok(this.lighthouse, "the site is open");
    this.generation++;
    this.time.restart(Date.now());
    const { control, endpoint, protocol } = this.lighthouse;
    const steered = new Control(control);
    const cloud = new Cloud(steered);
    const credentials = await cloud.renew({ rateLimits: false });
    this.config = {
      "tencentcloud:secretId": credentials.secretId,
      "tencentcloud:secretKey": credentials.secretKey,
      "tencentcloud:region": REGION,
      "tencentcloud:endpoint": endpoint,
      "tencentcloud:protocol": protocol,
    };
    const commands = new Commands(
      () => this.startProcess(),
      () => this.startOffline(),
    );
    this.begun = { cloud, control: steered, commands, credentials, endpoint };
  }

  /** Runs a command: time passes while it runs, and only then. What its process left behind ends with it. */
  async run<T>(command: (commands: Commands) => Promise<T>): Promise<T> {
    const clockSkewMs = Date.now() - this.time.now() - BEGINS_EARLIER_MS;
    await this.control.patch("settings", { clockSkewMs });
    try {
      return await this.time.passUntil(command(this.commands));
    } finally {
      this.generation++;
    }
  }

  /** Reads key pairs as anybody may, outside of any command. */
  async readKeyPairs(keyIds: readonly string[]): Promise<void> {
    const { credentials, endpoint } = this.story();
    const config: Record<string, string> = {
      "tencentcloud:endpoint": `http://${endpoint}`,
      "tencentcloud:secretId": credentials.secretId,
      "tencentcloud:secretKey": credentials.secretKey,
    };
    const connection = connectionFrom({ get: (key) => config[key] }, {});
    await this.control.patch("settings", { clockSkewMs: Date.now() - this.time.now() });
    await new LighthouseApi(REGION, { ...connection, requestTimeoutS: HUNG_AFTER_S }).describeKeyPairs(keyIds);
  }

  /** Lets some time pass in which nobody does anything. */
  async pass(ms: number): Promise<void> {
    await this.time.passUntil(this.time.sleep(ms));
  }

  /** What went wrong inside the local Lighthouse itself since it was asked the last time. */
  takeDefects(): unknown[] {
    return this.defects.splice(0);
  }

  async close(): Promise<void> {
    await this.lighthouse?.stop();
  }

  private story(): Story {
    assert.ok(this.begun, "the story has begun");
    return this.begun;
  }

  private startProcess(): ProviderProcess {
    const { generation } = this;
    return new ProviderProcess({
      clock: this.time.processClock(() => generation !== this.generation),
      config: this.config,
      askForAccount: (connection, region) => this.send(() => callerAccount(impatient(connection), region)),
      connect: (region, connection) =>
        wired(new LighthouseApi(region, impatient(connection)), (call) => this.send(call)),
      connectKeyPairs: (region, connection) =>
        wiredKeyPairs(
          {
            api: new KeyPairApi(new LighthouseApi(region, impatient(connection)), region),
            send: (call) => this.send(call),
          },
          {
            api: new KeyPairApi(new LighthouseApi(region, impatient(connection, MAKING_HUNG_AFTER_S)), region),
            send: (call) => this.send(call, MAKING_HUNG_AFTER_S),
          },
        ),
    });
  }

  private startOffline(): ProviderProcess {
    const refuse = (): never => assert.fail("a preview of what is as declared calls nothing");
    const clock = this.time.processClock(() => false);
    return new ProviderProcess({ clock, config: this.config, askForAccount: refuse, connect: refuse });
  }

  /** A call that nobody answered has taken, in the time of the site, as long as a provider waits for an answer. */
  private async send<T>(call: () => Promise<T>, hungAfterS = HUNG_AFTER_S): Promise<T> {
    const sentMs = performance.now();
    try {
      return await this.time.onTheWire(call);
    } catch (error) {
      // A timer may end a little early.
      if (performance.now() - sentMs >= 0.9 * hungAfterS * 1000) await this.time.sleep(REQUEST_TIMEOUT_MS);
      throw error;
    }
  }
}

function impatient(connection: Connection, hungAfterS = HUNG_AFTER_S): Connection {
  return { ...connection, requestTimeoutS: hungAfterS };
}
