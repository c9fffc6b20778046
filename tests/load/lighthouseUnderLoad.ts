import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Measurement } from "./measuredLighthouse";

/** Ids of what a Lighthouse was given. */
export interface Seeded {
  readonly keyIds: string[];
  readonly instanceIds: string[];
}

/** Exact numbers of one action, as GET /control/counts tells them. */
export interface ActionCounts {
  readonly calls: number;
  readonly executed: number;
  readonly errors: Readonly<Record<string, number>>;
}

/** A local Lighthouse in a process of its own, which ends with this one. */
export class LighthouseUnderLoad {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it is, and what its requests are signed with. */
    readonly reachable: { readonly address: string; readonly secretId: string; readonly secretKey: string },
  ) {}

  /**
   * Starts one on a free port.
   *
   * @param execArgv Options of Node for its process, such as `--cpu-prof`.
   */
  static async start(execArgv: readonly string[] = []): Promise<LighthouseUnderLoad> {
    const child = fork(join(__dirname, "measuredLighthouse.ts"), {
      execArgv: ["--expose-gc", "--require", "ts-node/register/transpile-only", ...execArgv],
    });
    const told = await next(child);
    if (told.kind !== "listening") throw new Error("A Lighthouse tells first where it is.");
    return new LighthouseUnderLoad(child, told);
  }

  /** The memory that is in use after a collection, in bytes, and the processor's time that it has taken so far. */
  async usage(): Promise<{ heapUsed: number; rss: number; processorSeconds: number }> {
    this.child.send("usage");
    const told = await next(this.child);
    if (told.kind !== "usage") throw new Error("A Lighthouse tells where it is but once.");
    return told;
  }

  seed(seed: object): Promise<Seeded> {
    return this.control<Seeded>("seed", seed);
  }

  /** Exact numbers of every action since the start. */
  async counts(): Promise<Readonly<Record<string, ActionCounts>>> {
    return (await this.control<{ actions: Record<string, ActionCounts> }>("counts")).actions;
  }

  /** Ends it, and waits for its end. */
  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }

  private async control<Reply>(path: string, body?: object): Promise<Reply> {
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const reply = await fetch(`${this.reachable.address}/control/${path}`, init);
    if (!reply.ok) throw new Error(`The local Lighthouse refused ${path}: ${await reply.text()}`);
    return (await reply.json()) as Reply;
  }
}

/** The next thing a Lighthouse tells. @throws When its process ends before that. */
async function next(child: ChildProcess): Promise<Measurement> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The local Lighthouse ended with ${String(code)}.`);
  });
  const [told] = (await Promise.race([once(child, "message"), ended])) as [Measurement];
  return told;
}
