import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CHECKOUT } from "../engine/checkout";
import type { InstanceRow } from "./bindingsTable";

/** What a local Lighthouse prints when it listens, as far as it is used here. */
interface Reachable {
  address: string;
  endpoint: string;
  protocol: string;
  control: string;
  region: string;
  secretId: string;
  secretKey: string;
}

/** Ids of what a Lighthouse was given, drawn anew each time. */
export interface Seeded {
  instanceIds: string[];
  keyIds: string[];
}

/** A local Lighthouse in a process of its own, which ends with this one, however this one ends. */
export class LighthouseProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly reachable: Reachable,
  ) {}

  /**
   * Starts one on a free port.
   *
   * @param options Options of `npm run lighthouse`, such as `--settings` and its JSON.
   * @throws When it ends before it listens, with what it printed.
   */
  static async start(options: readonly string[] = []): Promise<LighthouseProcess> {
    const script = ["tests/lighthouse/main.ts", "--port", "0", "--exit-with-stdin", ...options];
    const child = spawn(process.execPath, ["--require", "ts-node/register/transpile-only", ...script], {
      cwd: CHECKOUT,
      stdio: ["pipe", "pipe", "pipe"],
      // Apart from the terminal: Ctrl-C must not end it before the engine, which still finishes its calls.
      detached: true,
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([once(lines, "line"), once(child, "close").then(() => [undefined])]);
    if (typeof line !== "string") throw new Error(`The local Lighthouse did not start: ${stderr.trim()}`);
    const reachable: Reachable = JSON.parse(line);
    return new LighthouseProcess(child, reachable);
  }

  /** Where it is: `http://127.0.0.1:PORT`. */
  get address(): string {
    return this.reachable.address;
  }

  /** The environment that points the provider at it, credentials included. */
  get env(): Record<string, string> {
    const { endpoint, protocol, region, secretId, secretKey } = this.reachable;
    return {
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
      TENCENTCLOUD_REGION: region,
      TENCENTCLOUD_ENDPOINT: endpoint,
      TENCENTCLOUD_PROTOCOL: protocol,
    };
  }

  /** Makes running instances and key pairs, bound to nothing. */
  seed(instances: number, keyPairs: number): Promise<Seeded> {
    return this.control<Seeded>("seed", { instances, keyPairs });
  }

  /** All instances, with the keys that are truly bound to them. */
  async instances(): Promise<InstanceRow[]> {
    return (await this.control<{ instances: InstanceRow[] }>("state")).instances;
  }

  /** Takes a key off an instance, as somebody does who uses the console. */
  async unbindByHand(keyId: string, instanceId: string): Promise<void> {
    await this.control("unbind", { keyId, instanceId });
  }

  /** Ends it, and waits for its end. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "close");
    this.child.kill("SIGKILL");
    await ended;
  }

  /**
   * Asks its control interface, whose README says what there is.
   *
   * @param method What to ask by. @default POST where there is a body, else GET
   * @throws When it refuses, with what it said.
   */
  async control<Reply>(call: string, body?: object, method = body ? "POST" : "GET"): Promise<Reply> {
    const content = body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const reply = await fetch(`${this.reachable.control}/${call}`, { method, ...content });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`The local Lighthouse refused ${call}: ${text}`);
    const parsed: Reply = JSON.parse(text);
    return parsed;
  }
}
