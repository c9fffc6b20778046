import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { type ClaimBoard, NO_OTHERS } from "../../provider/claimBoard.js";
import { keyPairAssociationProvider } from "../../provider/keyPairAssociationProvider.js";
import type { Lighthouse } from "../../provider/lighthouse.js";
import type { OpenLines } from "../../provider/program.js";
import { RateBudgets } from "../../provider/rateBudgets.js";
import { Region } from "../../provider/region.js";
import { Session } from "../../provider/session.js";
import { FakeClock } from "./fakeClock.js";
import { REGION } from "./ids.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";

/** What a test sets up around the provider; what it leaves out has a default that works. */
export interface SceneOptions {
  /** Answers for every region. Default: a call fails the test. */
  lighthouse?: (clock: FakeClock) => Lighthouse;
  config?: Record<string, string>;
  environment?: Record<string, string>;
  /** The account of the credentials. Default: it is not told. */
  account?: string;
  /** Where other provider processes of the run are heard of. Default: there are none. */
  board?: ClaimBoard;
  /** What the program tells that it declares. Default: nothing. */
  openLines?: OpenLines;
  /** Default: a clock of its own. */
  clock?: FakeClock;
}

/** One run of the provider, on a clock that the test moves. */
export interface Scene {
  clock: FakeClock;
  session: Session;
  provider: Required<ResourceProvider>;
  /** What the user was warned of. */
  warnings: string[];
  /** What the user was told otherwise, and is kept. */
  informed: string[];
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
export function newScene(options: SceneOptions = {}): Scene {
  const { lighthouse = noLighthouse, config = CONFIG, environment = {}, account, board = NO_OTHERS } = options;
  const { clock = new FakeClock(), openLines = () => () => [] } = options;
  const warnings: string[] = [];
  const informed: string[] = [];
  const connected: string[] = [];
  const session = new Session({
    clock,
    environment,
    board,
    openLines,
    notices: {
      warn: (text) => warnings.push(text),
      info: (text) => informed.push(text),
      progress: () => undefined,
    },
    askForAccount: () => (account === undefined ? Promise.reject(new Error("not told")) : Promise.resolve(account)),
    connect: (region) => {
      connected.push(region);
      return lighthouse(clock);
    },
  });
  const values: Record<string, string | undefined> = config;
  session.configure({ get: (key) => values[key] });
  return { clock, session, provider: keyPairAssociationProvider(session), warnings, informed, connected };
}

function noLighthouse(): Lighthouse {
  throw new Error("this must not call Lighthouse");
}

/** One run of the provider, and the Lighthouse that a test scripts for it. */
export function newScriptedScene(
  options: Omit<SceneOptions, "lighthouse"> = {},
): Scene & { lighthouse: ScriptedLighthouse } {
  const scripted: ScriptedLighthouse[] = [];
  const scene = newScene({
    ...options,
    lighthouse: (clock) => {
      const lighthouse = new ScriptedLighthouse(clock);
      scripted.push(lighthouse);
      return lighthouse;
    },
  });
  // Connected now, so that a test can fill it before the first call.
  scene.session.region(REGION);
  const [lighthouse] = scripted;
  if (!lighthouse) throw new Error("the session has connected to no Lighthouse");
  return { ...scene, lighthouse };
}

/** A region whose Lighthouse a test scripts. */
export function newRegion(): { clock: FakeClock; lighthouse: ScriptedLighthouse; region: Region } {
  const clock = new FakeClock();
  const lighthouse = new ScriptedLighthouse(clock);
  return { clock, lighthouse, region: new Region(REGION, lighthouse, clock, new RateBudgets(clock)) };
}
