import { Claims } from "./claims.js";
import type { Clock } from "./clock.js";
import {
  ambientRegion,
  connectionFrom,
  type Connection,
  type Environment,
  type Sourced,
  type StackConfig,
} from "./configuration.js";
import { Declarations } from "./declarations.js";
import type { Lighthouse } from "./lighthouse.js";
import { type Notices, withoutRepeats } from "./notices.js";
import { Region } from "./region.js";

/** The outside world, as a session is given it. */
export interface World {
  clock: Clock;
  environment: Environment;
  notices: Notices;
  /** Reaches one region of Lighthouse; nothing is called until something is asked of it. */
  connect: (region: string, connection: Connection) => Lighthouse;
}

/** One provider process: one run of a command, with one configuration, for all associations of a stack. */
export class Session {
  readonly claims = new Claims();
  readonly declarations = new Declarations();
  /** Why a preview of this run could not look at what exists; nobody tries again. */
  whyBlind: string | undefined;
  private config: StackConfig = { get: () => undefined };
  private readonly regions = new Map<string, Region>();

  /** Where to say what the person who runs the command should know. */
  readonly notices: Notices;

  constructor(private readonly world: World) {
    this.notices = withoutRepeats(world.notices);
  }

  get clock(): Clock {
    return this.world.clock;
  }

  configure(config: StackConfig): void {
    this.config = config;
  }

  /** The region that the configuration or the environment names. */
  ambientRegion(): Sourced<string> | undefined {
    return ambientRegion(this.config, this.world.environment);
  }

  /** One region, the same object for everybody. Throws `ConfigurationError` where credentials are missing. */
  region(name: string): Region {
    let region = this.regions.get(name);
    if (!region) {
      const connection = connectionFrom(this.config, this.world.environment);
      region = new Region(name, this.world.connect(name, connection), this.clock);
      this.regions.set(name, region);
    }
    return region;
  }
}
