import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Clock } from "../../../provider/clock";
import { type Connection, connectionFrom } from "../../../provider/configuration";
import { LighthouseApi } from "../../../provider/lighthouseApi";
import { type RunningLighthouse, startLighthouse } from "../../lighthouse/startLighthouse";
import { Control } from "../control";
import { REGION } from "../ids";
import type { LoggedCall } from "../writes";

/** Settings of a configuration or an environment, by name. */
export type Values = Readonly<Record<string, string | undefined>>;

/** An account of the local Lighthouse, and a key of it. */
export interface Account {
  accountId: string;
  secretId: string;
  secretKey: string;
}

/** A local Lighthouse with two accounts, a folder that stands for somebody's home, and a clock that a test moves. */
export class Site {
  private lighthouse: RunningLighthouse | undefined;
  private folder = "";
  private nowMs = 0;

  get running(): RunningLighthouse {
    assert.ok(this.lighthouse, "the site is open");
    return this.lighthouse;
  }

  /** The account that is there from the start. */
  get first(): Account {
    return this.running;
  }

  /** The folder that stands for the home of the person who runs the command. */
  get home(): string {
    return this.folder;
  }

  readonly clock: Clock = {
    now: () => this.nowMs,
    random: () => 0.5,
    // Nothing here waits for the clock but time limits, and those are not what is tested.
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) resolve();
        else signal?.addEventListener("abort", () => resolve(), { once: true });
      }),
  };

  async open(): Promise<void> {
    this.lighthouse = await startLighthouse();
  }

  async begin(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "lighthouse-home-"));
    await this.control.post("reset", { time: "virtual", rateLimits: false });
    this.nowMs = (await this.control.get<{ nowMs: number }>("time")).nowMs;
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  async close(): Promise<void> {
    await this.running.stop();
  }

  get control(): Control {
    return new Control(this.running.control);
  }

  /** Makes a further account, or gives one more of what the seed says. */
  async account(seed: object = {}): Promise<Account> {
    const { accounts } = await this.control.post<{ accounts: Account[] }>("seed", { accounts: [seed] });
    const [account] = accounts;
    assert.ok(account);
    return account;
  }

  /** Makes an account with a role; answers with the account and the role's ARN. */
  async accountWithRole(name = "deployer"): Promise<{ accountId: string; roleArn: string }> {
    const { accountId } = await this.account({ roles: [name] });
    return { accountId, roleArn: `qcs::cam::uin/${accountId}:roleName/${name}` };
  }

  /** Lets time pass, for the provider and for the local Lighthouse. */
  async pass(seconds: number): Promise<void> {
    this.nowMs += seconds * 1_000;
    await this.control.post("time", { advanceMs: seconds * 1_000 });
  }

  /** Writes a file in the home folder. */
  async write(path: string, text: string): Promise<string> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** What a run with these settings connects with: the local Lighthouse, and the home folder. */
  connection(config: Values, environment: Values = {}): Connection {
    const { endpoint, address } = this.running;
    const reach = { TENCENTCLOUD_ENDPOINT: `http://${endpoint}`, TENCENTCLOUD_METADATA_ENDPOINT: address };
    return connectionFrom({ get: (key) => config[key] }, { HOME: this.folder, ...reach, ...environment }, this.clock);
  }

  /** Lighthouse, as a run with these settings reaches it. */
  api(config: Values, environment: Values = {}): LighthouseApi {
    return new LighthouseApi(REGION, this.connection(config, environment));
  }

  /** Has a run with these settings read key pairs; answers with the calls that this took and the account of each. */
  async reads(config: Values, environment: Values = {}): Promise<string[]> {
    return this.callsOf(this.api(config, environment).describeKeyPairs([]));
  }

  /** The calls that some work took, each with the account that it was made for. */
  async callsOf(work: Promise<unknown>): Promise<string[]> {
    await work;
    const { calls } = await this.control.get<{ calls: (LoggedCall & { account: string })[] }>("calls");
    await this.control.delete("calls");
    return calls.map(({ action, account }) => `${action} of ${account}`);
  }
}

/** A site for each test of a suite, begun before it and ended after it. */
export function siteOfEachTest(): Site {
  const site = new Site();
  before(() => site.open());
  beforeEach(function () {
    this.currentTest?.timeout(60_000);
    return site.begin();
  });
  afterEach(() => site.end());
  after(() => site.close());
  return site;
}
