import { strict as assert } from "node:assert";
import { type RunningLighthouse, startLighthouse } from "../startLighthouse";
import { type MachineClock, machineClock } from "../world/clock";
import type { Settings } from "../world/settings";
import { type Signer, type Tc3Options, tc3 } from "./signedRequest";

/** The fields of a reply; a refusal has `Error`. */
export type Fields = Record<string, unknown> & { RequestId: string; Error?: { Code: string; Message: string } };

/** What a row of DescribeInstances is looked at for. */
export interface Row {
  readonly InstanceId: string;
  readonly InstanceState: string;
  readonly LatestOperation: string | null;
  readonly LatestOperationState: string | null;
  readonly LatestOperationRequestId: string | null;
  readonly LoginSettings: { KeyIds: string[] };
}

/** What POST /control/seed answers. */
export interface Made {
  readonly accounts: Signer[];
  readonly keyIds: string[];
  readonly instanceIds: string[];
}

/** A local Lighthouse for one group of tests, spoken to over HTTP alone. */
export class TestLighthouse {
  private constructor(readonly running: RunningLighthouse) {}

  /** Starts one. Its time is virtual and its rate limits are off unless told otherwise. */
  static async start(settings: Settings = {}, clock: MachineClock = machineClock): Promise<TestLighthouse> {
    const onDefect = (defect: unknown) => console.error(defect);
    const all = { time: "virtual", rateLimits: false, ...settings } as const;
    return new TestLighthouse(await startLighthouse({ settings: all, onDefect, clock }));
  }

  get signer(): Signer {
    return this.running;
  }

  /** A signed call; the fields of its reply, refusals included. */
  async call(action: string, parameters: object = {}, options: Tc3Options & { as?: Signer } = {}): Promise<Fields> {
    const { url, init } = tc3(this.running.address, action, parameters, options.as ?? this.signer, options);
    return responseOf(await fetch(url, init));
  }

  /** A signed call that must succeed. */
  async ok(action: string, parameters: object = {}, options: Tc3Options & { as?: Signer } = {}): Promise<Fields> {
    const fields = await this.call(action, parameters, options);
    assert.equal(fields.Error, undefined, JSON.stringify(fields.Error));
    return fields;
  }

  /** The code with which a signed call is refused, "" when it is not. */
  async code(action: string, parameters: object = {}, options: Tc3Options & { as?: Signer } = {}): Promise<string> {
    return (await this.call(action, parameters, options)).Error?.Code ?? "";
  }

  /** The row of one instance. */
  async row(instanceId: string): Promise<Row> {
    const { InstanceSet } = await this.ok("DescribeInstances", { InstanceIds: [instanceId] });
    const [row] = InstanceSet as Row[];
    assert.ok(row);
    return row;
  }

  /** A control request that must succeed. */
  async control<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T> {
    const { status, json } = await this.rawControl(method, path, body);
    assert.equal(status, 200, JSON.stringify(json));
    return json as T;
  }

  /** A control request and whatever comes of it. */
  async rawControl(method: string, path: string, body?: object): Promise<{ status: number; json: unknown }> {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.running.control}${path}`, init);
    return { status: response.status, json: await response.json() };
  }

  /** A fresh world with these settings over those of the start. */
  async reset(settings: Settings = {}): Promise<void> {
    await this.control("POST", "/reset", settings);
  }

  async seed(seed: object): Promise<Made> {
    return await this.control<Made>("POST", "/seed", seed);
  }

  /** Lets the world's time pass. */
  async pass(advanceMs: number): Promise<void> {
    await this.control("POST", "/time", { advanceMs });
  }

  async stop(): Promise<void> {
    await this.running.stop();
  }
}

/** The Response of a reply, which is always HTTP 200. */
export async function responseOf(response: Response): Promise<Fields> {
  assert.equal(response.status, 200);
  const { Response: fields } = (await response.json()) as { Response: Fields };
  return fields;
}
