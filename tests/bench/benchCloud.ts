import { strict as assert } from "node:assert";
import { LighthouseProcess } from "../demo/lighthouseProcess";
import type { Fleet, Shape } from "./shape";

/** How long each call is on its way. */
export const CALL_MS = 30;

/** What ids are drawn from, so that each run of the benchmark binds the same. */
const SEED = 1;

/** What was called while one command ran. */
export interface Called {
  /** Calls by action. */
  actions: Readonly<Record<string, number>>;
  /** Calls that the service refused, whatever for. */
  refused: number;
  /** How often a call has shut a running instance down. */
  shutdowns: number;
}

interface Counts {
  actions: Record<string, { calls: number; errors: Record<string, number> }>;
  shutdowns: { total: number };
}

/** The local Lighthouse of the benchmark: a process of its own, with its rate limits on. */
export class BenchCloud {
  private constructor(private readonly lighthouse: LighthouseProcess) {}

  static async start(): Promise<BenchCloud> {
    const settings = JSON.stringify({ latencyMs: CALL_MS });
    return new BenchCloud(await LighthouseProcess.start(["--seed", String(SEED), "--settings", settings]));
  }

  /** The environment that points the provider at it, credentials included. */
  get env(): Record<string, string> {
    return this.lighthouse.env;
  }

  get region(): string {
    return this.lighthouse.env["TENCENTCLOUD_REGION"] ?? "";
  }

  /**
   * Begins anew with what a shape needs and one running instance more, bound to nothing.
   *
   * @param operationMs How long each operation takes.
   */
  async prepare({ associations, instances, keys }: Shape, operationMs: number): Promise<Fleet> {
    await this.lighthouse.control("reset", { operationMs });
    return this.lighthouse.seed(associations * instances + 1, keys);
  }

  /** Sets settings, such as the pace of single instances. */
  async set(settings: object): Promise<void> {
    await this.lighthouse.control("settings", settings, "PATCH");
  }

  /** What was called since this was last asked. */
  async newCalls(): Promise<Called> {
    const { actions, shutdowns } = await this.lighthouse.control<Counts>("counts");
    await this.lighthouse.control("calls", undefined, "DELETE");
    const refusals = Object.values(actions).flatMap(({ errors }) => Object.values(errors));
    return {
      actions: Object.fromEntries(Object.entries(actions).map(([action, { calls }]) => [action, calls])),
      refused: refusals.reduce((sum, count) => sum + count, 0),
      shutdowns: shutdowns.total,
    };
  }

  /** @throws Where not so many pairs are bound: what was fast was wrong. */
  async mustHold(pairs: number): Promise<void> {
    const bound = (await this.lighthouse.instances()).reduce((sum, { keyIds }) => sum + keyIds.length, 0);
    assert.equal(bound, pairs, "pairs that are bound");
  }

  /** A view of its control interface. */
  view<Reply>(call: string): Promise<Reply> {
    return this.lighthouse.control<Reply>(call);
  }

  async stop(): Promise<void> {
    await this.lighthouse.stop();
  }
}
