import type { ChangeContext } from "./change.js";
import type { ClaimBoard } from "./claimBoard.js";
import { Claims } from "./claims.js";
import type { Clock } from "./clock.js";
import { ambientRegion, type Connection, connectionFrom } from "./configuration.js";
import { Deadline } from "./deadline.js";
import { Declarations } from "./declarations.js";
import { getOrMake } from "./getOrMake.js";
import type { Lighthouse } from "./lighthouse.js";
import { type Notices, withoutRepeats } from "./notices.js";
import { Outlook } from "./outlook.js";
import { type OpenLines, Program } from "./program.js";
import { RateBudgets } from "./rateBudgets.js";
import { Region } from "./region.js";
import type { Environment, Sourced, StackConfig } from "./settings.js";

/** The token service is the same in each region, but wants one to be named. */
const ANY_REGION = "ap-guangzhou";

/** How long the question for the account may take, how often it is asked in a run, and the pause before that. */
const ACCOUNT_WITHIN_MS = 10_000;
/** How long one of several questions may go unanswered, which may be lost. */
const ACCOUNT_ANSWER_WITHIN_MS = 5_000;
const MAX_ACCOUNT_ASKS = 4;
const ACCOUNT_PAUSE_MS = 500;

/** The outside world, as a session is given it. */
export interface World {
  clock: Clock;
  environment: Environment;
  notices: Notices;
  /** Where the provider processes of the run hear of each other. */
  board: ClaimBoard;
  /** Reads what the program tells. */
  openLines: OpenLines;
  /** Asks which account the credentials belong to. */
  askForAccount: (connection: Connection, region: string) => Promise<string>;
  /** Reaches one region of Lighthouse; nothing is called until something is asked of it. */
  connect: (region: string, connection: Connection) => Lighthouse;
}

/** One provider process: one run of a command, with one configuration, for all associations of a stack. */
export class Session {
  readonly claims: Claims;
  readonly program: Program;
  readonly declarations = new Declarations();
  /** Why a preview of this run could not look at what exists; nobody tries again. */
  whyBlind: string | undefined;
  private config: StackConfig = { get: () => undefined };
  private reached: Connection | undefined;
  private account: Promise<string | undefined> | undefined;
  private readonly regions = new Map<string, Region>();
  private readonly outlooks = new Map<string, Outlook>();
  private readonly budgetsByRegion = new Map<string, RateBudgets>();

  /** Where to say what the person who runs the command should know. */
  readonly notices: Notices;

  constructor(private readonly world: World) {
    this.notices = withoutRepeats(world.notices);
    this.program = new Program(world.openLines);
    this.claims = new Claims(world.board, this.program);
  }

  get clock(): Clock {
    return this.world.clock;
  }

  configure(config: StackConfig): void {
    this.config = config;
    this.reached = undefined;
  }

  /** The region that the configuration or the environment names. */
  ambientRegion(): Sourced<string> | undefined {
    return ambientRegion(this.config, this.world.environment);
  }

  /** Whether an association of this process is at work on an instance. */
  isAtWorkOn(regionName: string, instanceId: string): boolean {
    return this.regions.get(regionName)?.watchers.has(instanceId) ?? false;
  }

  /** What a change in a region works with. Throws as `region` does. */
  context(name: string): Omit<ChangeContext, "timeoutMs"> {
    return { region: this.region(name), claims: this.claims, notices: this.notices };
  }

  /** What kept the account from being told, where it was asked for in vain. */
  accountTrouble: string | undefined;

  /** The account of the credentials; undefined where it is not told in a few tries. Asked for once. Never throws. */
  accountId(): Promise<string | undefined> {
    this.account ??= this.askUntilTold();
    return this.account;
  }

  private async askUntilTold(): Promise<string | undefined> {
    const deadline = new Deadline(this.clock, ACCOUNT_WITHIN_MS);
    for (let asks = 1; ; asks++) {
      const told = await this.askForAccount(deadline);
      if (told !== undefined || asks >= MAX_ACCOUNT_ASKS || deadline.hasPassed) return told;
      await this.clock.sleep(ACCOUNT_PAUSE_MS * asks);
    }
  }

  private async askForAccount(deadline: Deadline): Promise<string | undefined> {
    const soon = new Deadline(this.clock, Math.min(ACCOUNT_ANSWER_WITHIN_MS, deadline.remainingMs));
    try {
      const connection = this.connection();
      const region = this.ambientRegion()?.value ?? ANY_REGION;
      const answer = this.world.askForAccount(connection, region);
      return await soon.race(answer, "for the account to be told");
    } catch (error) {
      // Not knowing is an answer: the token service may be out of reach, or the credentials wrong.
      if (error instanceof Error) this.accountTrouble = error.message;
      return undefined;
    }
  }

  /**
   * How Lighthouse is reached, the same for everybody, so that credentials are fetched once. Throws `ConfigurationError`
   * where they are broken, and `NoCredentials`.
   */
  connection(): Connection {
    this.reached ??= connectionFrom(this.config, this.world.environment, this.clock);
    return this.reached;
  }

  /** How often what may be called in a region, the same for whatever calls it. */
  budgets(region: string): RateBudgets {
    return getOrMake(this.budgetsByRegion, region, () => new RateBudgets(this.clock));
  }

  /** One region, the same object for everybody. Throws `ConfigurationError` where credentials are missing. */
  region(name: string): Region {
    let region = this.regions.get(name);
    if (!region) {
      const connection = this.connection();
      region = new Region(name, this.world.connect(name, connection), this.clock, this.budgets(name));
      this.regions.set(name, region);
    }
    return region;
  }

  /** What a preview sees of a region. */
  outlook(name: string): Outlook {
    return getOrMake(this.outlooks, name, () => new Outlook(() => this.region(name), this.clock));
  }
}
