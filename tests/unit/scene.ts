import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { keyPairAssociationProvider } from "../../provider/keyPairAssociationProvider.js";
import type { Lighthouse } from "../../provider/lighthouse.js";
import { Session } from "../../provider/session.js";
import { FakeClock } from "./fakeClock.js";
import { REGION } from "./ids.js";

/** What a test sets up around the provider; what it leaves out has a default that works. */
export interface SceneOptions {
  /** Answers for every region. Default: a call fails the test. */
  lighthouse?: (clock: FakeClock) => Lighthouse;
  config?: Record<string, string>;
  environment?: Record<string, string>;
}

/** One run of the provider, on a clock that the test moves. */
export interface Scene {
  clock: FakeClock;
  session: Session;
  provider: Required<ResourceProvider>;
  /** What the user was warned of. */
  warnings: string[];
  /** The regions that were asked for something, in order. */
  connected: string[];
}

/** A configuration with which calls can be signed; the region is the one of `ids.ts`. */
export const CONFIG = {
  "tencentcloud:secretId": "AKIDtests",
  "tencentcloud:secretKey": "a-key-for-tests",
  "tencentcloud:region": REGION,
};

/** Sets up one run of the provider. */
export function newScene({ lighthouse = noLighthouse, config = CONFIG, environment = {} }: SceneOptions = {}): Scene {
  const clock = new FakeClock();
  const warnings: string[] = [];
  const connected: string[] = [];
  const ignore = (): void => undefined;
  const session = new Session({
    clock,
    environment,
    notices: { warn: (text) => warnings.push(text), info: ignore, progress: ignore },
    connect: (region) => {
      connected.push(region);
      return lighthouse(clock);
    },
  });
  const values: Record<string, string | undefined> = config;
  session.configure({ get: (key) => values[key] });
  return { clock, session, provider: keyPairAssociationProvider(session), warnings, connected };
}

function noLighthouse(): Lighthouse {
  throw new Error("this must not call Lighthouse");
}
